using Deskmeter.Store;
using NodaTime;

namespace Deskmeter.Metrics;

/// <summary>
/// An answer as a typed table, for Parquet files: the columns of <see cref="MetricCsv"/> in their order, absent is null. A slice whose name
/// is that of a column is called <c>slice_</c> and its name.
/// </summary>
public static class MetricTable
{
    private static readonly LocalDate Epoch = new(1970, 1, 1);

    /// <summary>One row of the table.</summary>
    /// <param name="Guarded">The KPI that it guards; null of a KPI that was asked for.</param>
    private sealed record Line(MetricRow Row, string? Guarded, HistogramBin? Bin);

    private sealed record Field(string Name, ColumnKind Kind, Func<Line, object?> Get);

    public static TableBatch Rows(MetricResult result)
    {
        var fields = Fields(result);
        var batch = new TableBatch(new Table("figures", [.. fields.Select(field => new Column(field.Name, field.Kind))]));
        var lines = result.Rows.Select(row => (Row: row, Guarded: (string?)null)).Concat(result.Guards.SelectMany(guard => guard.Rows, (guard, row) => (row, (string?)guard.Kpi)));
        foreach (var (row, guarded) in lines)
        {
            IReadOnlyList<HistogramBin?> bins = row.Histogram is { Count: > 0 } known ? [.. known] : [null];
            foreach (var bin in bins)
                for (var place = 0; place < fields.Count; place++) Append(batch.Columns[place], fields[place].Get(new Line(row, guarded, bin)));
        }

        return batch;
    }

    private static List<Field> Fields(MetricResult result)
    {
        List<Field> before =
        [
            Text("kpi", line => line.Row.Kpi), Text("definition", line => line.Row.Definition), Text("period", line => line.Row.Period),
            Date("from", line => line.Row.From), Date("to", line => line.Row.To),
        ];
        List<Field> after =
        [
            Number("value", line => line.Row.Value), Text("unit", line => MetricQueryText.Word(line.Row.Unit)),
            Text("clock", line => line.Row.Clock is { } clock ? MetricQueryText.Word(clock) : null), Count("n", line => line.Row.N),
            Number("numerator", line => line.Row.Numerator), Number("denominator", line => line.Row.Denominator), Number("mean", line => line.Row.Mean),
            Number("p90", line => line.Row.P90), Number("min", line => line.Row.Min), Number("max", line => line.Row.Max),
            Number("low", line => line.Row.Low), Number("high", line => line.Row.High),
            Count("pending", line => line.Row.Pending), Count("excluded", line => line.Row.Excluded), Boolean("provisional", line => line.Row.Provisional),
            Text("status", line => MetricQueryText.Word(line.Row.Status)),
            Date("compare_from", line => line.Row.Compare?.From), Date("compare_to", line => line.Row.Compare?.To), Number("compare_value", line => line.Row.Compare?.Value),
            Count("compare_n", line => line.Row.Compare?.N), Number("compare_change", line => line.Row.Compare?.Change), Boolean("compare_is_better", line => line.Row.Compare?.IsBetter),
        ];
        if (result.Query.Guards) after.Add(Text("guards", line => line.Guarded));
        if (result.Query.Histogram) after.AddRange([Number("bin_from", line => line.Bin?.From), Number("bin_to", line => line.Bin?.To), Count("bin_n", line => line.Bin?.N)]);
        var taken = before.Concat(after).Select(field => field.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var slices = MetricCsv.Slices(result).Select(slice => Text(taken.Contains(slice) ? $"slice_{slice}" : slice, line => line.Row.Slice.GetValueOrDefault(slice)));
        return [.. before, .. slices, .. after];
    }

    private static Field Text(string name, Func<Line, string?> get) => new(name, ColumnKind.Text, get);

    private static Field Number(string name, Func<Line, double?> get) => new(name, ColumnKind.Double, line => get(line));

    private static Field Count(string name, Func<Line, long?> get) => new(name, ColumnKind.BigInt, line => get(line));

    private static Field Boolean(string name, Func<Line, bool?> get) => new(name, ColumnKind.Boolean, line => get(line));

    private static Field Date(string name, Func<Line, LocalDate?> get) =>
        new(name, ColumnKind.Date, line => get(line) is { } date ? Period.DaysBetween(Epoch, date) : null);

    private static void Append(ColumnBuffer column, object? value)
    {
        switch (column, value)
        {
            case (_, null): column.AppendNull(); break;
            case (TextBuffer texts, string text): texts.Append(text); break;
            case (ColumnBuffer<double> numbers, double number): numbers.Append(number); break;
            case (ColumnBuffer<long> counts, long count): counts.Append(count); break;
            case (ColumnBuffer<int> dates, int date): dates.Append(date); break;
            case (ColumnBuffer<bool> words, bool word): words.Append(word); break;
            default: throw new InvalidOperationException($"A column does not take a {value?.GetType().Name}.");
        }
    }
}
