namespace Deskmeter.Bench;

/// <summary>One benchmark: its name on the command line, what it shows, and what runs with the rest of the arguments.</summary>
internal sealed record Benchmark(string Name, string Shows, Action<IReadOnlyList<string>> Run);

/// <summary>All benchmarks. To add one, write its file and its line here.</summary>
internal static class Benchmarks
{
    public static IReadOnlyList<Benchmark> All { get; } =
    [
        new("store", "appending and reading facts through the binding, in values a second", _ => StoreBenchmark.Run()),
        new("business-time", "business intervals a second on one core, against walking the days", _ => BusinessTime.Run(Console.Out)),
        new("import", "the incident log with all stages, against merely reading its cells; takes the log's path", ImportBenchmark.Run),
        new("forms", "a table of article views into records, against merely reading its cells", _ => FormsBenchmark.Run()),
        new("board", "the board's answer against SQL written by hand and against one scan; takes the number of tickets", Board.Run),
        new("change", "one ticket of a million told something new, until a query knows it; takes the number of tickets", ChangeBenchmark.Run),
        new("rebuild", "all facts from tickets of 12 events, against copying the finished tables; takes the number of tickets", RebuildBenchmark.Run),
        new("records", "tickets into the records and out of them, against the bare bytes; takes the number of tickets", RecordsBenchmark.Run),
        new("live", "the server's work for a thousand viewers of fifty filter sets, against one for each set; takes the number of viewers", LiveBenchmark.Run),
        new("live-viewers", "the viewers of 'live', which starts them", LiveViewers.Run),
    ];
}
