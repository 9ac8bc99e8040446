using Microsoft.AspNetCore.Antiforgery;

namespace Deskmeter.App.Http;

/// <summary>A form that none of our pages made, sent by somebody's browser from elsewhere: nothing is done.</summary>
public static class ForeignForm
{
    /// <summary>What it is answered (400); null: the form is ours.</summary>
    public static IResult? Refusal(HttpContext context) => context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: true }
        ? null
        : TypedResults.Problem("This form is too old or from elsewhere. Nothing was changed; go back and load the page again.", statusCode: StatusCodes.Status400BadRequest);
}
