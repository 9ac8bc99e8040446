using Deskmeter.Connectors;
using Deskmeter.Helpdesk;
using Deskmeter.Records;
using Deskmeter.Settings;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Records;

/// <summary>What is older than a limit goes for good, and nothing else does.</summary>
public sealed class RecordEraserTests : IDisposable
{
    private const int Months = 13;
    private static readonly LocalDate First = new(2021, 1, 1);
    private readonly RecordsFolder _folder = new();
    private readonly SettableTime _time = new(Noon(First));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void On_no_day_of_three_years_is_anything_kept_that_is_older_than_its_limit_and_nothing_younger_goes()
    {
        using var records = Open();
        var expected = new List<(LocalDate Last, string Key)>();
        for (var day = First; day < First.PlusYears(3); day = day.PlusDays(1))
        {
            _time.Now = Noon(day);
            var arrived = Arriving(day).ToList();
            records.Merge([.. arrived.Select(pair => pair.Record)]);
            records.SetAside("s", [new RowProblem($"{day:uuuu-MM-dd}.csv", 2, $"It is no row.", "?")]);
            expected.AddRange(arrived.Select(pair => (pair.Last, RecordKey.Of(pair.Record).ToString())));

            records.Erase(RetentionLimit.Of(Months, _time.Now, DateTimeZone.Utc));
            var oldest = day.PlusMonths(-Months);
            expected.RemoveAll(record => record.Last < oldest);
            if (day.Day is not (1 or 28)) continue; // every day is enforced, some are looked at
            Assert.Equal(expected.Select(record => record.Key).Order(StringComparer.Ordinal), Keys(records));
            Assert.Equal(LocalDate.Max(First, oldest).ToString("uuuu-MM-dd", null) + ".csv", records.RowsSetAside()[0].File);
            Assert.Empty(records.FindDamage());
        }

        Assert.Equal(RetentionLimit.Of(Months, _time.Now, DateTimeZone.Utc), records.KeptFrom);
    }

    [Fact]
    public void A_conversation_goes_as_one_when_the_last_thing_in_it_is_old()
    {
        using var records = Open();
        records.Merge([Ticket("child", First, new Merged("m", Noon(First), "parent")), Ticket("parent", First.PlusDays(90)), Ticket("other", First)]);
        Assert.Equal(["ticket/s/child", "ticket/s/parent"], KeptAt(records, First.PlusDays(60)));
        Assert.Empty(KeptAt(records, First.PlusDays(91)));
        Assert.Empty(records.MergeLinks());
    }

    [Fact]
    public void A_customer_stays_while_anything_does_that_names_them_by_any_of_their_words()
    {
        using var records = Open();
        records.Merge(
        [
            new Customer("shop", "7") { Emails = ["ann@shop.example"] }, new Customer("crm", "ann") { Aliases = ["7"] }, new Customer("crm", "bob"),
            new Order("shop", "1") { Customer = "ann@shop.example", PaidAt = Noon(First.PlusDays(90)) },
        ]);
        _time.Now = Noon(First.PlusDays(100));
        Assert.Equal(["customer/crm/ann", "customer/shop/7", "order/shop/1"], KeptAt(records, First.PlusDays(60)));
        Assert.Empty(KeptAt(records, First.PlusDays(91)));
        Assert.Equal(["ann"], records.SameCustomer("ann"));
    }

    [Fact]
    public void What_would_go_is_told_without_anything_going()
    {
        using var records = Open();
        records.Merge([Ticket("1", First), Ticket("2", First.PlusDays(1)), Ticket("3", First.PlusDays(9)), new Shift("s", "1") { Agent = "a", Kind = ShiftKind.Scheduled, FromAt = Noon(First) }]);
        var position = records.Position;
        var told = records.Erase(Noon(First.PlusDays(5)), isDry: true);
        Assert.Equal([("ticket", 2L, Noon(First)), ("shift", 1L, Noon(First))], told.Kinds.Select(kind => (kind.Kind.Word, kind.Count, kind.Oldest!.Value)));
        Assert.Equal((position, null, false, 4), (records.Position, records.KeptFrom, records.MustShrink, Keys(records).Count));
        Assert.Equal(told.Kinds, records.Erase(Noon(First.PlusDays(5))).Kinds);
        Assert.Equal((position + 1, Noon(First.PlusDays(5)), true, 1), (records.Position, records.KeptFrom, records.MustShrink, Keys(records).Count));
        Assert.Null(records.LeftAfter(position)); // facts from before are built again as a whole
        records.Shrink();
        Assert.False(records.MustShrink);
    }

    /// <summary>A record of every kind, and the day from which on each grows old; what does not grow old is there once.</summary>
    private static IEnumerable<(SourceRecord Record, LocalDate Last)> Arriving(LocalDate day)
    {
        var id = $"{day:uuuu-MM-dd}";
        if (day == First)
        {
            yield return (new Article("s", "guide"), LocalDate.MaxIsoValue);
            yield return (new ExchangeRate("s", "rate") { On = day, Currency = "EUR", Into = "USD", Rate = 1.1m }, LocalDate.MaxIsoValue);
            yield return (new Person("s", "stays") { Stays = [new PersonStay("1", day)] }, LocalDate.MaxIsoValue);
            yield return (new Subscription("s", "runs") { Customer = "c", StartedOn = day }, LocalDate.MaxIsoValue);
        }

        yield return (Ticket(id, day), day);
        yield return (new Order("s", id) { PaidAt = Noon(day), Customer = $"buyer {id}" }, day);
        if (day.DayOfWeek != IsoDayOfWeek.Monday) yield break;
        yield return (new Customer("s", $"buyer {id}"), day);
        yield return (new Order("s", $"deleted {id}") { PaidAt = Noon(day), IsDeleted = true }, day);
        yield return (new Order("s", $"undated {id}"), day);
        yield return (new Shift("s", id) { Agent = "a", Kind = ShiftKind.Scheduled, FromAt = Noon(day), UntilAt = Noon(day.PlusDays(30)) }, day.PlusDays(30));
        yield return (new Person("s", id) { Stays = [new PersonStay("1", day) { LeftOn = day }] }, day);
        yield return (new Subscription("s", id) { Customer = "c", StartedOn = day.PlusDays(-500), EndedOn = day }, day);
        yield return (new Cost("s", id) { FromOn = day, UntilOn = day.PlusDays(7), Amount = 1 }, day.PlusDays(7));
    }

    private static Ticket Ticket(string id, LocalDate day, params TicketEvent[] more) =>
        new("s", id) { Profile = new TicketProfile { CreatedAt = Noon(day.PlusDays(-40)) }, Events = [new MessageSent("last", Noon(day)), .. more] };

    private static Instant Noon(LocalDate day) => day.At(LocalTime.Noon).InUtc().ToInstant();

    private static List<string> Keys(SqliteRecords records) =>
        [.. records.ChangesAfter(0).Select(change => RecordKey.Of(change.Record).ToString()).Order(StringComparer.Ordinal)];

    private static List<string> KeptAt(SqliteRecords records, LocalDate limit)
    {
        records.Erase(limit.AtMidnight().InUtc().ToInstant());
        return Keys(records);
    }

    private SqliteRecords Open() => SqliteRecords.Open(_folder.Folder, _time);
}
