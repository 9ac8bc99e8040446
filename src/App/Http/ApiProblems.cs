using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Deskmeter.App.Http;

/// <summary>Errors of the API as problem details (RFC 9457): what was asked wrongly names its field and the nearest right word.</summary>
public sealed partial class ApiProblems(IProblemDetailsService problems, ILogger<ApiProblems> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var isUsage = exception is UsageException;
        httpContext.Response.StatusCode = isUsage ? StatusCodes.Status400BadRequest
            : exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
        var details = new ProblemDetails { Status = httpContext.Response.StatusCode };
        if (exception is UsageException usage)
        {
            details.Title = "The request cannot be answered as asked.";
            details.Detail = usage.Message;
            if (usage.Field is not null) details.Extensions["field"] = usage.Field;
            if (usage.Near is not null) details.Extensions["near"] = usage.Near;
        }
        else
        {
            LogFault(log, httpContext.Request.Path, exception);
        }

        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = details, Exception = exception });
    }

    [LoggerMessage(LogLevel.Error, "The request {Path} failed")]
    private static partial void LogFault(ILogger log, string path, Exception exception);
}
