using Deskmeter.Helpdesk;
using Xunit;
using static Deskmeter.Core.Tests.Facts.TicketStory;

namespace Deskmeter.Core.Tests.Facts;

public class ResolveTests
{
    [Fact]
    public void A_resolve_is_the_entry_into_solved_or_into_closed_from_an_unresolved_stage()
    {
        Assert.Single(Created("09:00").Solved("10:00").Becomes("11:00", Stage.Closed).Facts().ResolveCycles);
        Assert.Single(Created("09:00").Becomes("10:00", Stage.Closed).Facts().ResolveCycles);
        Assert.Empty(Created("09:00").Becomes("10:00", Stage.Pending).Facts().ResolveCycles);
    }

    [Fact]
    public void Every_reopening_starts_a_new_cycle()
    {
        var facts = Created("09:00").Solved("10:00").Becomes("2 10:00", Stage.Open, Customer()).Solved("2 12:00", "bob").Facts();
        var (first, last) = (facts.ResolveCycles[0], facts.ResolveCycles[1]);
        Assert.Equal((3600L, true, false, "ann"), (first.Cycle!.Value.Calendar, first.IsFirst, first.IsLast, first.Resolver!.Id));
        Assert.Equal((When("2 10:00"), 86400L, ActorClass.Customer), (first.Reopened, first.ReopenAfterSeconds, first.ReopenedByClass));
        Assert.Equal((7200L, false, true, "bob"), (last.Cycle!.Value.Calendar, last.IsFirst, last.IsLast, last.Resolver!.Id));
        Assert.Equal("s/1 bob", last.TicketResolver);
        var row = facts.Ticket!;
        Assert.Equal((3600L, 27 * 3600L, 1L, "bob"), (row.FirstResolution?.Calendar, row.Resolution?.Calendar, row.Reopens, row.Resolver!.Id));
    }

    [Fact]
    public void A_ticket_that_is_open_again_has_no_last_resolve()
    {
        var row = Created("09:00").Solved("10:00").Becomes("11:00", Stage.Open).Row();
        Assert.Null(row.LastResolved);
        Assert.Null(row.Resolution);
        Assert.Null(row.Resolver);
        Assert.Equal(3600, row.FirstResolution?.Calendar);
    }

    [Fact]
    public void How_it_was_resolved_is_as_stated_or_as_the_actor_tells()
    {
        ResolveVia Via(TicketStory story) => story.Facts().ResolveCycles.Single().Via;
        Assert.Equal(ResolveVia.Manual, Via(Created("09:00").Solved("10:00")));
        Assert.Equal(ResolveVia.Manual, Via(Created("09:00").Becomes("10:00", Stage.Solved)));
        Assert.Equal(ResolveVia.Automation, Via(Created("09:00").Becomes("10:00", Stage.Solved, Bot)));
        Assert.Equal(ResolveVia.Bulk, Via(Created("09:00").Becomes("10:00", Stage.Solved, Agent(), ResolveVia.Bulk)));
    }

    [Fact]
    public void A_customer_who_closes_is_no_resolver_in_figures()
    {
        var cycle = Created("09:00").Becomes("10:00", Stage.Solved, Customer()).Facts().ResolveCycles.Single();
        Assert.Null(cycle.Resolver);
        Assert.Null(cycle.TicketResolver);
        Assert.Equal(ActorClass.Customer, cycle.ResolverClass);
    }

    [Fact]
    public void The_next_human_contact_is_the_next_public_message_of_a_customer_or_agent()
    {
        var cycle = Created("09:00").CustomerWrites("09:00").AgentReplies("10:00").Solved("10:00").BotReplies("10:30").Notes("11:00").CustomerWrites("12:00")
            .Facts().ResolveCycles.Single();
        Assert.Equal(7200, cycle.NextHumanContactSeconds);
    }

    [Theory]
    [InlineData("human", "agent replies, agent solves")]
    [InlineData("human", "agent solves")]
    [InlineData("human", "nobody known solves")]
    [InlineData("assumed", "bot replies, bot solves")]
    [InlineData("assumed", "bot replies, bot solves, customer writes on day 5")]
    [InlineData("confirmed", "bot replies, bot solves confirmed")]
    [InlineData("confirmed", "bot replies, customer solves")]
    [InlineData("human", "customer solves")]
    [InlineData("human", "bot replies, customer solves, customer writes")]
    [InlineData("auto_closed", "bot replies, bot solves, customer writes")]
    [InlineData("auto_closed", "agent replies, bot solves")]
    [InlineData("auto_closed", "agent notes, bot solves")]
    public void An_automated_resolve_needs_no_human_before_it_and_silence_after_it(string expected, string told)
    {
        var story = Created("09:00").CustomerWrites("09:00");
        foreach (var step in told.Split(", "))
        {
            _ = step switch
            {
                "agent replies" => story.AgentReplies("09:30"),
                "agent notes" => story.Notes("09:30"),
                "bot replies" => story.BotReplies("09:10"),
                "agent solves" => story.Solved("10:00"),
                "nobody known solves" => story.Becomes("10:00", Stage.Solved),
                "bot solves" => story.Becomes("10:00", Stage.Solved, Bot),
                "bot solves confirmed" => story.Becomes("10:00", Stage.Solved, Bot, confirmed: true),
                "customer solves" => story.Becomes("10:00", Stage.Solved, Customer()),
                "customer writes" => story.CustomerWrites("2 10:00"),
                _ => story.CustomerWrites("5 10:00"),
            };
        }

        Assert.Equal(expected, story.Facts().ResolveCycles.Single().Automation);
    }

    [Fact]
    public void Without_messages_nobody_can_say_that_no_human_was_needed()
    {
        var story = Created("09:00").With(profile => profile with { HasMessages = false }).Becomes("10:00", Stage.Solved, Automation);
        Assert.Equal("auto_closed", story.Facts().ResolveCycles.Single().Automation);
        Assert.Null(story.Facts().ResolveCycles.Single().NextHumanContactSeconds);
    }
}
