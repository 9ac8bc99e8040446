using Deskmeter.App.Figures;
using Deskmeter.App.Languages;
using Deskmeter.Metrics;
using NodaTime.Text;
using Spectre.Console;

namespace Deskmeter.App.Cli;

/// <summary>An answer as a table for people: rounded, with units; scripts take JSON or CSV.</summary>
internal static class QueryTable
{
    private const int WidthOfNoScreen = 240;

    public static void Write(MetricResult result, Terminal terminal)
    {
        var figures = new FigureFormat(Language.Of("en"), currency: null);
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(terminal.Out),
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
        });
        console.Profile.Width = terminal.Width ?? WidthOfNoScreen;
        console.Write(Table(result, figures));
        if (result.Query.Histogram && Histograms(result, figures) is { } histograms) console.Write(histograms);
        foreach (var guard in result.Guards.Where(guard => guard.Refused is not null))
            terminal.Error.WriteLine($"The guard '{guard.Guard}' of '{guard.Kpi}' cannot be asked so. {guard.Refused}");
        terminal.Error.WriteLine($"As of {InstantPattern.General.Format(result.AsOf)}, zone {result.Query.Zone}, {MetricQueryText.Word(result.Query.Clock)} clock.");
    }

    private static Table Table(MetricResult result, FigureFormat figures)
    {
        var guards = result.Guards.SelectMany(guard => guard.Rows, (guard, row) => (Row: row, Guarded: (string?)guard.Kpi)).ToList();
        var slices = Slices(result);
        var isCompared = result.Query.Compare != Compare.None;
        var table = new Table().Border(TableBorder.Simple);
        foreach (var name in (string[])["kpi", "period", .. slices]) table.AddColumn(name);
        foreach (var name in (string[])["value", "n", "mean", "p90", "min", "max", "95 %"]) table.AddColumn(new TableColumn(name).RightAligned());
        var isHeld = result.Rows.Concat(guards.Select(guard => guard.Row)).Any(row => row.Target is not null);
        if (isHeld) table.AddColumn(new TableColumn("target").RightAligned());
        if (isCompared) table.AddColumn(new TableColumn("before").RightAligned()).AddColumn(new TableColumn("change").RightAligned());
        table.AddColumn("note");
        foreach (var (row, guarded) in result.Rows.Select(row => (row, (string?)null)).Concat(guards))
        {
            string[] cells =
            [
                guarded is null ? row.Kpi : $"{row.Kpi}, guard of {guarded}", row.Period, .. Members(row, slices),
                Figure(row.Value, row, figures), row.N is { } n ? figures.Count(n) : "", Figure(row.Mean, row, figures), Figure(row.P90, row, figures),
                Figure(row.Min, row, figures), Figure(row.Max, row, figures),
                row is { Low: { } low, High: { } high } ? figures.Interval(low, high, row.Unit) : "",
                .. isHeld ? [row.Target is { } target ? figures.Text(target, row.Unit) : ""] : Array.Empty<string>(),
                .. isCompared ? [Figure(row.Compare?.Value, row, figures), Change(row, figures)] : Array.Empty<string>(), Note(row),
            ];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        return table;
    }

    /// <summary>A line for each bin; null when nothing has a spread.</summary>
    private static Table? Histograms(MetricResult result, FigureFormat figures)
    {
        var rows = result.Rows.Concat(result.Guards.SelectMany(guard => guard.Rows)).Where(row => row.Histogram is { Count: > 0 }).ToList();
        if (rows.Count == 0) return null;
        var slices = Slices(result);
        var table = new Table().Border(TableBorder.Simple);
        foreach (var name in (string[])["kpi", "period", .. slices]) table.AddColumn(name);
        foreach (var name in (string[])["from", "up to", "n"]) table.AddColumn(new TableColumn(name).RightAligned());
        foreach (var (row, bin) in rows.SelectMany(row => row.Histogram!, (row, bin) => (row, bin)))
        {
            string[] cells = [row.Kpi, row.Period, .. Members(row, slices), Figure(bin.From, row, figures), Figure(bin.To, row, figures), figures.Count(bin.N)];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        return table;
    }

    private static string[] Slices(MetricResult result) =>
        [.. result.Rows.Concat(result.Guards.SelectMany(guard => guard.Rows)).SelectMany(row => row.Slice.Keys).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> Members(MetricRow row, string[] slices) =>
        slices.Select(slice => row.Slice.TryGetValue(slice, out var member) ? member ?? "(none)" : "");

    private static string Figure(double? value, MetricRow row, FigureFormat figures) =>
        value is { } known ? figures.Text(known, row.Unit) : "–";

    private static string Change(MetricRow row, FigureFormat figures) => row.Compare?.Change switch
    {
        null => "–",
        0 => "0",
        var change => $"{(change > 0 ? "+" : "−")}{figures.Difference(change.Value, row.Unit)}",
    };

    private static string Note(MetricRow row)
    {
        var notes = new List<string>();
        if (row.Status != ValueStatus.Ok) notes.Add(MetricQueryText.Word(row.Status).Replace('_', ' '));
        if (row.TargetState != TargetState.None) notes.Add(row.TargetState switch { TargetState.Met => "on target", TargetState.Close => "close to target", _ => "misses target" });
        if (row.Compare?.IsBetter is { } isBetter) notes.Add(isBetter ? "better" : "worse");
        if (row.Provisional) notes.Add("provisional");
        if (row.Pending is > 0) notes.Add($"{row.Pending} pending");
        return string.Join(", ", notes);
    }
}
