using Deskmeter.Connectors.Files;
using Deskmeter.Helpdesk;
using YamlDotNet.RepresentationModel;

namespace Deskmeter.Connectors.Forms;

/// <summary>Reads the mapping of a table of records (<c>docs/sources/records.md</c>); every error names file, line and near match.</summary>
internal static class RecordMappingReader
{
    /// <summary>Reads a mapping from its text.</summary>
    /// <param name="name">What errors call it: the file's name.</param>
    /// <param name="import">What is imported.</param>
    /// <exception cref="UsageException">The text is no mapping, or one of another import.</exception>
    public static RecordMapping Read(string name, string text, string import)
    {
        var block = YamlBlock.Parse(name, text);
        CheckKind(block, block.Require("kind"), import);
        block.FindText("about");
        var mapping = new RecordMapping(name, import)
        {
            Source = block.FindText("source"),
            Times = MappingReader.TimesOf(block, block.Find("times")) ?? new MappedTimes(["iso"], null),
            Unknown = block.FindTexts("unknown"),
            Encoding = MappingReader.EncodingOf(block),
            Skip = new ValueReader(block).Conditions("skip"),
            Unread = UnreadOf(block, RecordForm.OfImport(import)),
            Columns = block.Find("columns") is { } node ? Columns(block.Block(node, "'columns'"), RecordForm.OfImport(import)) : new Dictionary<string, MappedValue>(),
        };
        block.RefuseOthers();
        return mapping;
    }

    private static IReadOnlyList<string> UnreadOf(YamlBlock block, IReadOnlyList<RecordForm> forms)
    {
        var known = RecordHeader.Known(forms);
        var unread = block.FindTexts("unread");
        foreach (var column in unread.Where(column => !known.Contains(column)))
        {
            var unknown = Nearest.Unknown($"column", column, known);
            throw block.Error(block.Require("unread"), unknown.Said, unknown.Near);
        }

        return unread;
    }

    private static void CheckKind(YamlBlock block, YamlNode node, string import)
    {
        var kind = block.Text(node);
        if (kind == import) return;
        var imports = RecordKind.All.Select(known => known.Import).Distinct().Except(["tickets"]).ToList();
        if (imports.Contains(kind)) throw block.Error(node, $"this mapping is for '{kind}', not for '{import}'.", kind);
        var unknown = Nearest.Unknown($"kind", kind, imports);
        throw block.Error(node, unknown.Said, unknown.Near);
    }

    private static Dictionary<string, MappedValue> Columns(YamlBlock block, IReadOnlyList<RecordForm> forms)
    {
        var known = RecordHeader.Known(forms);
        var values = new ValueReader(block, name => WordsOf(name, forms));
        var columns = new Dictionary<string, MappedValue>(StringComparer.Ordinal);
        foreach (var (column, node) in block.Entries)
        {
            if (!known.Contains(column))
            {
                var unknown = Nearest.Unknown($"column", column, known);
                throw block.Error(node, unknown.Said, unknown.Near);
            }

            if (block.Find(column) is null) throw block.Error(node, $"'{column}' names no column.");
            var value = values.Require(column);
            if (value.Cells.Any(cell => cell.Find is not null)) throw block.Error(node, $"'find' looks into other files; '{column}' has only its own.");
            columns[column] = value;
        }

        return columns;
    }

    /// <summary>The words that a column can have; null: any text.</summary>
    private static List<string>? WordsOf(string name, IReadOnlyList<RecordForm> forms)
    {
        if (name == FormReader.TypeField && forms.Count > 1) return [.. forms.Select(form => form.ShortWord)];
        var fields = forms.SelectMany(form => form.Columns).Where(column => column.Name == name).Select(column => column.Field).ToList();
        if (fields.Exists(field => field.Kind == FieldKind.Flag)) return ["true", "false"];
        return fields.Exists(field => field.Kind == FieldKind.Word) ? [.. fields.SelectMany(field => field.Words).Distinct()] : null;
    }
}
