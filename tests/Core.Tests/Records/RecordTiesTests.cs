using Deskmeter.Helpdesk;
using Deskmeter.Records;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Records;

/// <summary>What records belong to: customers, words for one customer, agents' time; and what they leave when they change.</summary>
public sealed class RecordTiesTests : IDisposable
{
    private static readonly Instant Noon = Instant.FromUtc(2024, 1, 31, 12, 0);
    private readonly RecordsFolder _folder = new();
    private readonly SqliteRecords _records;

    public RecordTiesTests() => _records = _folder.Open();

    public void Dispose()
    {
        _records.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_records_of_a_customer_are_found_whatever_their_kind()
    {
        _records.Merge([
            Tickets.Simple("t"),
            new Call("pbx", "call") { Customer = " +49 (30) 123-4 " },
            new Session("bot", "session") { StartedAt = Noon, Customer = "ANN@Shop.example" },
            new Survey("s", "survey") { Kind = "csat", Scale = "1-5", Customer = "ann@shop.example" },
            new Survey("s", "anonymous") { Kind = "csat", Scale = "1-5", Customer = "ann@shop.example", IsAnonymous = true },
            new ArticleView("web", "view") { Article = "a", ViewedAt = Noon, Reader = "ann@shop.example" },
            new ArticleVote("web", "vote") { Article = "a", VotedAt = Noon, IsUp = true, Reader = "ann@shop.example" },
            new Customer("crm", "ann@shop.example") { Phones = ["+49301234"] },
            new Order("shop", "order") { Customer = "ann@shop.example" },
            new Order("shop", "gone") { Customer = "ann@shop.example", IsDeleted = true },
            new Order("shop", "other") { Customer = "bob@shop.example" },
            new Subscription("shop", "subscription") { Customer = "ann@shop.example", StartedOn = new LocalDate(2024, 1, 1) }]);
        Assert.Equal(
            ["call", "session", "survey", "view", "ann@shop.example", "order", "subscription"],
            _records.OfCustomer(_records.SameCustomer("+49301234")).Select(record => record.Id));
        Assert.Equal(["t"], _records.OfCustomer(["customer of t"]).Select(record => record.Id));
        Assert.Empty(_records.OfCustomer([]));
    }

    [Fact]
    public void The_customer_of_a_ticket_is_stated_or_opened_it_or_wrote_first()
    {
        static MessageSent Message(string id, int second, Actor by, bool isPublic = true) =>
            new(id, Noon + Duration.FromSeconds(second)) { By = by, IsPublic = isPublic };
        var agent = new Actor(ActorClass.Agent, "agent");
        var customer = new Actor(ActorClass.Customer, "Ann");
        _records.Merge([
            new Ticket("s", "stated") { Profile = new TicketProfile { Customer = "Ann", OpenedBy = new Actor(ActorClass.Customer, "bob") } },
            new Ticket("s", "opened") { Profile = new TicketProfile { OpenedBy = customer }, Events = [Message("m", 1, new Actor(ActorClass.Customer, "bob"))] },
            new Ticket("s", "wrote") { Events = [Message("late", 9, customer), Message("early", 1, agent), Message("note", 2, new Actor(ActorClass.Customer, "bob"), isPublic: false)] },
            new Ticket("s", "unknown") { Events = [Message("m", 1, agent)] }]);
        Assert.Equal(["stated", "opened", "wrote"], _records.OfCustomer(["Ann"]).Select(record => record.Id));
        Assert.Empty(_records.OfCustomer(["bob"]));
    }

    [Fact]
    public void Words_are_followed_from_customer_to_customer()
    {
        _records.Merge([
            new Customer("crm", "1") { Emails = ["A@x.example"] },
            new Customer("shop", "2") { Emails = ["a@x.example"], Phones = ["+1 23"] },
            new Customer("pbx", "3") { Phones = ["+123"], Aliases = ["old"] },
            new Customer("crm", "4")]);
        string[] all = ["+123", "1", "2", "3", "a@x.example", "old"];
        foreach (var word in all) Assert.Equal(all, _records.SameCustomer(word));
        Assert.Equal(["4"], _records.SameCustomer("4"));
        Assert.Equal(["nobody"], _records.SameCustomer("nobody"));
        Assert.Equal(
            [("+123", "2"), ("+123", "3"), ("+123", "a@x.example"), ("+123", "old"), ("1", "a@x.example")],
            _records.CustomerLinks().Select(link => (link.Word, link.Other)).Order());
    }

    [Fact]
    public void A_record_that_goes_to_another_customer_leaves_the_first()
    {
        _records.Merge([new Order("s", "1") { Customer = "ann" }, new Order("s", "2") { Customer = "ann" }]);
        _records.Merge([new Order("s", "1") { Version = 1, Customer = "bob" }]);
        _records.Merge([new Order("s", "2") { Version = 1, Customer = "ann", Amount = 5 }]);
        AssertLeft(0, ["ann"], []);
        AssertLeft(3, [], []);
        Assert.Equal(["2"], _records.OfCustomer(["ann"]).Select(record => record.Id));
        _records.Merge([new Order("s", "2") { Version = 2, IsDeleted = true }]);
        AssertLeft(3, ["ann"], []);
        Assert.Empty(_records.OfCustomer(["ann"]));
        Assert.True(_records.Find<Order>("s", "2")!.IsDeleted);
    }

    [Fact]
    public void What_was_left_is_forgotten_up_to_a_position_and_whoever_is_behind_is_told()
    {
        _records.Merge([new Order("s", "1") { Customer = "ann" }, new Order("s", "2") { Customer = "ben" }]);
        _records.ForgetLeft(2);
        AssertLeft(0, [], []);
        _records.Merge([new Order("s", "1") { Version = 1, Customer = "bob" }]);
        _records.Merge([new Order("s", "2") { Version = 1, Customer = "bob" }]);
        _records.ForgetLeft(3);
        Assert.Null(_records.LeftAfter(2));
        AssertLeft(3, ["ben"], []);
        _records.ForgetLeft(2);
        Assert.Null(_records.LeftAfter(2));
        AssertLeft(3, ["ben"], []);
        _records.ForgetLeft(4);
        Assert.Null(_records.LeftAfter(3));
        AssertLeft(4, [], []);
    }

    [Fact]
    public void A_customer_leaves_the_words_that_they_go_by_no_more()
    {
        _records.Merge([new Customer("s", "1") { Emails = ["a@x.example", "b@x.example"] }]);
        _records.Merge([new Customer("s", "1") { Version = 1, Emails = ["b@x.example", "c@x.example"] }]);
        AssertLeft(1, ["a@x.example"], []);
        Assert.Equal(["1", "b@x.example", "c@x.example"], _records.SameCustomer("1"));
        _records.Merge([new Customer("s", "1") { Version = 2, IsDeleted = true }]);
        AssertLeft(2, ["1", "b@x.example", "c@x.example"], []);
        Assert.Equal(["1"], _records.SameCustomer("1"));
        Assert.Empty(_records.CustomerLinks());
    }

    [Fact]
    public void The_time_of_an_agent_is_shifts_and_answered_chats()
    {
        _records.Merge([
            Shift("morning", -4, -1),
            Shift("noon", -1, 1),
            Shift("evening", 1, 5),
            Shift("runs", -9, null),
            Shift("other", -1, 1) with { Agent = "bob" },
            new Call("s", "chat") { Medium = CallMedium.Chat, Legs = [Leg("1", "bob", -2, 0), Leg("2", "ann", 0, 3), Leg("3", "ann", null, 0)] },
            new Call("s", "phone") { Legs = [Leg("1", "ann", -1, 1)] }]);
        Assert.Equal(["noon", "runs", "chat"], Ids("ann", -0.5, 0.5));
        Assert.Equal(["noon", "evening", "runs", "chat"], Ids("ann", 0, 1.01));
        Assert.Equal(["other", "chat"], Ids("bob", -1, 1));
        Assert.Equal(["runs"], Ids("ann", 100, 101));
        _records.Merge([Shift("runs", -9, -8) with { Version = 1 }]);
        Assert.Empty(Ids("ann", 100, 101));
        AssertLeft(7, [], [new AgentSpan("ann", Noon - Duration.FromHours(9), null)]);
        _records.Merge([Shift("noon", -1, 1) with { Version = 1, IsDeleted = true }]);
        AssertLeft(8, [], [new AgentSpan("ann", Noon - Duration.FromHours(1), Noon + Duration.FromHours(1))]);
        Assert.Equal(["chat"], Ids("ann", 0.5, 0.6));
    }

    /// <summary>However records came to be as they are, their ties are those that they would have if they had come at once.</summary>
    [Fact]
    public void Ties_follow_the_records() => Prop.ForAll(RandomRecord.Any.NonEmptyListOf().ToArbitrary(), pieces =>
    {
        using var step = new RecordsFolder();
        using var byStep = step.Open();
        foreach (var piece in pieces) byStep.Merge([piece]);
        using var whole = new RecordsFolder();
        using var atOnce = whole.Open();
        atOnce.Merge([.. byStep.ChangesAfter(0).Select(change => change.Record)]);
        string[] words = [.. byStep.ChangesAfter(0).Select(change => RecordCustomer.Of(change.Record)).OfType<string>(), "a"];
        Assert.Equal(atOnce.CustomerLinks().Order(LinkOrder), byStep.CustomerLinks().Order(LinkOrder));
        foreach (var word in words)
        {
            Assert.Equal(atOnce.SameCustomer(word), byStep.SameCustomer(word));
            Assert.Equal(Documents(atOnce.OfCustomer([word])), Documents(byStep.OfCustomer([word])));
            Assert.Equal(
                Documents(atOnce.OfAgent(word, Instant.FromUnixTimeSeconds(0), Noon)), Documents(byStep.OfAgent(word, Instant.FromUnixTimeSeconds(0), Noon)));
        }

        Assert.Equal(atOnce.NewestEvent, byStep.NewestEvent);
        Assert.Equal(atOnce.Count().Records, byStep.Count().Records);
    }).Holds(tests: 20);

    private static readonly Comparer<CustomerLink> LinkOrder =
        Comparer<CustomerLink>.Create((a, b) => string.CompareOrdinal($"{a.Word}\0{a.Other}", $"{b.Word}\0{b.Other}"));

    private static IEnumerable<string> Documents(IEnumerable<SourceRecord> records) =>
        records.Select(record => Convert.ToHexString(RecordJson.Write(record))).Order(StringComparer.Ordinal);

    private static Shift Shift(string id, double from, double? until) => new("s", id)
    {
        Agent = "ann",
        Kind = ShiftKind.Available,
        FromAt = Hour(from),
        UntilAt = until is { } end ? Hour(end) : null,
    };

    private static CallLeg Leg(string key, string agent, double? answered, double ended) =>
        new(key, Hour(-2)) { Agent = agent, AnsweredAt = answered is { } at ? Hour(at) : null, EndedAt = Hour(ended) };

    private static Instant Hour(double hours) => Noon + Duration.FromSeconds((long)(hours * 3600));

    private IEnumerable<string> Ids(string agent, double from, double until) => _records.OfAgent(agent, Hour(from), Hour(until)).Select(record => record.Id);

    private void AssertLeft(long position, string[] customers, AgentSpan[] spans)
    {
        var left = _records.LeftAfter(position);
        Assert.NotNull(left);
        Assert.Equal(customers, left.Customers.Order(StringComparer.Ordinal));
        Assert.Equal(spans, left.Spans);
    }
}
