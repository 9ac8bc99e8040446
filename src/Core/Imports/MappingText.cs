using System.Text.Json;
using System.Text.RegularExpressions;
using Deskmeter.Connectors.Forms;

namespace Deskmeter.Imports;

/// <summary>Writes a choice as the mapping file that an import reads: so there is one way to read a table, and the choice can be kept.</summary>
public static partial class MappingText
{
    /// <summary>The mapping of a table.</summary>
    /// <param name="choice">What its columns mean.</param>
    /// <param name="sample">The table's columns.</param>
    public static string Write(ImportChoice choice, TableSample sample)
    {
        var lines = new List<string>();
        if (choice.Import != ImportTarget.Tickets) lines.Add($"kind: {choice.Import}");
        lines.Add($"source: {Quoted(choice.Source ?? choice.Import)}");
        var times = new List<string> { $"formats: [{Quoted(choice.TimeFormat ?? "iso")}{(choice.TimeFormat is null or "iso" ? "" : ", iso")}]" };
        if (choice.Zone is { } zone) times.Add($"zone: {zone}");
        lines.Add($"times: {{{string.Join(", ", times)}}}");
        if (choice.Encoding != "utf-8") lines.Add($"encoding: {choice.Encoding}");
        lines.AddRange(choice.Import == ImportTarget.Tickets ? Tickets(choice, sample) : Records(choice, sample));
        return string.Concat(lines.Select(line => line + "\n"));
    }

    private static IEnumerable<string> Records(ImportChoice choice, TableSample sample)
    {
        // What is not chosen is not used, though the table may have a column of our name for something else.
        var names = RecordHeader.Known(RecordForm.OfImport(choice.Import));
        var unread = names.Where(name => !choice.Fields.Values.Contains(name) && sample.Columns.Any(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase))).ToList();
        if (unread.Count > 0) yield return $"unread: [{string.Join(", ", unread)}]";
        if (choice.Fields.Count > 0) yield return "columns:";
        foreach (var (index, field) in choice.Fields.OrderBy(field => field.Key)) yield return $"  {field}: {Cell(choice, sample, index)}";
    }

    private static IEnumerable<string> Tickets(ImportChoice choice, TableSample sample)
    {
        string? Of(string field) => choice.Fields.Where(pair => pair.Value == field).Select(pair => (int?)pair.Key).FirstOrDefault() is { } index ? Cell(choice, sample, index) : null;
        var latest = new[] { TicketFields.UpdatedAt, TicketFields.ClosedAt, TicketFields.ResolvedAt, TicketFields.CreatedAt }.Select(Of).OfType<string>().ToList();
        var seen = latest.Count == 1 ? latest[0] : $"[{string.Join(", ", latest)}]";
        yield return "files:";
        yield return "  tickets:";
        yield return $"    ticket: {Of(TicketFields.Ticket)}";
        yield return $"    version: {seen}";
        yield return "    profile:";
        string[] apart = [TicketFields.Ticket, TicketFields.UpdatedAt, TicketFields.ResolvedAt, TicketFields.ClosedAt, TicketFields.Status, ImportTarget.Slice, "agent", "team", "priority"];
        foreach (var (index, field) in choice.Fields.OrderBy(pair => pair.Key).Where(pair => !apart.Contains(pair.Value))) yield return $"      {field}: {Cell(choice, sample, index)}";
        if (Of("priority") is { } priority) yield return $"      priority: {priority}";
        if (Of(TicketFields.ResolvedAt) is { } resolved) yield return $"      resolved: {{at: {resolved}}}";
        if (Of(TicketFields.ClosedAt) is { } closed) yield return $"      closed: {{at: {closed}}}";
        var slices = choice.Fields.Where(pair => pair.Value == ImportTarget.Slice).Select(pair => sample.Columns[pair.Key].Name).ToList();
        if (slices.Count > 0) yield return "      fields:";
        foreach (var slice in slices) yield return $"        {SliceName(slice)}: {{column: {Quoted(slice)}, optional: true, slice: true}}";
        var states = new[] { TicketFields.Status, "agent", "team", "priority" }.Where(field => Of(field) is not null).ToList();
        if (states.Count == 0) yield break;
        yield return "    events:";
        yield return "      - type: state";
        yield return $"        at: {seen}";
        foreach (var field in states) yield return $"        {field}: {Of(field)}";
    }

    private static string Cell(ImportChoice choice, TableSample sample, int index) => $"{{column: {Quoted(sample.Columns[index].Name)}{Map(choice, sample.Columns[index])}}}";

    /// <summary>What the words of a column mean; nothing where the file says them as we do.</summary>
    private static string Map(ImportChoice choice, SampleColumn column)
    {
        var ours = ImportTarget.Find(choice.Import).Field(choice.Fields[column.Index])?.Words ?? [];
        var meanings = column.Words.ToDictionary(word => word, word => choice.Words.GetValueOrDefault((column.Index, word)), StringComparer.Ordinal);
        if (meanings.All(pair => pair.Value is { } meaning ? Same(pair.Key, meaning) : !ours.Contains(pair.Key, StringComparer.OrdinalIgnoreCase))) return "";
        // A map knows no words but its own, and words of ours that the sample lacks may stand further down in the file.
        foreach (var word in ours.Where(word => !column.Words.Contains(word, StringComparer.OrdinalIgnoreCase))) meanings[word] = word;
        var known = meanings.Where(pair => pair.Value is not null).DistinctBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase);
        return $", map: {{{string.Join(", ", known.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{Quoted(pair.Key)}: {pair.Value}"))}}}";

        static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The name of a slice in data: small letters, digits and underscores.</summary>
    private static string SliceName(string column)
    {
        var name = Other().Replace(column.ToLowerInvariant(), "_").Trim('_');
        return name.Length == 0 || char.IsAsciiDigit(name[0]) ? $"column_{name}" : name;
    }

    // A JSON string is a YAML string too.
    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    [GeneratedRegex("[^a-z0-9_]+")]
    private static partial Regex Other();
}
