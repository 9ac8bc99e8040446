using Deskmeter.Demo;
using Deskmeter.Helpdesk;
using Deskmeter.Metrics;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Invariants;

/// <summary>Figures say what happened, however it came to be known: in which order, how often, in how many parts, and with what else.</summary>
public sealed class ArrivalTests(InvariantWorld world) : IClassFixture<InvariantWorld>
{
    private static readonly string[] None = [];

    [Fact]
    public void Twice_shuffled_and_in_parts_gives_the_same_figures()
    {
        var random = new Random(1);
        var pieces = world.Records.Concat(world.Records).SelectMany(record => Split(record, random)).OrderBy(_ => random.Next()).ToList();
        var other = world.Open(world.Settings, pieces.Take(pieces.Count / 3), pieces.Skip(pieces.Count / 3));
        Assert.Equal(None, InvariantWorld.Differences(Ask(world.Whole), Ask(other)));
        Assert.Equal(None, InvariantWorld.Differences(Ask(world.Whole, "topic"), Ask(other, "topic")));

        MetricResult Ask(Deskmeter.Workspaces.Workspace workspace, params string[] by)
        {
            var keys = world.Metrics.Where(metric => by.Length == 0 || HasSlice(metric, by[0])).Select(metric => metric.Id);
            return workspace.Run(InvariantWorld.Months(keys) with { Grain = Grain.Month, By = by }, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>What follows a ticket can have another topic, so only figures of the tickets themselves are those of the filtered data.</summary>
    [Theory]
    [InlineData("topic", "Late delivery")]
    [InlineData("country", "NL")]
    public void A_filters_figure_is_that_of_the_filtered_data(string slice, string member)
    {
        var keys = world.Metrics.Where(IsOfTickets).Select(metric => metric.Id).ToList();
        // Of merged tickets one counts for all, whatever the others say of themselves.
        var tickets = world.Records.OfType<Ticket>().Where(ticket => ticket.Source == DemoShop.Source && !ticket.Events.Any(one => one is Merged)).ToList();
        var parents = world.Records.OfType<Ticket>().SelectMany(ticket => ticket.Events.OfType<Merged>()).Select(merge => merge.Into).ToHashSet();
        tickets.RemoveAll(ticket => parents.Contains(ticket.Id));
        var all = world.Open(world.Settings, tickets);
        var some = world.Open(world.Settings, tickets.Where(ticket => (slice == "topic" ? ticket.Profile!.Topic : ticket.Profile!.Country) == member));
        foreach (var grain in (Grain[])[Grain.Total, Grain.Month])
        {
            var question = InvariantWorld.Months(keys) with { Grain = grain };
            var filtered = all.Run(question with { Where = [new Filter(slice, [member])] }, TestContext.Current.CancellationToken);
            Assert.Contains(filtered.Rows, row => row.N > 0);
            Assert.Equal(None, InvariantWorld.Differences(filtered, some.Run(question, TestContext.Current.CancellationToken)));
        }
    }

    [Fact]
    public void Five_weeks_later_everything_is_as_it_was()
    {
        var weeks = Duration.FromDays(35);
        var settings = world.Settings with
        {
            Zone = "UTC",
            Calendars = world.Settings.Calendars.ToDictionary(pair => pair.Key, pair => Weekly(pair.Value)),
        };
        // Whole months have different lengths five weeks later.
        var keys = world.Metrics.Where(metric => metric.Periods == PeriodRule.Any).Select(metric => metric.Id);
        var question = InvariantWorld.Months(keys) with { From = new LocalDate(2024, 2, 7), To = new LocalDate(2024, 5, 29) };
        var then = world.Open(settings, world.Records.OfType<Ticket>());
        var later = world.Open(settings, world.Records.OfType<Ticket>().Select(ticket => Shift(ticket, weeks)));
        var shifted = question with { From = question.From.PlusDays(35), To = question.To.PlusDays(35), AsOf = question.AsOf + weeks };
        foreach (var clock in (Clock[])[Clock.Calendar, Clock.Business])
        {
            Assert.Equal(None, InvariantWorld.Differences(
                then.Run(question with { Clock = clock }, TestContext.Current.CancellationToken),
                later.Run(shifted with { Clock = clock }, TestContext.Current.CancellationToken)));
        }
    }

    /// <summary>The same hours every week, without days that differ.</summary>
    private static BusinessCalendar Weekly(BusinessCalendar calendar) => new()
    {
        Name = calendar.Name,
        TimeZone = "UTC",
        Versions = [calendar.Versions[0] with { From = null }],
    };

    private static Ticket Shift(Ticket ticket, Duration by) => ticket with
    {
        Events = [.. ticket.Events.Select(happened => happened with { At = happened.At + by })],
        Profile = ticket.Profile! with
        {
            CreatedAt = ticket.Profile.CreatedAt + by,
            Resolved = Shift(ticket.Profile.Resolved, by),
            Closed = Shift(ticket.Profile.Closed, by),
        },
    };

    private static StatedInstant? Shift(StatedInstant? stated, Duration by) => stated is { At: { } at } ? stated with { At = at + by } : stated;

    /// <summary>A ticket in two pieces, each with some of its events; other records whole.</summary>
    private static IEnumerable<SourceRecord> Split(SourceRecord record, Random random)
    {
        if (record is not Ticket ticket) return [record];
        var here = ticket.Events.Where(_ => random.Next(2) == 0).ToList();
        return [ticket with { Events = here }, ticket with { Profile = null, Events = [.. ticket.Events.Except(here)] }];
    }

    private bool IsOfTickets(Metric metric) => metric.Fact is { } fact
        ? world.Whole.Schema.Find(fact)!.Unit == Deskmeter.Facts.FactUnit.Conversation && metric.Periods == PeriodRule.Any
        : metric.Id is "net_flow" or "percent_cleared" or "volume_by_channel" or "channel_share" or "topic_share" or "topic_growth" or "peak_hour" or "peak_weekday";

    private bool HasSlice(Metric metric, string slice)
    {
        try
        {
            world.Whole.Run(InvariantWorld.Months([metric.Id]) with { By = [slice] }, TestContext.Current.CancellationToken);
            return true;
        }
        catch (UsageException)
        {
            return false;
        }
    }
}
