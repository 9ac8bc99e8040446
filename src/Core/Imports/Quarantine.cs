using System.Text.RegularExpressions;
using Deskmeter.Connectors;
using Deskmeter.Records;

namespace Deskmeter.Imports;

/// <summary>The rows that could not be read, by file and cause. They are kept until they are read at last or somebody throws them away.</summary>
public sealed partial class Quarantine
{
    private const int ShownLines = 3;
    private readonly IRecordStore _records;
    private readonly IReadOnlyList<RowSetAside> _rows;

    private Quarantine(IRecordStore records)
    {
        _records = records;
        _rows = records.Quarantine();
    }

    /// <summary>All rows.</summary>
    public int Count => _rows.Count;

    /// <summary>The files that rows are from.</summary>
    public IEnumerable<string> Files => _rows.Select(row => row.File).Distinct();

    public static Quarantine Of(IRecordStore records) => new(records);

    /// <summary>The causes, those of most rows first; those of one file, or of all.</summary>
    public IReadOnlyList<QuarantineCause> Causes(string? file = null)
    {
        var groups = _rows.Where(row => file is null || row.File == file).GroupBy(row => (row.Source, row.File, Kind: KindOf(row.Reason)))
            .OrderByDescending(group => group.Count()).ThenBy(group => group.First().Place).ToList();
        var examples = _records.RowsSetAside([.. groups.Select(group => group.First().Place)]).ToDictionary(row => (row.File, row.Line, row.Reason), row => row.Content);
        return [.. groups.Select(group => new QuarantineCause(
            group.Key.Source, group.Key.File, group.First().Reason, group.Count(), [.. group.Take(ShownLines).Select(row => row.Line)],
            examples.GetValueOrDefault((group.First().File, group.First().Line, group.First().Reason)) ?? "", group.First().Place))];
    }

    /// <summary>The rows of the cause that the row at this place has; all rows of its file and cause. Null: every row there is.</summary>
    public IReadOnlyList<RowProblem> Rows(long? place) => _records.RowsSetAside(Places(place));

    /// <summary>Forgets the rows of a cause.</summary>
    /// <param name="place">Of one of its rows; null: all rows of every cause.</param>
    public void Forget(long? place) => _records.ForgetSetAside(Places(place));

    /// <summary>Forgets the rows of a file, because it is read again.</summary>
    public void ForgetFile(string file) => _records.ForgetSetAside([.. _rows.Where(row => row.File == file).Select(row => row.Place)]);

    private List<long> Places(long? place)
    {
        if (place is null) return [.. _rows.Select(row => row.Place)];
        if (_rows.FirstOrDefault(row => row.Place == place) is not { Place: > 0 } one) return [];
        var kind = KindOf(one.Reason);
        return [.. _rows.Where(row => row.Source == one.Source && row.File == one.File && KindOf(row.Reason) == kind).Select(row => row.Place)];
    }

    /// <summary>The same message with other words in its quotes, or other numbers, is the same cause.</summary>
    private static string KindOf(Sentence reason) => Words().Replace(reason.ToString(), "");

    [GeneratedRegex(@"'[^']*'|\d+")]
    private static partial Regex Words();
}

/// <summary>Rows of one file that could not be read for one cause.</summary>
/// <param name="Reason">As it was said of the first.</param>
/// <param name="Lines">The first few lines.</param>
/// <param name="Example">What stands in the first.</param>
/// <param name="Place">Of the first, by which the cause is found again.</param>
public sealed record QuarantineCause(string Source, string File, Sentence Reason, int Count, IReadOnlyList<long> Lines, string Example, long Place);
