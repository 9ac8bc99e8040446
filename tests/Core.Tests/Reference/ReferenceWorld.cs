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
    private const int NastyDays = 60;
    private static readonly LocalDate NastyFrom = new(2024, 2, 20);
    private static readonly Instant Nasty = NastyFrom.AtMidnight().InUtc().ToInstant();
    private static readonly LocalDate From = new(2024, 2, 1);
    private static readonly LocalDate To = new(2024, 6, 1);
    private static readonly string[] OfTickets = ["channel", "topic", "tag", "hour", "weekday", "priority", "calendar", "is_returning"];

    // Long before the first period that is asked for; two years of everybody's days would be most of the work.
    private static readonly Instant ShiftsFrom = Instant.FromUtc(2024, 1, 20, 0, 0);

    private static readonly HashSet<string> OfTicketsAlone = ["ticket", "turn", "resolve_cycle", "status_span", "assignment", "sla_target"];
    private readonly string _folder = Directory.CreateTempSubdirectory("deskmeter-reference-").FullName;
    private readonly ReferenceShop _shop;

    public ReferenceWorld()
    {
        var shop = new DemoShop(400, 7, Instant.FromUtc(2024, 6, 20, 22, 0));
        var surveys = new NastySurveys(15, Nasty, NastyDays);
        var team = new NastyTeam(13, NastyFrom, NastyDays);
        List<Ticket> tickets = [.. surveys.Rate(new NastyTickets(11, Nasty, NastyDays).Make(300))];
        List<SourceRecord> records =
        [
            .. shop.Records().Where(record => record is not Shift shift || shift.FromAt >= ShiftsFrom),
            .. tickets,
            .. surveys.Make(900),
            .. NastySurveys.Customers(),
            .. new NastyCalls(12, Nasty, NastyDays).Make(300),
            .. new NastyReviews(14, Nasty, NastyDays).Make(250),
            .. team.People(),
            .. team.Shifts(shop.Settings.DateTimeZone),
            .. new NastyCustomers(21, NastyFrom, NastyDays).Make(250, 150),
            .. new NastyMoney(22, NastyFrom, NastyDays).Make(120),
            .. new NastyContent(23, tickets).Make(400),
            new Article("nasty", "A-one") { Number = "+310008002001" },
            new Article("nasty", "A-two") { Number = "08002002" },
            new Article("other", "A-three") { Number = "0800-2002" },
        ];
        var calendars = new Dictionary<string, BusinessCalendar>(shop.Settings.Calendars)
        {
            ["evenings"] = TicketStory.Hours("evenings", "Europe/Amsterdam", 16, 22),
        };
        var teams = new Dictionary<string, string>(shop.Settings.TeamCalendars) { ["south"] = "evenings" };
        Workspace = Workspace.Open(_folder, TimeProvider.System);
        Workspace.Change(settings => settings.Adopt(shop.Settings with { Calendars = calendars, TeamCalendars = teams }));
        Workspace.Add([.. records.SelectMany(Outdated), .. records], records.Count);
        _shop = new ReferenceShop(records, DateTimeZoneProviders.Tzdb[shop.Settings.Zone], calendars, shop.Settings.DefaultCalendar, teams)
        {
            Currency = shop.Settings.Currency,
        };
        Reference = new ReferenceKeys(_shop);
    }

    internal ReferenceKeys Reference { get; }

    public Workspace Workspace { get; }

    /// <summary>An instant within a day of the last month.</summary>
    public Instant Midway { get; } = Instant.FromUtc(2024, 5, 14, 11, 30);

    public static MetricQuery Question(Metric metric, Clock clock) => new()
    {
        Kpis = [metric.Id],
        Grain = metric.Periods == PeriodRule.Month ? Grain.Month : Grain.Total,
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
        // What is never shown by person has no such slices, and a scale's share in all scales is none.
        if (metric.MinGroup is not null) all = [.. all.Where(slice => slice != "agent")];
        if (metric.Id == "csat_distribution") all = [.. all.Where(slice => slice != "scale")];
        // Every row would be a member of its own.
        return all.Where(slice => slice != "ticket");
    }

    internal ReferenceFigure Expected(string key, MetricQuery query, LocalDate from, LocalDate to, IReadOnlyList<(string Slice, string? Member)> members) =>
        Reference.Of(key, Asked(query, from, to) with { Where = members, By = members.Count, Slices = query.By });

    /// <summary>Every member of a slice of which there is something to count.</summary>
    internal IEnumerable<string> Members(string key, MetricQuery query, string slice)
    {
        var asked = Asked(query, query.From, query.To);
        foreach (var member in Reference[key].Rows(asked.IsBusiness).SelectMany(row => row.Slices(slice)).OfType<string>().Distinct())
        {
            var figure = Reference.Of(key, asked with { Where = [(slice, member)], By = 1, Slices = query.By });
            if (figure.N > 0 || figure.Pending > 0 || (figure.IsWithheld && IsAny(member))) yield return member;
        }

        bool IsAny(string member) =>
            Reference[key].Rows(asked.IsBusiness).Any(row => row.At >= asked.Start && row.At < asked.Until && row.Slices(slice).Contains(member));
    }

    public void Dispose()
    {
        Workspace.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>What a source had said of a record before it said what counts.</summary>
    private static IEnumerable<SourceRecord> Outdated(SourceRecord record)
    {
        if (record is not StatedRecord { Source: "nasty", Version: > 1 } known || known.Id[^1] % 3 != 0) yield break;
        yield return known switch
        {
            Call call => call with
            {
                Version = 1,
                IsDeleted = !call.IsDeleted,
                Topic = "outdated",
                Legs = [.. call.Legs.Select(leg => leg with { Version = 1, Agent = "outdated", EndedAt = null, AnsweredAt = leg.OfferedAt })],
            },
            Shift shift => shift with { Version = 1, Agent = "outdated", UntilAt = null, IsDeleted = !shift.IsDeleted },
            Survey survey => survey with
            {
                Version = 1,
                IsAnonymous = !survey.IsAnonymous,
                Brand = "outdated",
                Scale = "0-2",
                Answers = [.. survey.Answers.Select(answer => answer with { Version = 1, Score = 2, At = answer.At + Duration.FromDays(9) })],
            },
            Review review => review with
            {
                Version = 1,
                Reviewee = "outdated",
                Categories = [.. review.Categories.Select(category => category with { Version = 1, Score = 1, IsCritical = true })],
            },
            Order order => order with
            {
                Version = 1,
                IsDeleted = !order.IsDeleted,
                Amount = 7,
                Refunds = [.. order.Refunds.Select(refund => refund with { Version = 1, Amount = 3 })],
            },
            Session session => session with { Version = 1, Ticket = "outdated", EndedAt = session.StartedAt },
            Subscription held => held with
            {
                Version = 1,
                EndedOn = null,
                Pauses = [.. held.Pauses.Select(pause => pause with { Version = 1, UntilOn = null })],
            },
            Cost cost => cost with { Version = 1, Amount = 1_000 },
            ArticleView view => view with { Version = 1, Reader = "outdated", IsBot = !view.IsBot },
            _ => known,
        };
    }

    /// <summary>The facts that it is counted from, of a formula those of its parts.</summary>
    private IEnumerable<string> FactsOf(Metric metric) =>
        metric.Fact is { } fact ? [fact] : metric.Formula!.Walk().OfType<MetricNode>().SelectMany(part => FactsOf(Workspace.Catalogue.Get(part.Id)));

    private ReferenceQuestion Asked(MetricQuery query, LocalDate from, LocalDate to) => new(
        _shop.StartOf(from), _shop.StartOf(to), query.AsOf!.Value.ToUnixTimeSeconds(), query.Clock == Clock.Business, []);
}
