using Deskmeter.Core.Tests.Facts;
using Deskmeter.Demo;
using Deskmeter.Helpdesk;
using Deskmeter.Metrics;
using Deskmeter.Metrics.Expression;
using Deskmeter.Workspaces;
using NodaTime;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>A small shop in a workspace, and the same records in the reference.</summary>
public sealed class ReferenceWorld : IDisposable
{
    private static readonly LocalDate From = new(2024, 2, 1);
    private static readonly LocalDate To = new(2024, 6, 1);
    private static readonly string[] OfTickets = ["channel", "topic", "tag", "hour", "weekday", "priority", "calendar", "is_returning"];

    // Long before the first period that is asked for; two years of everybody's days would be most of the work.
    private static readonly Instant ShiftsFrom = Instant.FromUtc(2024, 1, 20, 0, 0);

    private static readonly HashSet<string> OfTicketsAlone = ["ticket", "turn", "resolve_cycle", "status_span", "assignment", "sla_target"];
    private static readonly LocalDate NastyFrom = new(2024, 2, 20);
    private readonly string _folder = Directory.CreateTempSubdirectory("deskmeter-reference-").FullName;
    private readonly ReferenceShop _shop;

    public ReferenceWorld()
    {
        var shop = new DemoShop(400, 7, Instant.FromUtc(2024, 6, 20, 22, 0));
        var tickets = new NastyTickets(11, Instant.FromUtc(2024, 2, 20, 0, 0), 60).Make(300);
        List<SourceRecord> records =
        [
            .. shop.Records().Where(record => record is not Shift shift || shift.FromAt >= ShiftsFrom),
            .. tickets,
            .. new NastyCustomers(21, NastyFrom, 60).Make(250, 150),
            .. new NastyMoney(22, NastyFrom, 60).Make(120),
            .. new NastyContent(23, tickets).Make(400),
        ];
        var calendars = new Dictionary<string, BusinessCalendar>(shop.Settings.Calendars)
        {
            ["evenings"] = TicketStory.Hours("evenings", "Europe/Amsterdam", 16, 22),
        };
        var teams = new Dictionary<string, string>(shop.Settings.TeamCalendars) { ["south"] = "evenings" };
        Workspace = Workspace.Open(_folder, TimeProvider.System);
        Workspace.Change(settings => settings.Adopt(shop.Settings with { Calendars = calendars, TeamCalendars = teams }));
        Workspace.Add(records, records.Count);
        _shop = new ReferenceShop(records, DateTimeZoneProviders.Tzdb[shop.Settings.Zone], calendars, shop.Settings.DefaultCalendar, teams) { Currency = shop.Settings.Currency };
        Reference = new ReferenceKeys(_shop);
    }

    internal ReferenceKeys Reference { get; }

    public Workspace Workspace { get; }

    /// <summary>An instant within a day of the last month.</summary>
    public Instant Midway { get; } = Instant.FromUtc(2024, 5, 14, 11, 30);

    public static MetricQuery Question(string key, Clock clock) => new()
    {
        Kpis = [key],
        From = From,
        To = To,
        Clock = clock,
        AsOf = Instant.FromUtc(2024, 7, 1, 0, 0),
    };

    /// <summary>The slices that a key is compared by: all that it has, but of figures of tickets alone a choice of what a ticket says.</summary>
    public IEnumerable<string> SlicesOf(Metric metric)
    {
        if (metric.Id is "peak_hour" or "peak_weekday" or "volume_vs_baseline") return ["channel", "topic"];
        var all = Workspace.Catalogue.SlicesOf(metric);
        if (FactsOf(metric).All(OfTicketsAlone.Contains)) return all.Where(slice => OfTickets.Contains(slice) || slice is "agent" or "team");
        // Every row would be a member of its own.
        return all.Where(slice => slice != "ticket");
    }

    internal ReferenceFigure Expected(string key, MetricQuery query, LocalDate from, LocalDate to, IReadOnlyList<(string Slice, string? Member)> members) =>
        Reference.Of(key, Asked(query, from, to) with { Where = members, By = members.Count });

    /// <summary>Every member of a slice of which there is something to count.</summary>
    internal IEnumerable<string> Members(string key, MetricQuery query, string slice)
    {
        var asked = Asked(query, query.From, query.To);
        foreach (var member in Reference[key].Rows(asked.IsBusiness).SelectMany(row => row.Slices(slice)).OfType<string>().Distinct())
        {
            var figure = Reference.Of(key, asked with { Where = [(slice, member)], By = 1 });
            if (figure.N > 0 || figure.Pending > 0) yield return member;
        }
    }

    public void Dispose()
    {
        Workspace.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The facts that it is counted from, of a formula those of its parts.</summary>
    private IEnumerable<string> FactsOf(Metric metric) =>
        metric.Fact is { } fact ? [fact] : metric.Formula!.Walk().OfType<MetricNode>().SelectMany(part => FactsOf(Workspace.Catalogue.Get(part.Id)));

    private ReferenceQuestion Asked(MetricQuery query, LocalDate from, LocalDate to) => new(
        _shop.StartOf(from), _shop.StartOf(to), query.AsOf!.Value.ToUnixTimeSeconds(), query.Clock == Clock.Business, []);
}
