using Microsoft.AspNetCore.OpenApi;

namespace Deskmeter.App.Http;

/// <summary>What the OpenAPI document says of the API as a whole.</summary>
public static class ApiDocument
{
    public static void Describe(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info.Title = "Deskmeter";
        document.Info.Version = "v1";
        document.Info.Description = "Figures of customer service. Durations are seconds, rates are fractions, nothing is rounded; null is not zero.";
        document.Servers?.Clear();
        return Task.CompletedTask;
    });
}
