using CsvHelper;
using Deskmeter.Connectors;
using Deskmeter.Metrics;
using NodaTime;

namespace Deskmeter.Bench;

/// <summary>A table of views of articles read into records, against merely reading every cell of it with the same library.</summary>
internal static class FormsBenchmark
{
    private const int Rows = 300_000;

    public static void Run()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("deskmeter-bench-").FullName, "views.csv");
        try
        {
            Write(path);
            var request = new ImportRequest("articles", [path]);
            var times = new List<double>();
            Rounds.Compare("views", ("records", () => Timed(() => Records(request), times)), ("reading the cells", () => Cells(path)));
            Rounds.Print($"  {Rows / Statistics.Median(times.Skip(1)):0} thousand rows a second");
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    private static long Timed(Func<long> run, List<double> times)
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        var answer = run();
        times.Add(System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        return answer;
    }

    private static long Records(ImportRequest request) =>
        FileSource.Open(request, (_, _) => false).Read(new Connectors.Files.ReadMeter()).OfType<ImportItem.Piece>().LongCount();

    private static long Cells(string path)
    {
        using var reader = CsvReader.Create(File.OpenRead(path), new CsvReaderOptions { HasHeader = true, PoolStrings = true }, leaveOpen: false);
        reader.ReadHeader();
        var (rows, characters) = (0L, 0L);
        while (reader.Read())
        {
            rows++;
            for (var cell = 0; cell < reader.FieldCount; cell++) characters += reader.GetString(cell).Length;
        }

        return characters > 0 ? rows : throw new InvalidOperationException("The table is empty.");
    }

    private static void Write(string path)
    {
        using var writer = new StreamWriter(path);
        writer.WriteLine("type,id,article,reader,viewed_at,active_seconds,expected_seconds,is_bot,is_agent,topic,language");
        for (var row = 0; row < Rows; row++)
        {
            var at = Instant.FromUnixTimeSeconds(1_700_000_000 + (row * 7919L % 30_000_000));
            writer.WriteLine($"view,v{row},article-{row % 300},c{row % 20_000},{at},{row % 240},{row % 200},false,false,topic {row % 30},en");
        }
    }
}
