using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Deskmeter.App.Http;

/// <summary>Forms that change something: each carries a token of its page, and is answered by going on to a page.</summary>
public static class Forms
{
    public const string TokenField = "__RequestVerificationToken";
    public const string TokenHeader = "RequestVerificationToken";

    /// <summary>In an address: the form was of a page that is too old, and nothing was done.</summary>
    public const string Expired = "expired";

    /// <summary>
    /// Takes forms of our own pages only, and has read their fields before the handler asks for them. Another's form, or one of a page from
    /// before the server began, does nothing and goes back to a page.
    /// </summary>
    /// <param name="forms">Where they are sent to.</param>
    /// <param name="page">The page that says so.</param>
    public static TBuilder OnlyOurs<TBuilder>(this TBuilder forms, Func<EndpointFilterInvocationContext, string> page)
        where TBuilder : IEndpointConventionBuilder => forms.AddEndpointFilter(async (call, next) =>
    {
        var context = call.HttpContext;
        if (!context.Request.HasFormContentType || !await IsOurs(context)) return TooOld(page(call));
        await context.Request.ReadFormAsync(context.RequestAborted);
        return await next(call);
    });

    /// <summary>The form is of a page of ours.</summary>
    public static async Task<bool> IsOurs(HttpContext context)
    {
        try
        {
            await context.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(context);
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

    /// <summary>A number that a hidden field or an address carries, such as an id; null when it is none.</summary>
    public static long? Number(StringValues word) =>
        long.TryParse(word.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Goes back to the page, which says that nothing was done.</summary>
    public static IResult TooOld(string page) => Done(QueryHelpers.AddQueryString(page, Expired, "1"));
}
