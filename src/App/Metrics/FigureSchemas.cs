using Microsoft.OpenApi;

namespace Deskmeter.App.Metrics;

/// <summary>The shape of an answer to a query, for the OpenAPI document, and what shapes are made of.</summary>
public static class FigureSchemas
{
    public static OpenApiSchema Answer() => Object(new()
    {
        ["query"] = Object([]),
        ["as_of"] = Of(JsonSchemaType.String),
        ["rows"] = ListOf(Row()),
        ["guards"] = ListOf(Object(new()
        {
            ["kpi"] = Of(JsonSchemaType.String),
            ["guard"] = Of(JsonSchemaType.String),
            ["refused"] = Maybe(JsonSchemaType.String),
            ["rows"] = ListOf(Row()),
        })),
    });

    public static OpenApiSchema Row() => Object(new()
    {
        ["kpi"] = Of(JsonSchemaType.String),
        ["definition"] = Of(JsonSchemaType.String),
        ["period"] = Of(JsonSchemaType.String),
        ["from"] = Of(JsonSchemaType.String),
        ["to"] = Of(JsonSchemaType.String),
        ["slice"] = new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = Maybe(JsonSchemaType.String) },
        ["value"] = Maybe(JsonSchemaType.Number),
        ["unit"] = Of(JsonSchemaType.String),
        ["clock"] = Maybe(JsonSchemaType.String),
        ["n"] = Maybe(JsonSchemaType.Integer),
        ["numerator"] = Maybe(JsonSchemaType.Number),
        ["denominator"] = Maybe(JsonSchemaType.Number),
        ["mean"] = Maybe(JsonSchemaType.Number),
        ["p90"] = Maybe(JsonSchemaType.Number),
        ["min"] = Maybe(JsonSchemaType.Number),
        ["max"] = Maybe(JsonSchemaType.Number),
        ["low"] = Maybe(JsonSchemaType.Number),
        ["high"] = Maybe(JsonSchemaType.Number),
        ["pending"] = Maybe(JsonSchemaType.Integer),
        ["excluded"] = Maybe(JsonSchemaType.Integer),
        ["provisional"] = Of(JsonSchemaType.Boolean),
        ["status"] = Of(JsonSchemaType.String),
        ["target"] = Maybe(JsonSchemaType.Number),
        ["target_state"] = Maybe(JsonSchemaType.String),
        ["compare"] = Comparison(),
        ["histogram"] = Histogram(),
    });

    private static OpenApiSchema Histogram()
    {
        var schema = ListOf(Object(new()
        {
            ["from"] = Maybe(JsonSchemaType.Number),
            ["to"] = Maybe(JsonSchemaType.Number),
            ["n"] = Of(JsonSchemaType.Integer),
        }));
        schema.Type |= JsonSchemaType.Null;
        return schema;
    }

    private static OpenApiSchema Comparison()
    {
        var schema = Object(new()
        {
            ["from"] = Of(JsonSchemaType.String),
            ["to"] = Of(JsonSchemaType.String),
            ["value"] = Maybe(JsonSchemaType.Number),
            ["n"] = Maybe(JsonSchemaType.Integer),
            ["change"] = Maybe(JsonSchemaType.Number),
            ["is_better"] = Maybe(JsonSchemaType.Boolean),
        });
        schema.Type |= JsonSchemaType.Null;
        return schema;
    }

    public static OpenApiSchema Object(Dictionary<string, IOpenApiSchema> properties) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = properties,
        Required = properties.Keys.ToHashSet(),
    };

    public static OpenApiSchema ListOf(OpenApiSchema items) => new() { Type = JsonSchemaType.Array, Items = items };

    public static OpenApiSchema Of(JsonSchemaType type) => new() { Type = type };

    public static OpenApiSchema Maybe(JsonSchemaType type) => new() { Type = type | JsonSchemaType.Null };
}
