using Deskmeter.Helpdesk;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Helpdesk;

public class BusinessHoursOracleTests
{
    [Fact]
    public void Ten_thousand_random_intervals_are_what_counting_minute_by_minute_gives()
    {
        var random = new RandomCalendars(20_240_101);
        for (var round = 0; round < 250; round++)
        {
            var calendar = random.Next();
            var (hours, oracle) = (new BusinessHours(calendar), new MinuteOracle(calendar));
            for (var i = 0; i < 40; i++)
            {
                var from = random.Instant(calendar);
                var to = from + random.Length();
                var expected = oracle.Elapsed(from, to);
                Assert.True(expected == hours.Elapsed(from, to), $"{calendar.TimeZone} {from}..{to}: {hours.Elapsed(from, to)}, not {expected}");
                Assert.Equal(-expected, hours.Elapsed(to, from));
            }
        }
    }

    [Fact]
    public void A_deadline_is_the_earliest_instant_that_fits()
    {
        var random = new RandomCalendars(7);
        for (var round = 0; round < 250; round++)
        {
            var calendar = random.Next();
            var hours = new BusinessHours(calendar);
            for (var i = 0; i < 40; i++)
            {
                var from = random.Instant(calendar);
                var amount = random.Length() * (i % 2 == 0 ? 1 : -1);
                if (hours.Deadline(Instant.FromUnixTimeSeconds(from), amount) is not { } deadline) continue;
                var due = deadline.ToUnixTimeSeconds();
                Assert.True(amount == hours.Elapsed(from, due), $"{calendar.TimeZone} {from} {amount}: {due}");
                Assert.True(hours.Elapsed(from, due - 1) < amount, $"{calendar.TimeZone} {from} {amount}: {due} is not the earliest");
            }
        }
    }

    [Fact]
    public void Open_intervals_are_maximal_and_add_up()
    {
        var random = new RandomCalendars(3);
        for (var round = 0; round < 100; round++)
        {
            var calendar = random.Next();
            var (hours, oracle) = (new BusinessHours(calendar), new MinuteOracle(calendar));
            var from = random.Instant(calendar);
            var to = from + random.Length();
            var open = hours.Open(Instant.FromUnixTimeSeconds(from), Instant.FromUnixTimeSeconds(to)).ToList();
            Assert.Equal(oracle.Elapsed(from, to), open.Sum(interval => (long)(interval.To - interval.From).TotalSeconds));
            Assert.All(open.Zip(open.Skip(1)), pair => Assert.True(pair.First.To < pair.Second.From));
        }
    }

    [Fact]
    public void Every_zone_agrees_with_the_wall_clock_around_its_changes()
    {
        var week = Enumerable.Range(1, 7).ToDictionary(
            day => (IsoDayOfWeek)day, _ => (IReadOnlyList<OpenInterval>)[new OpenInterval(30, 150), new OpenInterval(175, 1410)]);
        foreach (var zone in DateTimeZoneProviders.Tzdb.Ids.Where((_, index) => index % 5 == 0).Select(id => DateTimeZoneProviders.Tzdb[id]))
        {
            var calendar = new BusinessCalendar { Name = zone.Id, TimeZone = zone.Id, Versions = [new CalendarVersion(null, week)] };
            var (hours, oracle) = (new BusinessHours(calendar), new MinuteOracle(calendar));
            foreach (var period in zone.GetZoneIntervals(Instant.FromUtc(2022, 1, 1, 0, 0), Instant.FromUtc(2025, 1, 1, 0, 0)).Where(p => p.HasEnd))
            {
                var change = period.End.ToUnixTimeSeconds();
                Assert.Equal(oracle.Elapsed(change - 86_400, change + 86_400), hours.Elapsed(change - 86_400, change + 86_400));
            }
        }
    }
}
