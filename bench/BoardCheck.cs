using Deskmeter.Metrics;

namespace Deskmeter.Bench;

/// <summary>The engine's answer and that of hand-written SQL are the same, figure by figure.</summary>
internal static class BoardCheck
{
    /// <summary>How many figures were compared.</summary>
    /// <exception cref="InvalidOperationException">They differ; names the first few.</exception>
    public static int Equal(BoardFacts facts, BoardShape shape, MetricResult result, IReadOnlyList<(HandWritten Statement, List<object?[]> Rows)> hand)
    {
        var figures = new Dictionary<string, double>();
        foreach (var (statement, rows) in hand)
        {
            foreach (var row in rows) Take(figures, shape, statement, row);
        }

        var formulas = new BoardFormulas(facts, figures);
        formulas.Derive();
        if (shape.OfAllKeys) formulas.DeriveOthers(shape);
        formulas.Peaks(shape);
        var (checkedFigures, wrong) = (0, new List<string>());
        void Same(string what, double? ours, string key, bool isCount)
        {
            checkedFigures++;
            double? theirs = figures.TryGetValue(key, out var found) ? found : isCount ? 0 : null;
            if (ours is { } one && theirs is { } other ? Math.Abs(one - other) > 1e-9 * Math.Max(1, Math.Abs(other)) : ours != theirs) wrong.Add($"{what}: {ours} by the engine, {theirs} by hand");
        }

        foreach (var row in result.Rows)
        {
            var member = shape.ByChannel ? $" {row.Slice["channel"] ?? "-"}" : "";
            var period = row.Period + member;
            var name = $"{row.Kpi} {period}";
            switch (row.Kpi)
            {
                case not null when shape.OfAllKeys && !Board.OfTickets.Contains(row.Kpi):
                    Other(row, Same);
                    break;
                case "net_flow" or "peak_hour" or "peak_weekday" or "volume_vs_baseline":
                    Same(name, row.Value, $"{row.Kpi} {period}", isCount: row.Kpi == "net_flow");
                    break;
                case "volume_by_channel":
                    Same(name, row.Value, shape.ByChannel ? $"tickets_created {period}" : $"*channel {row.Period} {row.Slice["channel"] ?? "-"}", isCount: true);
                    break;
                default:
                    Figure(row, name, period, Same);
                    if (row.Compare is { } before) Same($"{name} before", before.Value, $"{row.Kpi} before{member}", row.Unit == MetricUnit.Count);
                    break;
            }
        }

        if (wrong.Count > 0) throw new InvalidOperationException($"{shape.Name}: {wrong.Count} of {checkedFigures} figures differ, such as {string.Join("; ", wrong.Take(8))}.");
        return checkedFigures;
    }

    private static void Figure(MetricRow row, string name, string period, Action<string, double?, string, bool> same)
    {
        same(name, row.Value, $"{row.Kpi} {period}", row.Unit == MetricUnit.Count);
        if (row.P90 is not null) same($"{name} p90", row.P90, $"{row.Kpi}.p90 {period}", false);
        if (row.Mean is not null && row.Kpi != "backlog_age") same($"{name} mean", row.Mean, $"{row.Kpi}.mean {period}", false);
        if (row.Pending is not null) same($"{name} pending", row.Pending, $"{row.Kpi}.pending {period}", true);
        if (row.Numerator is not null && row.Unit == MetricUnit.Rate) same($"{name} numerator", row.Numerator, $"{row.Kpi}.numerator {period}", true);
        same($"{name} excluded", row.Excluded, $"excluded {period}", true);
    }

    /// <summary>A figure that only the headline of all keys asks for; a member of which nothing came has a share of 0.</summary>
    private static void Other(MetricRow row, Action<string, double?, string, bool> same)
    {
        var member = row.Slice.Count == 0 ? null : row.Slice.Values.Single() ?? "-";
        var isCount = row.Unit == MetricUnit.Count || row.Kpi.EndsWith("_share", StringComparison.Ordinal) || row.Kpi == "csat_distribution";
        string Key(string period) => member is null ? $"{row.Kpi} {period}" : $"*{row.Kpi} {period} {member}";
        same($"{row.Kpi} {row.Period} {member}", row.Value, Key(row.Period), isCount);
        if (row.Compare is { } before) same($"{row.Kpi} before {member}", before.Value, Key("before"), isCount);
        if (row.Unit == MetricUnit.Duration && row.P90 is not null) same($"{row.Kpi} {row.Period} p90", row.P90, $"{row.Kpi}.p90 {row.Period}", false);
    }

    private static void Take(Dictionary<string, double> figures, BoardShape shape, HandWritten statement, object?[] row)
    {
        var at = shape.KeyCount;
        if (statement.Columns[0].StartsWith('*'))
        {
            foreach (var (column, value) in statement.Columns.Zip(row.Skip(at + 1)))
            {
                if (Number(value) is { } number) figures[$"{column} {shape.Label(row)} {row[at] ?? "-"}"] = number;
            }

            return;
        }

        foreach (var column in statement.Columns)
        {
            var value = row[at++];
            if (column.EndsWith("+p90", StringComparison.Ordinal))
            {
                var kpi = column[..^"+p90".Length];
                if (value is not System.Collections.IList both) continue;
                figures[$"{kpi} {shape.Label(row)}"] = Number(both[0])!.Value;
                figures[$"{kpi}.p90 {shape.Label(row)}"] = Number(both[1])!.Value;
            }
            else if (Number(value) is { } number) figures[$"{column} {shape.Label(row)}"] = number;
            if (column.EndsWith(".denominator", StringComparison.Ordinal)) Divide(figures, column[..^".denominator".Length], shape.Label(row));
        }
    }

    private static void Divide(Dictionary<string, double> figures, string kpi, string of)
    {
        var all = figures[$"{kpi}.denominator {of}"];
        if (all != 0) figures[$"{kpi} {of}"] = figures.GetValueOrDefault($"{kpi}.numerator {of}") / all;
    }

    private static double? Number(object? value) => value switch { null => null, long number => number, double number => number, decimal number => (double)number, _ => throw new InvalidOperationException($"{value.GetType()}") };
}
