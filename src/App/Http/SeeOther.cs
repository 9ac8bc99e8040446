namespace Deskmeter.App.Http;

/// <summary>The answer to a form that was sent: what was done is seen there (303).</summary>
public sealed class SeeOther(string address) : IResult
{
    /// <param name="address">A path of ours.</param>
    public static SeeOther To(string address) => new(address);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = address;
        return Task.CompletedTask;
    }
}
