using System.Text.Json;
using Deskmeter.Connectors;
using Deskmeter.Connectors.Files;
using Deskmeter.Records;

namespace Deskmeter.Imports;

/// <summary>The first records of a file as an import would read them, and what is wrong with its first rows. Nothing is written.</summary>
/// <param name="Columns">The fields that any of them has, in the order of the record.</param>
/// <param name="Records">What they say, by field.</param>
/// <param name="Problems">Rows among the first that cannot be read, and doubts.</param>
public sealed record ImportPreview(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyDictionary<string, string>> Records, IReadOnlyList<RowProblem> Problems)
{
    private const int MostRecords = 6;
    private const int MostItems = 400;
    private const int LongestValue = 60;
    private static readonly string[] Unsaid = ["version", "sequence", "source", "key"];

    /// <exception cref="UsageException">Nothing can be read as asked.</exception>
    public static ImportPreview Of(ImportRequest request, IRecordStore records)
    {
        var source = FileSource.Open(request, (name, id) => records.Find<Helpdesk.Ticket>(name, id) is not null);
        var shown = new List<Dictionary<string, string>>();
        var problems = new List<RowProblem>();
        var seen = 0;
        foreach (var item in source.Read(new ReadMeter()))
        {
            if (item is ImportItem.Piece piece) shown.Add(Fields(piece));
            else if (item is ImportItem.Problem problem) problems.Add(problem.Row);
            else if (item is ImportItem.Damage damage) problems.Add(new RowProblem(damage.File, damage.Line, damage.Message, ""));
            if (shown.Count == MostRecords || ++seen == MostItems) break;
        }

        return new ImportPreview([.. shown.SelectMany(record => record.Keys).Distinct()], shown, problems);
    }

    private static Dictionary<string, string> Fields(ImportItem.Piece piece)
    {
        using var document = JsonDocument.Parse(RecordJson.Write(piece.Record));
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        Flatten(document.RootElement, fields, depth: 0);
        return fields;
    }

    private static void Flatten(JsonElement element, Dictionary<string, string> fields, int depth)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (Unsaid.Contains(property.Name) || (depth > 0 && property.Name is "id" or "type" or "at")) continue;
            var value = property.Value;
            if (value.ValueKind == JsonValueKind.Object) Named(property.Name, value, fields, depth);
            else if (value.ValueKind == JsonValueKind.Array) Items(property.Name, value, fields, depth);
            else fields.TryAdd(property.Name, Short(value.ToString()));
        }
    }

    private static void Named(string name, JsonElement value, Dictionary<string, string> fields, int depth)
    {
        if (value.TryGetProperty("at", out var at)) fields.TryAdd($"{name}_at", Short(at.ToString()));
        else if (depth < 2) Flatten(value, fields, depth + 1);
    }

    private static void Items(string name, JsonElement value, Dictionary<string, string> fields, int depth)
    {
        if (value.GetArrayLength() == 0) return;
        if (value[0].ValueKind != JsonValueKind.Object) fields.TryAdd(name, Short(string.Join("; ", value.EnumerateArray().Select(item => item.ToString()))));
        else if (depth < 2) Flatten(value[0], fields, depth + 1);
    }

    private static string Short(string text) => text.Length <= LongestValue ? text : $"{text[..LongestValue]}…";
}
