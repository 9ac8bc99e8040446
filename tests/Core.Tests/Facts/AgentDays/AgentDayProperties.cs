using Deskmeter.Core.Tests.Records;
using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Facts.AgentDays;

/// <summary>What holds for every day of an agent, whatever was recorded, also on the days on which the clock changes.</summary>
public class AgentDayProperties
{
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"];
    private static readonly LocalDate[] Days = [new(2024, 3, 31), new(2024, 6, 1), new(2024, 10, 27)];
    private static readonly FactContext Context = new(new Dictionary<string, BusinessCalendar>()) { Zone = Zone };
    private static readonly AgentDayBuilder Builder = new(Context);

    private static readonly Gen<(int From, int? Length)> SomeSpan =
        from start in Gen.Choose(-4 * 60, 25 * 60)
        from length in Gen.Frequency((1, Gen.Constant<int?>(null)), (8, Gen.Choose(0, 600).Select(minutes => (int?)minutes)))
        select (start, length);

    private static readonly Gen<Func<Instant, StatedRecord>> SomeRecord = Gen.Frequency<Func<Instant, StatedRecord>>(
        (6, from kind in Gen.Elements(Enum.GetValues<ShiftKind>())
            from span in SomeSpan
            from team in Gen.Elements(null, "north", "south")
            select (Func<Instant, StatedRecord>)(midnight => new Shift("s", "") { Agent = "ann", Kind = kind, FromAt = At(midnight, span.From), UntilAt = End(midnight, span), Team = team })),
        (2, from span in SomeSpan
            select (Func<Instant, StatedRecord>)(midnight => new Call("s", "")
            {
                Medium = CallMedium.Chat,
                Legs = [new CallLeg("1", At(midnight, span.From)) { Agent = "ann", AnsweredAt = At(midnight, span.From), EndedAt = End(midnight, span) }],
            })));

    private static readonly Gen<(LocalDate Day, StatedRecord[] Records)> SomeDay =
        from day in Gen.Elements(Days)
        from records in SomeRecord.ArrayOf()
        let midnight = Zone.AtStartOfDay(day).ToInstant()
        select (day, records.Take(12).Select((record, index) => record(midnight) with { Id = $"{index}" }).ToArray());

    private static Instant At(Instant midnight, int minutes) => midnight + Duration.FromMinutes(minutes);

    private static Instant? End(Instant midnight, (int From, int? Length) span) => span.Length is { } minutes ? At(midnight, span.From + minutes) : null;

    private static void ForEveryDay(Action<LocalDate, StatedRecord[], IReadOnlyList<AgentHourFact>> holds) =>
        Prop.ForAll(SomeDay.ToArbitrary(), of => holds(of.Day, of.Records, Builder.Build("ann", of.Day, of.Records).Hours)).Holds(500);

    [Fact]
    public void No_hour_holds_more_than_an_hour_of_anything_but_chats() => ForEveryDay((_, _, hours) =>
    {
        foreach (var hour in hours)
        {
            long?[] unions = [hour.PaidSeconds, hour.ScheduledSeconds, hour.AvailableSeconds, hour.BusySeconds, hour.ProductiveSeconds, hour.LostSeconds, hour.ChattingSeconds];
            Assert.DoesNotContain(unions, seconds => seconds is < 0 or > 3600);
            Assert.True(hour.ChatSeconds >= hour.ChattingSeconds && (hour.ChatSeconds > 0) == (hour.ChattingSeconds > 0));
        }
    });

    [Fact]
    public void Busy_time_is_available_and_productive_time_is_both_paid_and_available() => ForEveryDay((_, _, hours) =>
    {
        foreach (var hour in hours)
        {
            Assert.True(hour.BusySeconds is null || hour.BusySeconds <= hour.AvailableSeconds);
            Assert.True(hour.AvailableSeconds is null || hour.ProductiveSeconds <= hour.AvailableSeconds);
            Assert.True(hour.ProductiveSeconds is null || hour.ProductiveSeconds <= hour.PaidSeconds);
            Assert.True(hour.LostSeconds is null || hour.LostSeconds <= hour.PaidSeconds);
            Assert.True(hour.AvailableSeconds is null || hour.ProductiveSeconds + hour.LostSeconds == hour.PaidSeconds);
        }
    });

    [Fact]
    public void Minute_by_minute_the_day_comes_to_the_same() => ForEveryDay((day, records, hours) =>
    {
        var (begins, ends) = (Zone.AtStartOfDay(day).ToInstant(), Zone.AtStartOfDay(day.PlusDays(1)).ToInstant());
        var shifts = records.OfType<Shift>().Where(shift => shift.UntilAt is not null).ToList();
        var chats = records.OfType<Call>().Select(call => call.Legs[0]).Where(leg => leg.EndedAt is not null).ToList();
        var (scheduled, available, busy, chatting, chat) = (0, 0, 0, 0, 0);
        for (var minute = begins; minute < ends; minute += Duration.FromMinutes(1))
        {
            bool Is(params ShiftKind[] kinds) => shifts.Any(shift => kinds.Contains(shift.Kind) && shift.FromAt <= minute && minute < shift.UntilAt);
            if (Is(ShiftKind.Scheduled)) scheduled++;
            if (Is(ShiftKind.Available, ShiftKind.Busy, ShiftKind.WrapUp)) available++;
            if (Is(ShiftKind.Busy, ShiftKind.WrapUp)) busy++;
            var now = chats.Count(leg => leg.AnsweredAt <= minute && minute < leg.EndedAt);
            (chat, chatting) = (chat + now, chatting + Math.Min(now, 1));
        }

        Assert.Equal(
            (scheduled * 60L, available * 60L, busy * 60L, chat * 60L, chatting * 60L),
            (hours.Sum(hour => hour.ScheduledSeconds), hours.Sum(hour => hour.AvailableSeconds ?? 0), hours.Sum(hour => hour.BusySeconds ?? 0),
                hours.Sum(hour => hour.ChatSeconds), hours.Sum(hour => hour.ChattingSeconds)));
    });

    [Fact]
    public void The_order_and_the_repetition_of_shifts_do_not_matter() => ForEveryDay((day, records, hours) =>
    {
        Assert.Equal(hours, Builder.Build("ann", day, [.. records.Reverse(), .. records.OfType<Shift>()]).Hours);
        Assert.Equal(hours, Builder.Build("ann", day, [.. records.OrderBy(record => record.Id.Length).ThenByDescending(record => record.Id, StringComparer.Ordinal)]).Hours);
    });

    [Fact]
    public void A_shift_shows_on_the_days_that_it_lies_in_and_on_no_other() => ForEveryDay((day, records, _) =>
    {
        foreach (var shift in records.OfType<Shift>())
        {
            var shown = Enumerable.Range(-2, 5).Select(day.PlusDays).Where(near => Builder.Build("ann", near, [shift]).Hours.Count > 0);
            var lies = Context.DaysOf(shift.FromAt, shift.UntilAt);
            Assert.Equal(shift.UntilAt is null || shift.UntilAt == shift.FromAt ? [] : lies, shown);
        }
    });
}
