using Microsoft.OpenApi;
using static Deskmeter.App.Metrics.FigureSchemas;

namespace Deskmeter.App.Metrics;

/// <summary>The shape of why a figure changed, for the OpenAPI document.</summary>
public static class ChangeSchemas
{
    public static OpenApiSchema Answer() => FigureSchemas.Object(new()
    {
        ["query"] = FigureSchemas.Object([]),
        ["as_of"] = Of(JsonSchemaType.String),
        ["row"] = Row(),
        ["by"] = Maybe(JsonSchemaType.String),
        ["statistic"] = Of(JsonSchemaType.String),
        ["status"] = Of(JsonSchemaType.String),
        ["before"] = Maybe(JsonSchemaType.Number),
        ["now"] = Maybe(JsonSchemaType.Number),
        ["change"] = Maybe(JsonSchemaType.Number),
        ["rate"] = Maybe(JsonSchemaType.Number),
        ["mix"] = Maybe(JsonSchemaType.Number),
        ["parts"] = ListOf(FigureSchemas.Object(new()
        {
            ["member"] = Maybe(JsonSchemaType.String),
            ["kind"] = Of(JsonSchemaType.String),
            ["effect"] = Of(JsonSchemaType.Number),
        })),
        ["members"] = ListOf(FigureSchemas.Object(new() { ["member"] = Maybe(JsonSchemaType.String), ["before"] = Side(), ["now"] = Side() })),
    });

    private static OpenApiSchema Side() => FigureSchemas.Object(new() { ["weight"] = Maybe(JsonSchemaType.Number), ["value"] = Maybe(JsonSchemaType.Number) });
}
