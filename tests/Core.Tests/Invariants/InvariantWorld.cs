using System.Globalization;
using Deskmeter.Core.Tests.Reference;
using Deskmeter.Demo;
using Deskmeter.Helpdesk;
using Deskmeter.Metrics;
using Deskmeter.Settings;
using Deskmeter.Workspaces;
using NodaTime;

namespace Deskmeter.Core.Tests.Invariants;

/// <summary>A generated shop in a workspace, with some tickets that are not as they should be, and questions about all of its figures.</summary>
public sealed class InvariantWorld : IDisposable
{
    private readonly List<string> _folders = [];
    private readonly List<Workspace> _workspaces = [];

    public InvariantWorld()
    {
        var shop = new DemoShop(600, 5, Instant.FromUtc(2024, 6, 20, 22, 0));
        Settings = shop.Settings;
        Records = [.. shop.Tickets(), .. new NastyTickets(3, Instant.FromUtc(2024, 2, 20, 0, 0), 60).Make(150)];
        Whole = Open(Settings, Records);
    }

    public WorkspaceSettings Settings { get; }

    public IReadOnlyList<SourceRecord> Records { get; }

    /// <summary>With all of them.</summary>
    public Workspace Whole { get; }

    public MetricCatalogue Catalogue => Whole.Catalogue;

    public IEnumerable<Metric> Metrics => Catalogue.Ids.Select(Catalogue.Get);

    /// <summary>Another workspace, with these records.</summary>
    public Workspace Open(WorkspaceSettings settings, params IEnumerable<SourceRecord>[] imports)
    {
        _folders.Add(Directory.CreateTempSubdirectory("deskmeter-invariants-").FullName);
        var workspace = Workspace.Open(_folders[^1], TimeProvider.System);
        _workspaces.Add(workspace);
        workspace.Change(chosen => chosen.Adopt(settings));
        foreach (var import in imports) workspace.Add(import, 1);
        return workspace;
    }

    /// <summary>Four whole months, all of them over.</summary>
    public static MetricQuery Months(IEnumerable<string> keys) => new()
    {
        Kpis = [.. keys],
        From = new LocalDate(2024, 2, 1),
        To = new LocalDate(2024, 6, 1),
        AsOf = Instant.FromUtc(2024, 7, 15, 0, 0),
    };

    /// <summary>A row in words: what it is of.</summary>
    public static string NameOf(MetricRow row) => $"{row.Kpi} {row.Period} {string.Join(' ', row.Slice.Select(pair => $"{pair.Key}={pair.Value ?? "none"}"))}";

    /// <summary>All that a row says of its value, to the last digit.</summary>
    public static string SaidBy(MetricRow row) => string.Join(
        ' ', new object?[] { row.Value, row.N, row.Numerator, row.Denominator, row.Mean, row.P90, row.Low, row.High, row.Pending, row.Excluded, row.Status }
            .Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)));

    /// <summary>Rows that two answers tell differently.</summary>
    public static List<string> Differences(MetricResult one, MetricResult other)
    {
        var said = other.Rows.ToDictionary(NameOf, SaidBy);
        var wrong = one.Rows.Where(row => said.GetValueOrDefault(NameOf(row)) != SaidBy(row))
            .Select(row => $"{NameOf(row)}: {SaidBy(row)} is not {said.GetValueOrDefault(NameOf(row)) ?? "missing"}").ToList();
        if (one.Rows.Count != other.Rows.Count) wrong.Add($"{one.Rows.Count} rows are not {other.Rows.Count}");
        return wrong;
    }

    public void Dispose()
    {
        foreach (var workspace in _workspaces) workspace.Dispose();
        foreach (var folder in _folders) Directory.Delete(folder, recursive: true);
    }
}
