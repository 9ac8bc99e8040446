using System.Text.RegularExpressions;

namespace Deskmeter.Connectors;

/// <summary>Gathers what was found by kind: the same message with other words in its quotes is the same kind.</summary>
internal sealed partial class ImportFindings
{
    private readonly Dictionary<string, ImportFinding> _kinds = [];

    public void Add(Sentence message, string file, long line)
    {
        var kind = Quoted().Replace(message.ToString(), "''");
        _kinds[kind] = _kinds.TryGetValue(kind, out var known) ? known with { Count = known.Count + 1 } : new ImportFinding(message, file, line, 1);
    }

    public IReadOnlyList<ImportFinding> All() => [.. _kinds.Values.OrderByDescending(finding => finding.Count).ThenBy(finding => finding.Message.ToString())];

    [GeneratedRegex("'[^']*'")]
    private static partial Regex Quoted();
}
