using Deskmeter.App.Languages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Deskmeter.App.Frame;

/// <summary>Shows what went wrong in a page within the frame: a wrong address (400) says what is meant, a fault of ours (500) what is safe.</summary>
public sealed partial class FrameBoundary(ILogger<FrameBoundary> log) : ErrorBoundaryBase
{
    [CascadingParameter] public HttpContext Context { get; set; } = null!;

    protected override Task OnErrorAsync(Exception exception)
    {
        Context.Response.StatusCode = exception is UsageException ? StatusCodes.Status400BadRequest : StatusCodes.Status500InternalServerError;
        if (exception is not UsageException) LogFault(log, Context.Request.Path, exception);
        return Task.CompletedTask;
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (CurrentException is null)
        {
            builder.AddContent(0, ChildContent);
            return;
        }

        builder.OpenComponent<Problem>(1);
        builder.AddComponentParameter(2, nameof(Problem.Error), CurrentException as UsageException);
        builder.AddComponentParameter(3, nameof(Problem.Language), LanguageChoice.Of(Context.Request));
        builder.CloseComponent();
    }

    [LoggerMessage(LogLevel.Error, "The page {Path} could not be shown")]
    private static partial void LogFault(ILogger log, string path, Exception exception);
}
