using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Deskmeter.App.Http;

/// <summary>The words that addresses of the API take: described in the OpenAPI document, and nothing else is taken.</summary>
public static class ApiWords
{
    private static readonly Dictionary<string, (string Meaning, bool IsRequired, bool IsList)> Meanings = new()
    {
        ["kpi"] = ("Keys of the catalogue, separated by commas or repeated.", true, true),
        ["from"] = ("First local date: 2016-03-01.", true, false),
        ["to"] = ("The local date after the last.", true, false),
        ["grain"] = ("hour, day, week, month, quarter, year or total (default).", false, false),
        ["by"] = ("Slices to break down by, separated by commas or repeated.", false, true),
        ["where"] = ("A filter: slice=a,b or slice!=a; repeated ones are combined by and.", false, true),
        ["zone"] = ("IANA zone of the dates; the workspace's when absent.", false, false),
        ["clock"] = ("calendar (default) or business.", false, false),
        ["compare"] = ("previous, year or none (default).", false, false),
        ["guards"] = ("true: the guards of each KPI are answered beside it.", false, false),
        ["histogram"] = ("true: durations and scores come with how they are spread.", false, false),
        ["as_of"] = ("Count up to this instant; now, or the newest event of a folder filled only from files, when absent.", false, false),
        ["param"] = ("A KPI's setting: window=3d.", false, true),
        ["format"] = ("json (default), csv or parquet.", false, false),
        ["offset"] = ("How many rows to leave out at the start; 0 when absent.", false, false),
        ["limit"] = ("How many rows at the most, up to 1000; 50 when absent.", false, false),
        ["source"] = ("The source of the ticket, where two have one of this id.", false, false),
    };

    /// <summary>Refuses a word that is not taken: a misspelt filter would give a wrong figure.</summary>
    /// <exception cref="UsageException">Names the word and the nearest right one.</exception>
    public static void Check(IQueryCollection query, IReadOnlyList<string> words)
    {
        foreach (var word in query.Keys.Where(word => !words.Contains(word))) throw Nearest.Unknown($"parameter", word, words, word);
    }

    /// <summary>A whole number within bounds.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static int Number(IQueryCollection query, string word, int otherwise, int most)
    {
        var text = query[word].LastOrDefault();
        if (string.IsNullOrEmpty(text)) return otherwise;
        return int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number <= most
            ? number : throw new UsageException($"'{word}' is a number from 0 to {most}, not '{text}'.", word);
    }

    /// <summary>Adds the words to an operation of the document.</summary>
    public static Func<OpenApiOperation, OpenApiOperationTransformerContext, CancellationToken, Task> Describe(IReadOnlyList<string> words) => (operation, _, _) =>
    {
        operation.Parameters ??= [];
        foreach (var word in words)
        {
            var (meaning, isRequired, isList) = Meanings[word];
            var text = new OpenApiSchema { Type = JsonSchemaType.String };
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = word,
                In = ParameterLocation.Query,
                Required = isRequired,
                Description = meaning,
                Schema = isList ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = text } : text,
            });
        }

        return Task.CompletedTask;
    };

    /// <summary>Says what an operation answers, and that it answers wrong questions with problem details.</summary>
    public static RouteHandlerBuilder Answers(this RouteHandlerBuilder endpoint, Func<OpenApiSchema> schema) => endpoint
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Responses ??= [];
            operation.Responses["200"] = new OpenApiResponse
            {
                Description = "OK",
                Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = schema() } },
            };
            return Task.CompletedTask;
        });
}
