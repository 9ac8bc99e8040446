using System.Globalization;

namespace Deskmeter.Metrics;

/// <summary>
/// An answer as CSV (RFC 4180, in UTF-8): the fields of <see cref="MetricJson"/>, with a column for each slice in place of
/// <c>slice</c>, and those of the comparison as <c>compare_value</c> and so on. What is absent is an empty cell. Guards follow the KPIs,
/// each with the KPI that it guards in the column <c>guards</c>. With histograms a row stands once for each bin.
/// </summary>
public static class MetricCsv
{
    private static readonly string[] Before = ["kpi", "definition", "period", "from", "to"];

    private static readonly string[] After =
    [
        "value", "unit", "clock", "n", "numerator", "denominator", "mean", "p90", "min", "max", "low", "high", "pending", "excluded", "provisional",
        "status", "target", "target_state", "compare_from", "compare_to", "compare_value", "compare_n", "compare_change",
        "compare_is_better",
    ];

    private static readonly string[] Bin = ["bin_from", "bin_to", "bin_n"];

    /// <summary>Writes the header and every row.</summary>
    public static void Write(TextWriter to, MetricResult result)
    {
        var guards = result.Guards.SelectMany(guard => guard.Rows, (guard, row) => (Row: row, Guarded: guard.Kpi)).ToList();
        var slices = Slices(result);
        var (hasGuards, hasBins) = (result.Query.Guards, result.Query.Histogram);
        WriteLine(to, [.. Before, .. slices.Select(CsvCell.Text), .. After, .. hasGuards ? ["guards"] : Array.Empty<string>(), .. hasBins ? Bin : []]);
        foreach (var (row, guarded) in result.Rows.Select(row => (row, "")).Concat(guards))
        {
            string[] cells = [.. Cells(row, slices), .. hasGuards ? [CsvCell.Text(guarded)] : Array.Empty<string>()];
            if (!hasBins) WriteLine(to, cells);
            else if (row.Histogram is not { Count: > 0 } bins) WriteLine(to, [.. cells, "", "", ""]);
            else foreach (var bin in bins) WriteLine(to, [.. cells, Number(bin.From), Number(bin.To), Number(bin.N)]);
        }
    }

    /// <summary>The slices of all rows. One may be in some rows only: a KPI's own breakdown, or the scales of answers that are not pooled.</summary>
    internal static List<string> Slices(MetricResult result) =>
        [.. result.Query.By.Concat(result.Rows.Concat(result.Guards.SelectMany(guard => guard.Rows)).SelectMany(row => row.Slice.Keys)).Distinct()];

    private static IEnumerable<string> Cells(MetricRow row, List<string> slices) =>
    [
        CsvCell.Text(row.Kpi), CsvCell.Text(row.Definition), row.Period, PeriodLabel.Date(row.From), PeriodLabel.Date(row.To),
        .. slices.Select(slice => CsvCell.Text(row.Slice.GetValueOrDefault(slice))),
        Number(row.Value), MetricQueryText.Word(row.Unit), row.Clock is { } clock ? MetricQueryText.Word(clock) : "", Number(row.N),
        Number(row.Numerator), Number(row.Denominator), Number(row.Mean), Number(row.P90), Number(row.Min), Number(row.Max), Number(row.Low), Number(row.High),
        Number(row.Pending), Number(row.Excluded), row.Provisional ? "true" : "false", MetricQueryText.Word(row.Status),
        Number(row.Target), row.TargetState == TargetState.None ? "" : MetricQueryText.Word(row.TargetState),
        row.Compare is { } compare ? PeriodLabel.Date(compare.From) : "", row.Compare is { } until ? PeriodLabel.Date(until.To) : "",
        Number(row.Compare?.Value), Number(row.Compare?.N), Number(row.Compare?.Change),
        row.Compare?.IsBetter is { } isBetter ? isBetter ? "true" : "false" : "",
    ];

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static string Number(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static void WriteLine(TextWriter to, IEnumerable<string> cells)
    {
        to.Write(string.Join(',', cells));
        to.Write("\r\n");
    }
}

/// <summary>One cell of a CSV file that people open in a spreadsheet.</summary>
public static class CsvCell
{
    /// <summary>What begins a formula in a spreadsheet, in its wide form too.</summary>
    private static readonly char[] FormulaStarts = ['=', '+', '-', '@', '\t', '\r', '\n', '|', '%', '＝', '＋', '－', '＠'];

    /// <summary>
    /// A text of people, so that a spreadsheet takes it as a text: one that would be a formula gets an apostrophe before it. Numbers of
    /// ours never come here; they stay numbers.
    /// </summary>
    public static string Text(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var first = text.TrimStart(' ', '"', '\'');
        var guarded = first.Length > 0 && FormulaStarts.Contains(first[0]) ? $"'{text}" : text;
        return guarded.AsSpan().ContainsAny("\",\r\n") ? $"\"{guarded.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : guarded;
    }
}
