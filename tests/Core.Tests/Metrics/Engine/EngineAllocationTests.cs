using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using Deskmeter.Metrics.Changes;
using Xunit;

namespace Deskmeter.Core.Tests.Metrics.Engine;

/// <summary>Costs that are for all channels, shared out among them by the time that each took.</summary>
public sealed class EngineAllocationTests : IDisposable
{
    private const string Range = "from=2016-03-01 to=2016-04-01";
    private readonly EngineWorld _world = new();

    public EngineAllocationTests()
    {
        _world
            .Kpi("spent", "fact: cost_day\ndated_by: spent\nattribution: owner\nmeasure: sum(amount)\nunit: money")
            .Kpi("effort", "fact: contact\ndated_by: resolved\nattribution: resolver\nmeasure: count() * mean(handle_seconds)\nunit: duration")
            .Kpi("each", "formula: allocated(spent, effort, channel) / tickets_created\nunit: money");
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public void What_is_for_all_channels_is_shared_out_by_their_time()
    {
        Cost(60).Cost(30, "phone").Ticket("phone", 2).Ticket("email", 4).Contact("phone", 100).Contact("email", 100).Contact("email", 100);
        // 90 over 6; phone has 30 + 60 / 3 over 2, email 60 * 2 / 3 over 4.
        Assert.Equal(["total 15"], _world.Lines($"kpi=each {Range}"));
        Assert.Equal(["total email 10", "total phone 25"], _world.Lines($"kpi=each {Range} by=channel"));
        Assert.Equal(6, _world.Run($"kpi=each {Range}").Rows.Single().N);
    }

    [Fact]
    public void A_filter_by_channel_gives_what_the_channel_has_in_the_breakdown()
    {
        Cost(60).Cost(30, "phone").Ticket("phone", 2).Ticket("email", 4).Contact("phone", 100).Contact("email", 200);
        Assert.Equal(["total 25"], _world.Lines($"kpi=each {Range} where=channel=phone"));
        Assert.Equal(["total 10"], _world.Lines($"kpi=each {Range} where=channel!=phone"));
        Assert.Equal(["total 15"], _world.Lines($"kpi=each {Range} where=channel=phone,email"));
        Assert.Equal(["total phone 25"], _world.Lines($"kpi=each {Range} by=channel where=channel=phone"));
    }

    [Fact]
    public void Without_the_time_of_a_channel_no_share_is_known_but_the_total_is()
    {
        Cost(60).Cost(30, "phone").Ticket("phone", 2).Ticket("email", 4).Contact("phone", 100).Contact("email", null);
        Assert.Equal(["total 15"], _world.Lines($"kpi=each {Range}"));
        Assert.Equal(["total email null", "total phone null"], _world.Lines($"kpi=each {Range} by=channel"));
        Assert.Equal(["total null"], _world.Lines($"kpi=each {Range} where=channel=phone"));
    }

    [Fact]
    public void A_change_of_what_cannot_be_shared_out_has_no_parts_and_says_so()
    {
        Cost(60).Ticket("phone", 2).Ticket("email", 4).Contact("phone", 100).Contact("email", null);
        Cost(60, day: "2016-02-10").Ticket("phone", 3, "2016-02-10").Contact("phone", 100, "2016-02-10");
        var change = _world.Change($"kpi=each by=channel {Range} compare=previous");
        Assert.Equal((ChangeStatus.MembersUnknown, 20d, 10d), (change.Status, change.Before!.Value, change.Now!.Value));
        Assert.Empty(change.Parts);
    }

    [Fact]
    public void What_is_not_measured_counts_as_the_mean_of_what_is()
    {
        // email took 2 * 100, phone 100: a third of 60 is 20.
        Cost(60).Ticket("phone", 1).Ticket("email", 1).Contact("phone", 100).Contact("email", 100).Contact("email", null);
        Assert.Equal(["total email 40", "total phone 20"], _world.Lines($"kpi=each {Range} by=channel"));
    }

    [Fact]
    public void A_channels_own_costs_need_no_time()
    {
        Cost(30, "phone").Ticket("phone", 2).Ticket("email", 4).Contact("phone", null);
        Assert.Equal(["total email null", "total phone 15"], _world.Lines($"kpi=each {Range} by=channel"));
        Assert.Equal(["total 5"], _world.Lines($"kpi=each {Range}"));
    }

    [Fact]
    public void Tickets_without_a_channel_bear_their_share_and_no_row_of_costs_without_one_is_left()
    {
        Cost(60).Ticket(null, 1).Ticket("email", 1).Contact(null, 100).Contact("email", 200);
        Assert.Equal(["total email 40", "total - 20"], _world.Lines($"kpi=each {Range} by=channel"));
        Assert.Equal(["2016-02 email null", "2016-02 - null", "2016-03 email 40", "2016-03 - 20"], _world.Lines("kpi=each from=2016-02-01 to=2016-04-01 grain=month by=channel"));
    }

    [Fact]
    public void Only_what_adds_up_is_shared_out_and_both_parts_have_the_slice()
    {
        _world.Kpi("wrong", "formula: allocated(effort, spent, channel)\nunit: duration").Kpi("odd", "formula: allocated(spent, effort, topic)\nunit: money");
        var problems = _world.Catalogue.Problems.Select(problem => problem.Message.ToString()).ToList();
        Assert.Contains(problems, message => message.Contains("allocated() shares out what adds up", StringComparison.Ordinal));
        Assert.Contains(problems, message => message.Contains("no slice 'topic' of spent", StringComparison.Ordinal));
    }

    [Fact]
    public void Dates_have_no_hours()
    {
        Cost(60);
        Assert.DoesNotContain("hour", _world.Catalogue.SlicesOf(_world.Catalogue.Get("spent")));
        Assert.DoesNotContain("weekday", _world.Catalogue.SlicesOf(_world.Catalogue.Get("spent")));
        var error = Assert.Throws<UsageException>(() => _world.Run($"kpi=spent {Range} grain=hour"));
        Assert.Equal(("'spent' is counted by whole days: the grain is day or longer.", "grain"), (error.Message, error.Field));
    }

    [Fact]
    public void Money_adds_up_to_the_last_digit()
    {
        for (var i = 0; i < 10; i++) Cost(0.1m);
        Assert.Equal(1.0, _world.Value($"kpi=spent {Range}"));
    }

    [Fact]
    public void A_formula_can_say_that_its_parts_mean_the_same_people()
    {
        _world
            .Kpi("closed", "fact: resolve_cycle\ndated_by: resolved\nattribution: resolver\nmeasure: count()\nunit: count")
            .Kpi("planned", "fact: agent_hour\ndated_by: worked\nattribution: agent\nmeasure: sum(scheduled_seconds)\nunit: duration")
            .Kpi("apart", "formula: closed / (planned / 1h)\nunit: ratio")
            .Kpi("together", "formula: closed / (planned / 1h)\nattribution: resolver\nunit: ratio")
            .Kpi("nobody", "formula: closed / orders\nattribution: resolver\nunit: ratio")
            .Kpi("orders", "fact: order\ndated_by: paid\nmeasure: count()\nunit: count")
            .Kpi("other", "formula: closed / (planned / 1h)\nattribution: opener\nunit: ratio");
        foreach (var (agent, hours) in ((string, int)[])[("ann", 2), ("bob", 4)])
        {
            _world.Add(_world.Schema.AgentHour, new AgentHourFact { AgentDay = $"{agent}/2016-03-05", Agent = Agent(agent), Worked = EngineWorld.At("2016-03-05"), ScheduledSeconds = 3600 * hours });
            _world.Add(_world.Schema.ResolveCycle, Resolve(agent));
        }

        Assert.Equal(["total ann 0.5", "total bob 0.25"], _world.Lines($"kpi=together {Range} by=agent"));
        Assert.Null(_world.Catalogue.Get("apart").Attribution);
        Assert.Contains(_world.Catalogue.Problems, problem => problem.Message.ToString().Contains("The part 'orders' has no people.", StringComparison.Ordinal));
        Assert.Contains(_world.Catalogue.Problems, problem => problem.Message.ToString().Contains("There is no actor 'opener' in the parts.", StringComparison.Ordinal));
    }

    private static Actor Agent(string id) => new(ActorClass.Agent, id, "team");

    private static ResolveCycleFact Resolve(string agent) => new()
    {
        Conversation = $"s/{agent}",
        TicketId = agent,
        Slices = new TicketSlices(),
        CreatedAt = EngineWorld.At("2016-03-04"),
        Resolved = EngineWorld.At("2016-03-05"),
        Resolver = Agent(agent),
    };

    private EngineAllocationTests Cost(decimal amount, string? channel = null, string day = "2016-03-05")
    {
        _world.Add(_world.Schema.CostDay, new CostDayFact { Record = "cost/s/1", Spent = EngineWorld.On(day), Channel = channel, Amount = amount, OriginalAmount = amount });
        return this;
    }

    private EngineAllocationTests Ticket(string? channel, int times, string day = "2016-03-05")
    {
        for (var i = 0; i < times; i++) _world.Ticket(day, slices: new TicketSlices { Channel = channel });
        return this;
    }

    private EngineAllocationTests Contact(string? channel, long? seconds, string day = "2016-03-05")
    {
        _world.Add(_world.Schema.Contact, new ContactFact
        {
            CustomerUnit = "carl",
            Record = "ticket/s/1",
            Kind = "ticket",
            Slices = new TicketSlices { Channel = channel },
            Started = EngineWorld.At(day),
            Resolved = EngineWorld.At(day),
            HandleSeconds = seconds,
        });
        return this;
    }
}
