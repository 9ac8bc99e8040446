using System.Globalization;
using Deskmeter.Core.Tests.Reference;
using Deskmeter.Core.Tests.Sync;
using Deskmeter.Demo;
using Deskmeter.Helpdesk;
using Deskmeter.Metrics;
using Deskmeter.Metrics.Expression;
using Deskmeter.Records;
using Deskmeter.Settings;
using Deskmeter.Workspaces;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Invariants;

/// <summary>
/// A generated shop in a workspace with every kind of record, with tickets and records among them that are not as they should be, and
/// questions about all of its figures.
/// </summary>
public sealed class InvariantWorld : IDisposable
{
    private static readonly Instant End = Instant.FromUtc(2024, 6, 20, 22, 0);
    private readonly List<string> _folders = [];
    private readonly List<Workspace> _workspaces = [];

    public InvariantWorld()
    {
        var shop = new DemoShop(2000, 5, End);
        Settings = shop.Settings;
        IEnumerable<SourceRecord> pieces =
        [
            .. shop.Records().Where(IsLookedAt),
            .. new NastyTickets(3, Instant.FromUtc(2024, 2, 20, 0, 0), 60).Make(150).Select(WithWord),
            .. new RandomRecords(3).Next(400),
            .. Certainties(),
        ];
        Records = [.. pieces.GroupBy(piece => RecordKey.Of(piece).ToString()).Select(one => RecordMerge.Merge([.. one]))];
        Whole = Open(Settings, Records);
    }

    public WorkspaceSettings Settings { get; }

    /// <summary>Every record once, as it is known in all.</summary>
    public IReadOnlyList<SourceRecord> Records { get; }

    /// <summary>With all of them.</summary>
    public Workspace Whole { get; }

    public IReadOnlyList<Metric> Metrics => Whole.Catalogue.All;

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

    public IReadOnlyList<MetricRow> Run(MetricQuery question) => Whole.Run(question, TestContext.Current.CancellationToken).Rows;

    /// <summary>The facts that a KPI counts.</summary>
    public IReadOnlySet<string> FactsOf(Metric metric) => metric.Fact is { } fact
        ? new HashSet<string> { fact }
        : PartsOf(metric).SelectMany(FactsOf).ToHashSet();

    /// <summary>The KPIs that a formula is made of.</summary>
    public IEnumerable<Metric> PartsOf(Metric metric) =>
        (metric.Formula?.Walk().OfType<MetricNode>() ?? []).Select(part => Whole.Catalogue.Get(part.Id));

    /// <summary>It can be asked for by that slice; what is withheld of small groups is never told by person.</summary>
    public bool Has(Metric metric, string slice) =>
        Whole.Catalogue.SlicesOf(metric).Contains(slice) && !(slice == "agent" && metric.MinGroup is not null);

    /// <summary>A row in words: what it is of.</summary>
    public static string NameOf(MetricRow row) => string.Create(
        CultureInfo.InvariantCulture,
        $"{row.Kpi} {row.From:uuuu-MM-dd}/{row.To:uuuu-MM-dd} {string.Join(' ', row.Slice.Select(pair => $"{pair.Key}={pair.Value ?? "none"}"))}");

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

    /// <summary>There is nothing wrong.</summary>
    public static void Holds(IEnumerable<string> wrong)
    {
        var told = wrong.ToList();
        Assert.True(told.Count == 0, $"{told.Count} times:\n{string.Join('\n', told.Take(20))}");
    }

    public void Dispose()
    {
        foreach (var workspace in _workspaces) workspace.Dispose();
        foreach (var folder in _folders) Directory.Delete(folder, recursive: true);
    }

    /// <summary>The roster of two years would be most of all records, and no figure of the months that are asked for looks back on it.</summary>
    private static bool IsLookedAt(SourceRecord record) => record is not Shift shift || shift.FromAt > Instant.FromUtc(2024, 1, 15, 0, 0);

    /// <summary>Everybody's word on whether one contact was enough, which the shop asks for too seldom.</summary>
    private static Ticket WithWord(Ticket ticket, int index) => ticket with
    {
        Profile = ticket.Profile! with
        {
            FcrByAgent = index % 3 == 0 ? null : index % 3 == 1,
            FcrByCustomer = index % 7 == 0 ? null : index % 3 == 1,
            FcrBySource = index % 5 == 0 ? null : index % 2 == 1,
        },
    };

    /// <summary>How sure customers were before and after, which the shop asks too seldom.</summary>
    private static IEnumerable<Survey> Certainties() =>
        from number in Enumerable.Range(1, 12)
        from touchpoint in (string[])["pre", "post"]
        let at = Instant.FromUtc(2024, 2 + (number % 4), touchpoint == "pre" ? 3 : 19, 9, number)
        select new Survey("certainty", $"{number}-{touchpoint}")
        {
            Kind = "confidence",
            Scale = "1-5",
            Touchpoint = touchpoint,
            Customer = $"C{number}",
            SentAt = at,
            Answers = [new SurveyAnswer("1", at + Duration.FromHours(number), 1 + (number * (touchpoint == "pre" ? 3 : 2) % 5))],
        };
}

/// <summary>Tests that share the generated shop.</summary>
[CollectionDefinition(Name)]
public sealed class InvariantCollection : ICollectionFixture<InvariantWorld>
{
    public const string Name = "invariants";
}
