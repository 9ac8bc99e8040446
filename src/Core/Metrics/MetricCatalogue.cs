using System.Collections.Concurrent;
using System.Reflection;
using Deskmeter.Facts;
using Deskmeter.Metrics.Expression;

namespace Deskmeter.Metrics;

/// <summary>A workspace's own file that could not be read, and why; it is left out and the rest lives.</summary>
public sealed record CatalogueProblem(string File, Sentence Message);

/// <summary>
/// All KPIs: the shipped files and a workspace's own, through one reader. Shipped files are read when they are asked for, because a
/// command needs a few of them; own files are read at once, so that what is wrong with them is said at once.
/// </summary>
public sealed class MetricCatalogue
{
    private const string Root = "Catalogue/";

    private static readonly string[] FamilyOrder =
        ["speed", "volume", "resolution", "satisfaction", "self_service", "team", "money"];

    private readonly IReadOnlyList<FactTable> _facts;
    private readonly Dictionary<string, Source> _sources = [];
    private readonly ConcurrentDictionary<string, Metric> _metrics = new();
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _slicesOf = new();
    private readonly List<CatalogueProblem> _problems = [];
    private volatile IReadOnlySet<string>? _slices;

    /// <summary>The shipped KPIs, and those in the files of <paramref name="folder"/> and below (null or missing: none).</summary>
    /// <param name="facts">The facts of the workspace.</param>
    /// <param name="folder">Of a workspace's own files.</param>
    /// <param name="draft">A file that is not written yet: it stands in for the one of its id.</param>
    public MetricCatalogue(IReadOnlyList<FactTable> facts, string? folder = null, (string Id, string Text)? draft = null)
    {
        _facts = facts;
        foreach (var resource in Assembly.GetExecutingAssembly().GetManifestResourceNames())
        {
            if (!resource.StartsWith(Root, StringComparison.Ordinal)) continue;
            var parts = resource[Root.Length..^".yaml".Length].Split('/');
            _sources.Add(parts[1], new Source(parts[1], parts[0], IsOwn: false, resource, resource));
        }

        if (Directory.Exists(folder)) AddOwn(folder, draft?.Id);
        if (draft is not { } fresh) return;
        var name = $"{fresh.Id}.yaml";
        if (!_sources.TryAdd(fresh.Id, new Source(fresh.Id, "own", IsOwn: true, name, name) { Draft = fresh.Text }))
            throw new UsageException($"There is a KPI '{fresh.Id}' already; choose another name.", "id");
    }

    /// <summary>The ids of all KPIs, by family and name.</summary>
    public IReadOnlyList<string> Ids => [.. _sources.Values
        .OrderBy(source => Array.IndexOf(FamilyOrder, source.Family) is >= 0 and var place ? place : FamilyOrder.Length)
        .ThenBy(source => source.Family, StringComparer.Ordinal).ThenBy(source => source.Id, StringComparer.Ordinal)
        .Select(source => source.Id)];

    /// <summary>All KPIs, by family and name.</summary>
    public IReadOnlyList<Metric> All => [.. Ids.Select(Get)];

    /// <summary>A workspace's own files that could not be read.</summary>
    public IReadOnlyList<CatalogueProblem> Problems => _problems;

    /// <summary>The KPI of this id, or null.</summary>
    public Metric? Find(string id) => _sources.ContainsKey(id) ? Read(id, []) : null;

    /// <summary>The KPI of this id.</summary>
    /// <exception cref="UsageException">There is none; names the nearest.</exception>
    public Metric Get(string id) => Find(id) ?? throw Nearest.Unknown($"KPI", id, Ids, "kpi");

    /// <summary>The file of a KPI as it is written; null: there is none.</summary>
    public string? TextOf(string id) => _sources.TryGetValue(id, out var source) ? source.Text() : null;

    /// <summary>The slices that a KPI can be broken down and filtered by.</summary>
    public IReadOnlyList<string> SlicesOf(Metric metric) => _slicesOf.GetOrAdd(metric.Id, _ => Reader(metric.Id, []).SlicesOf(metric));

    /// <summary>The slices that at least one KPI has.</summary>
    public IReadOnlySet<string> Slices => _slices ??= All.SelectMany(SlicesOf).ToHashSet(StringComparer.Ordinal);

    private Metric Read(string id, IReadOnlyList<string> path)
    {
        if (_metrics.TryGetValue(id, out var known)) return known;
        var source = _sources[id];
        var metric = Reader(id, path).Read(id, source.Family, source.IsOwn, source.Shown, source.Text());
        return _metrics.GetOrAdd(id, metric);
    }

    private MetricCatalogueReader Reader(string id, IReadOnlyList<string> path) => new(_facts, node => Part(node, [.. path, id]), _sources.Keys);

    private Metric Part(MetricNode node, IReadOnlyList<string> path)
    {
        if (path.Contains(node.Id))
            throw new ExpressionException(node.Position, $"The formula goes round in a circle: {string.Join(" -> ", path.Append(node.Id))}.");
        if (!_sources.ContainsKey(node.Id)) throw ExpressionException.Unknown(node.Position, $"KPI", node.Id, Ids);
        try
        {
            return Read(node.Id, path);
        }
        catch (UsageException error)
        {
            throw new ExpressionException(node.Position, $"The part '{node.Id}' cannot be used. {error.Said}", error.Near);
        }
    }

    private void AddOwn(string folder, string? draft)
    {
        var own = new List<Source>();
        var everywhere = new EnumerationOptions { RecurseSubdirectories = true };
        var paths = Directory.EnumerateFiles(folder, "*", everywhere).Where(path => Path.GetExtension(path) is ".yaml" or ".yml");
        foreach (var path in paths.Order(StringComparer.Ordinal))
        {
            var shown = Path.GetRelativePath(Path.GetDirectoryName(Path.GetFullPath(folder))!, path).Replace('\\', '/');
            var parts = Path.GetRelativePath(folder, path).Replace('\\', '/').Split('/');
            var source = new Source(Path.GetFileNameWithoutExtension(path), parts.Length > 1 ? parts[0] : "own", IsOwn: true, shown, path);
            if (source.Id == draft) continue;
            if (_sources.TryAdd(source.Id, source)) own.Add(source);
            else _problems.Add(new CatalogueProblem(shown, MetricCatalogueFile.At(shown, 1, 1, $"There is a KPI '{source.Id}' already ({_sources[source.Id].Shown}); choose another name.")));
        }

        foreach (var source in own) Try(source, () => Read(source.Id, []));
    }

    private void Try(Source source, Action read)
    {
        try
        {
            read();
        }
        catch (Exception error) when (error is UsageException or IOException or UnauthorizedAccessException)
        {
            _problems.Add(new CatalogueProblem(source.Shown, error is UsageException usage ? usage.Said : $"{source.Shown}: {error.Message}"));
            _metrics.TryRemove(source.Id, out _);
            _sources.Remove(source.Id);
        }
    }

    private sealed record Source(string Id, string Family, bool IsOwn, string Shown, string Place)
    {
        /// <summary>The text of a file that is not written yet.</summary>
        public string? Draft { get; init; }

        public string Text()
        {
            if (Draft is not null) return Draft;
            if (IsOwn) return File.ReadAllText(Place);
            using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Place)!;
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }
}
