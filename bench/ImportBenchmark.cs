using System.Diagnostics;
using System.IO.Compression;
using CsvHelper;
using Deskmeter.Connectors;
using Deskmeter.Metrics;
using Deskmeter.Workspaces;

namespace Deskmeter.Bench;

/// <summary>
/// The import of the ServiceNow incident log with all its stages, into a new folder each round, against merely reading every cell
/// of the same gzip CSV with the same library.
/// </summary>
internal static class ImportBenchmark
{
    public static void Run(IReadOnlyList<string> arguments)
    {
        var log = arguments is [var given, ..] ? given : Found();
        var stages = new List<(double Reading, double Merging, double Facts)>();
        var total = new List<double>();
        var rows = 0L;
        Rounds.Compare("import", ("records and facts", () => rows = Imported(log, stages, total)), ("reading the cells", () => Read(log)));
        var whole = Statistics.Median(total.Skip(1));
        Rounds.Print($"  {rows / whole:0} thousand events a second; reading {Part(stage => stage.Reading):0} ms beside merging {Part(stage => stage.Merging):0} ms, then facts {Part(stage => stage.Facts):0} ms");

        double Part(Func<(double Reading, double Merging, double Facts), double> part) => Statistics.Median(stages.Skip(1).Select(part));
    }

    private static long Imported(string log, List<(double Reading, double Merging, double Facts)> stages, List<double> total)
    {
        var folder = Directory.CreateTempSubdirectory("deskmeter-bench-");
        try
        {
            var started = Stopwatch.GetTimestamp();
            using var workspace = Workspace.Open(folder.FullName, TimeProvider.System);
            var summary = workspace.Import(new ImportRequest("servicenow", [log]));
            var milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            stages.Add((summary.Reading.TotalMilliseconds, summary.Merging.TotalMilliseconds, milliseconds - summary.Elapsed.TotalMilliseconds));
            total.Add(milliseconds);
            return summary.Rows;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static long Read(string log)
    {
        using var unpacked = new GZipStream(File.OpenRead(log), CompressionMode.Decompress);
        using var reader = CsvReader.Create(unpacked, new CsvReaderOptions { HasHeader = true, PoolStrings = true }, leaveOpen: false);
        reader.ReadHeader();
        var (rows, characters) = (0L, 0L);
        while (reader.Read())
        {
            rows++;
            for (var cell = 0; cell < reader.FieldCount; cell++) characters += reader.GetString(cell).Length;
        }

        return characters > 0 ? rows : throw new InvalidOperationException("The log is empty.");
    }

    private static string Found()
    {
        const string place = "data/servicenow-incident-log/incident_event_log.csv.gz";
        var shared = Environment.GetEnvironmentVariable("DESKMETER_SHARED");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var log = Path.Combine(shared ?? Path.Combine(folder.FullName, "shared"), place);
            if (File.Exists(log)) return log;
        }

        throw new FileNotFoundException("The incident log is in no shared/ beside the checkout: name it, or set DESKMETER_SHARED.");
    }
}
