using Deskmeter.Helpdesk;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Helpdesk;

public class CalendarTimelineTests
{
    private static readonly BusinessHours Day = Hours("09:00-17:00");
    private static readonly BusinessHours Evening = Hours("16:00-20:00");

    [Fact]
    public void Each_part_counts_on_the_calendar_then_in_force()
    {
        var timeline = new CalendarTimeline([new(At(1, 0), Day), new(At(2, 12), Evening)]);
        Assert.Equal(8 * 3600, timeline.Elapsed(At(1, 0), At(2, 0)));
        Assert.Equal((8 + 3 + 4) * 3600, timeline.Elapsed(At(1, 0), At(3, 0)));
        Assert.Equal(-(8 + 3 + 4) * 3600, timeline.Elapsed(At(3, 0), At(1, 0)));
        Assert.Equal(8 * 3600, timeline.Elapsed(At(1, 0) - Duration.FromDays(1), At(1, 0)));
    }

    [Fact]
    public void A_part_without_a_calendar_makes_the_whole_unknown()
    {
        var timeline = new CalendarTimeline([new(At(1, 0), Day), new(At(2, 12), null), new(At(3, 12), Evening)]);
        Assert.Equal((8 + 3) * 3600, timeline.Elapsed(At(1, 0), At(2, 12)));
        Assert.Null(timeline.Elapsed(At(1, 0), At(2, 13)));
        Assert.Null(timeline.Elapsed(At(2, 12), At(2, 12)));
        Assert.Null(timeline.Elapsed(At(1, 0), At(4, 0)));
        Assert.Equal(4 * 3600, timeline.Elapsed(At(3, 12), At(4, 0)));
        Assert.Null(timeline.Deadline(At(1, 9), 11 * 3600 + 1));
        Assert.Equal(At(2, 12), timeline.Deadline(At(1, 9), 11 * 3600));
        Assert.Null(timeline.Deadline(At(4, 0), -4 * 3600 - 1));
        Assert.Equal(At(3, 12), timeline.Deadline(At(4, 0), -4 * 3600));
        Assert.Null(new CalendarTimeline((BusinessHours?)null).Elapsed(At(1, 0), At(2, 0)));
        Assert.Null(new CalendarTimeline([]).Deadline(At(1, 0), 0));
    }

    [Fact]
    public void A_deadline_goes_on_over_a_change_both_ways()
    {
        var timeline = new CalendarTimeline([new(At(1, 0), Day), new(At(2, 12), Evening)]);
        Assert.Equal(At(2, 17), timeline.Deadline(At(1, 9), 12 * 3600));
        Assert.Equal(At(2, 12), timeline.Deadline(At(1, 9), 11 * 3600));
        Assert.Equal(At(1, 17), timeline.Deadline(At(2, 17), -4 * 3600));
        Assert.Equal(At(2, 12), timeline.Deadline(At(2, 17), -3600));
        Assert.Equal(At(1, 16), timeline.Deadline(At(2, 17), -5 * 3600));
    }

    [Fact]
    public void Random_pieces_add_up_and_deadlines_are_the_earliest_that_fit()
    {
        var random = new RandomCalendars(11);
        var pick = new Random(5);
        for (var round = 0; round < 300; round++)
        {
            var hours = Enumerable.Range(0, 4).Select(_ => new BusinessHours(random.Next())).ToList();
            var start = random.Instant(hours[0].Calendar);
            List<CalendarPiece> pieces = [new(Instant.MinValue, hours[0])];
            for (var i = 1; i < hours.Count; i++)
                pieces.Add(new(Instant.FromUnixTimeSeconds(start + pick.Next(-200_000, 200_000)), hours[i]));
            var timeline = new CalendarTimeline(pieces);
            var (from, to) = (start - random.Length(), start + random.Length());
            Assert.Equal(Sum(pieces, from, to), timeline.Elapsed(Instant.FromUnixTimeSeconds(from), Instant.FromUnixTimeSeconds(to)));
            var amount = random.Length() * (round % 2 == 0 ? 1 : -1);
            if (timeline.Deadline(Instant.FromUnixTimeSeconds(start), amount) is not { } due) continue;
            Assert.Equal(amount, timeline.Elapsed(Instant.FromUnixTimeSeconds(start), due));
            Assert.True(timeline.Elapsed(Instant.FromUnixTimeSeconds(start), due - Duration.FromSeconds(1)) < amount, $"round {round}");
        }
    }

    private static long Sum(List<CalendarPiece> pieces, long from, long to)
    {
        var ordered = pieces.OrderBy(piece => piece.From).ToList();
        return ordered.Select((piece, index) =>
        {
            var first = index == 0 ? from : Math.Max(from, piece.From.ToUnixTimeSeconds());
            var last = index == ordered.Count - 1 ? to : Math.Min(to, ordered[index + 1].From.ToUnixTimeSeconds());
            return first < last ? piece.Hours!.Elapsed(first, last) : 0;
        }).Sum();
    }

    private static Instant At(int day, int hour) => Instant.FromUtc(2024, 1, day, hour, 0);

    private static BusinessHours Hours(string interval) => new(new BusinessCalendar
    {
        Name = interval,
        TimeZone = "UTC",
        Versions =
        [
            new CalendarVersion(null, Enumerable.Range(1, 7).ToDictionary(
                day => (IsoDayOfWeek)day,
                _ => (IReadOnlyList<OpenInterval>)[new OpenInterval(int.Parse(interval.AsSpan(0, 2), null) * 60, int.Parse(interval.AsSpan(6, 2), null) * 60)])),
        ],
    });
}
