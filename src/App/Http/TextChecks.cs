using Deskmeter.App.Languages;

namespace Deskmeter.App.Http;

/// <summary>Checks of a text while somebody writes it in an editor, each time the typing rests.</summary>
public static class TextChecks
{
    /// <summary>Answers whether a text could be kept as it is. It only reads, so that no token is asked for.</summary>
    /// <param name="endpoints">Of the server.</param>
    /// <param name="path">Where the text is sent to, as the body of the request.</param>
    /// <param name="most">How many letters are read at the most.</param>
    /// <param name="read">Reads the text, and throws a <see cref="UsageException"/> when it is wrong.</param>
    public static void MapTextCheck(this IEndpointRouteBuilder endpoints, string path, int most, Action<string> read) =>
        endpoints.MapPost(path, async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var buffer = new char[most];
            var length = await reader.ReadBlockAsync(buffer, context.RequestAborted);
            var fault = UsageException.FaultOf(() => read(new string(buffer, 0, length)));
            return Results.Json(new TextCheck(fault is null ? null : LanguageChoice.Of(context.Request).Say(fault)));
        }).ExcludeFromDescription();

    /// <param name="Fault">What is wrong; null when nothing is.</param>
    private sealed record TextCheck(string? Fault);
}
