using Deskmeter.Core.Tests.Demo;
using Deskmeter.Core.Tests.Records;
using Deskmeter.Helpdesk;
using Deskmeter.Metrics;
using Deskmeter.Workspaces;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Invariants;

/// <summary>Figures say what happened, however it came to be known, and whenever it was.</summary>
[Collection(InvariantCollection.Name)]
public sealed class ArrivalTests(InvariantWorld world)
{
    /// <summary>After so many days weekdays, leap years and the changes of the clocks are the same again.</summary>
    private const int DaysOf28Years = 10_227;

    [Fact]
    public void Twice_shuffled_and_in_parts_gives_the_same_figures()
    {
        var random = new Random(1);
        var pieces = world.Records.Concat(world.Records).SelectMany(record => RecordPieces.Of(record, random)).ToArray();
        random.Shuffle(pieces);
        var other = world.Open(world.Settings, pieces.Take(pieces.Length / 3), pieces.Skip(pieces.Length / 3));
        foreach (var by in (string[][])[[], ["topic"], ["channel"], ["agent"]])
            InvariantWorld.Holds(InvariantWorld.Differences(Ask(world.Whole, by), Ask(other, by)));

        MetricResult Ask(Workspace workspace, string[] by)
        {
            var keys = world.Metrics.Where(metric => by.All(slice => world.Has(metric, slice))).Select(metric => metric.Id);
            return workspace.Run(InvariantWorld.Months(keys) with { Grain = Grain.Month, By = by }, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Whole months have other lengths five weeks later, so what is counted by them is left out; costs and all other dates go along.</summary>
    [Fact]
    public void Five_weeks_later_everything_is_as_it_was()
    {
        string[] byMonths = ["customer_churn_rate", "customer_retention_rate", "enps", "esat_score", "loyalty_index", "retention_by_support"];
        Assert.Equal(byMonths, world.Metrics.Where(metric => metric.Periods != PeriodRule.Any).Select(metric => metric.Id).Order(StringComparer.Ordinal));
        var keys = world.Metrics.Select(metric => metric.Id).Except(byMonths).ToList();
        var settings = world.Settings with { Zone = "UTC", Calendars = world.Settings.Calendars.ToDictionary(pair => pair.Key, pair => Weekly(pair.Value)) };
        var then = world.Open(settings, world.Records);
        var later = world.Open(settings, world.Records.Select(record => LaterRecords.Of(record, 35)));
        var question = InvariantWorld.Months(keys) with { From = new LocalDate(2024, 2, 7), To = new LocalDate(2024, 5, 29) };
        foreach (var clock in (Clock[])[Clock.Calendar, Clock.Business])
        {
            foreach (var grain in (Grain[])[Grain.Total, Grain.Week])
                Same(then, later, question with { Clock = clock, Grain = grain }, 35);
        }
    }

    [Fact]
    public void Twenty_eight_years_later_everything_is_as_it_was()
    {
        var later = world.Open(LaterRecords.Of(world.Settings, DaysOf28Years), world.Records.Select(record => LaterRecords.Of(record, DaysOf28Years)));
        var question = InvariantWorld.Months(world.Metrics.Select(metric => metric.Id)) with { Grain = Grain.Month };
        foreach (var clock in (Clock[])[Clock.Calendar, Clock.Business]) Same(world.Whole, later, question with { Clock = clock }, DaysOf28Years);
    }

    /// <summary>A time that stays where it was would be held against nothing.</summary>
    [Fact]
    public void Every_time_of_every_kind_is_moved()
    {
        var random = new Random(2);
        foreach (var kind in RandomRecord.Kinds)
        {
            for (var number = 0; number < 20; number++)
            {
                var record = RandomRecord.Of(kind, random);
                Assert.Equal(Times(record).Select(Moved), Times(LaterRecords.Of(record, 7)));
            }
        }

        static IEnumerable<object> Times(SourceRecord record) => RecordLeaves.Of(record).Select(leaf => leaf.Value).Where(value => value is Instant or LocalDate);

        static object Moved(object time) => time is Instant at ? at + Duration.FromDays(7) : ((LocalDate)time).PlusDays(7);
    }

    private static void Same(Workspace then, Workspace later, MetricQuery question, int days)
    {
        var moved = question with { From = question.From.PlusDays(days), To = question.To.PlusDays(days), AsOf = question.AsOf + Duration.FromDays(days) };
        var found = later.Run(moved, TestContext.Current.CancellationToken);
        var back = found with { Rows = [.. found.Rows.Select(row => row with { From = row.From.PlusDays(-days), To = row.To.PlusDays(-days) })] };
        InvariantWorld.Holds(InvariantWorld.Differences(then.Run(question, TestContext.Current.CancellationToken), back));
    }

    /// <summary>The same hours every week, without days that differ.</summary>
    private static BusinessCalendar Weekly(BusinessCalendar calendar) => new()
    {
        Name = calendar.Name,
        TimeZone = "UTC",
        Versions = [calendar.Versions[0] with { From = null }],
    };
}
