using Deskmeter.Facts;
using Deskmeter.Metrics;

namespace Deskmeter.Core.Tests.Metrics.Catalogue;

/// <summary>A data folder's catalogue while a test runs.</summary>
internal sealed class OwnFolder : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"deskmeter-{Guid.NewGuid():N}", "metrics");

    public OwnFolder() => Directory.CreateDirectory(_path);

    public MetricCatalogue Catalogue => new(new FactSchema([]).All, _path);

    public void Write(string name, string text)
    {
        var path = Path.Combine(_path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>What is wrong with one file alone; null when nothing is.</summary>
    public static string? ProblemOf(string text, string name = "mine.yaml")
    {
        using var folder = new OwnFolder();
        folder.Write(name, text);
        return folder.Catalogue.Problems.SingleOrDefault()?.Message.ToString();
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);
}
