using Microsoft.OpenApi;
using static Deskmeter.App.Metrics.FigureSchemas;

namespace Deskmeter.App.Metrics;

/// <summary>The shape of an explanation, for the OpenAPI document.</summary>
public static class ExplanationSchemas
{
    /// <summary>The figure; its parts are of the same shape without query and instant, which a document without references leaves open.</summary>
    public static OpenApiSchema Answer()
    {
        var fields = new Dictionary<string, IOpenApiSchema>
        {
            ["query"] = FigureSchemas.Object([]),
            ["as_of"] = Of(JsonSchemaType.String),
        };
        foreach (var (name, schema) in Figure()) fields.Add(name, schema);
        return FigureSchemas.Object(fields);
    }

    private static Dictionary<string, IOpenApiSchema> Figure() => new()
    {
        ["kpi"] = Of(JsonSchemaType.String),
        ["role"] = Maybe(JsonSchemaType.String),
        ["fact"] = Maybe(JsonSchemaType.String),
        ["formula"] = Of(JsonSchemaType.String),
        ["where"] = Maybe(JsonSchemaType.String),
        ["figures"] = ListOf(FigureSchemas.Object(new() { ["calculation"] = Maybe(JsonSchemaType.String), ["row"] = Row() })),
        ["withheld"] = Of(JsonSchemaType.Boolean),
        ["counted"] = Counted(),
        ["left_out"] = ListOf(FigureSchemas.Object(new()
        {
            ["reason"] = Of(JsonSchemaType.String),
            ["condition"] = Maybe(JsonSchemaType.String),
            ["detail"] = Maybe(JsonSchemaType.String),
            ["count"] = Of(JsonSchemaType.Integer),
            ["examples"] = ListOf(Record()),
        })),
        ["parts"] = ListOf(FigureSchemas.Object([])),
        ["statements"] = ListOf(FigureSchemas.Object(new() { ["text"] = Of(JsonSchemaType.String), ["parameters"] = ListOf(Maybe(JsonSchemaType.String)) })),
    };

    private static OpenApiSchema Counted()
    {
        var schema = FigureSchemas.Object(new()
        {
            ["total"] = Of(JsonSchemaType.Integer),
            ["terms"] = ListOf(FigureSchemas.Object(new() { ["text"] = Of(JsonSchemaType.String), ["rows"] = Of(JsonSchemaType.Integer) })),
            ["skip"] = Of(JsonSchemaType.Integer),
            ["rows"] = ListOf(Record()),
        });
        schema.Type |= JsonSchemaType.Null;
        return schema;
    }

    private static OpenApiSchema Record() => FigureSchemas.Object(new()
    {
        ["kind"] = Of(JsonSchemaType.String),
        ["source"] = Maybe(JsonSchemaType.String),
        ["id"] = Of(JsonSchemaType.String),
        ["at"] = Maybe(JsonSchemaType.String),
        ["value"] = Maybe(JsonSchemaType.Number),
        ["channel"] = Maybe(JsonSchemaType.String),
        ["priority"] = Maybe(JsonSchemaType.String),
        ["agent"] = Maybe(JsonSchemaType.String),
        ["team"] = Maybe(JsonSchemaType.String),
        ["terms"] = ListOf(Of(JsonSchemaType.Integer)),
    });
}
