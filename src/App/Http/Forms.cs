using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.WebUtilities;

namespace Deskmeter.App.Http;

/// <summary>Forms that change something: each carries a token of its page, and is answered by going on to a page.</summary>
public static class Forms
{
    public const string TokenField = "__RequestVerificationToken";
    public const string TokenHeader = "RequestVerificationToken";

    /// <summary>In an address: the form was of a page that is too old, and nothing was done.</summary>
    public const string Expired = "expired";

    /// <summary>The fields of a form; null when it is not of a page of ours, or of one from before the server began.</summary>
    public static async Task<IFormCollection?> Read(HttpContext context, IAntiforgery guard)
    {
        if (!context.Request.HasFormContentType) return null;
        return await IsOurs(context, guard) ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
    }

    /// <summary>The form is of a page of ours.</summary>
    public static async Task<bool> IsOurs(HttpContext context, IAntiforgery guard)
    {
        try
        {
            await guard.ValidateRequestAsync(context);
            return true;
        }
        catch (AntiforgeryValidationException)
        {
            return false;
        }
    }

    /// <summary>Goes on to a page by a request of its own, so that going back or reloading does nothing twice.</summary>
    /// <param name="page">Path and query of a page of ours, as in an address; anything else, such as another host, is the overview.</param>
    public static IResult Done(string page) => new SeeOther(page);

    /// <summary>Goes back to the page, which says that nothing was done.</summary>
    public static IResult TooOld(string page) => Done(QueryHelpers.AddQueryString(page, Expired, "1"));
}
