using System.Reflection;
using YamlDotNet.RepresentationModel;

namespace Deskmeter.Targets;

/// <summary>The shipped benchmarks, from <c>benchmarks.yaml</c>.</summary>
public sealed class Benchmarks
{
    private static readonly Lazy<Benchmarks> Read = new(() => new Benchmarks());
    private readonly Dictionary<string, BenchmarkSource> _sources = [];

    private Benchmarks()
    {
        using var text = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("benchmarks.yaml")!);
        var yaml = new YamlStream();
        yaml.Load(text);
        var root = (YamlMappingNode)yaml.Documents[0].RootNode;
        foreach (var (key, source) in (YamlMappingNode)root["sources"]) _sources[Word(key)] = new BenchmarkSource(Word(key), Word(source["name"]), Find(source, "at"));
        All = [.. ((YamlSequenceNode)root["benchmarks"]).Select(it => new Benchmark(Word(it["kpi"]), Word(it["level"]), Word(it["value"]), Find(it, "to"), Word(it["source"])))];
    }

    public static Benchmarks Shipped => Read.Value;

    /// <summary>All, each KPI's together.</summary>
    public IReadOnlyList<Benchmark> All { get; }

    /// <summary>The abbreviations of sources, in order.</summary>
    public IReadOnlyDictionary<string, BenchmarkSource> Sources => _sources;

    public IEnumerable<Benchmark> Of(string kpi) => All.Where(benchmark => benchmark.Kpi == kpi);

    /// <summary>Who a source is; of <c>S0-4</c> the article, whose item 4 it is. Null: not an abbreviation of ours.</summary>
    public BenchmarkSource? SourceOf(string source) =>
        _sources.GetValueOrDefault(source) ?? _sources.GetValueOrDefault(source.Split('-')[0]);

    private static string Word(YamlNode node) => ((YamlScalarNode)node).Value!;

    private static string? Find(YamlNode node, string key) => ((YamlMappingNode)node).Children.TryGetValue(new YamlScalarNode(key), out var value) ? Word(value) : null;
}
