namespace Deskmeter.App.Http;

/// <summary>The answer to a form that changed something: 303, look at that page of ours. Anything else, such as another host, is the overview.</summary>
/// <param name="path">Path and query, encoded as in an address.</param>
public sealed class SeeOther(string path) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var isOurs = path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && path.All(letter => letter is > ' ' and <= '~' and not '\\');
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = isOurs ? path : "/";
        return Task.CompletedTask;
    }
}
