using System.IO.Compression;
using Deskmeter.Core.Tests;
using Deskmeter.Demo;
using Deskmeter.Records;
using NodaTime;

namespace Deskmeter.App.Tests.Cli;

/// <summary>A file big enough to be interrupted: the start of the real incident log, or, where that is missing, made-up tickets.</summary>
internal sealed record ImportFile(string Format, string Path, IReadOnlyList<string> Lines)
{
    /// <summary>The arguments that import it.</summary>
    public string[] Verb => ["import", Format, Path];

    private bool HasHeader => Format != "canonical";

    /// <summary>Writes the first <paramref name="rows"/> rows into a folder.</summary>
    public static ImportFile Write(string folder, int rows)
    {
        var lines = (SharedData.FindOrNull(SharedData.IncidentLogName) is { } log ? Log(log).Take(rows + 1) : Demo(rows / 6)).ToArray();
        return new ImportFile(lines[0].StartsWith('{') ? "canonical" : "servicenow", "", lines).Written(folder, "whole");
    }

    /// <summary>Some of its rows, in another order or fewer of them, in a file of their own.</summary>
    public ImportFile With(string folder, string name, Func<string[], IEnumerable<string>> choose) =>
        (this with { Lines = HasHeader ? [Lines[0], .. choose([.. Lines.Skip(1)])] : [.. choose([.. Lines])] }).Written(folder, name);

    private ImportFile Written(string folder, string name)
    {
        var written = this with { Path = System.IO.Path.Combine(folder, $"{name}.{(HasHeader ? "csv" : "jsonl")}") };
        File.WriteAllLines(written.Path, Lines);
        return written;
    }

    private static IEnumerable<string> Log(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line) yield return line;
    }

    private static IEnumerable<string> Demo(int tickets) =>
        new DemoShop(tickets, seed: 1, Instant.FromUtc(2017, 1, 1, 0, 0)).Tickets().Select(ticket => System.Text.Encoding.UTF8.GetString(TicketJson.Write(ticket)));
}
