using Deskmeter.Helpdesk;
using Xunit;
using static Deskmeter.Core.Tests.Facts.TicketStory;

namespace Deskmeter.Core.Tests.Facts;

public class LeftOutTicketTests
{
    [Fact]
    public void A_merged_child_is_only_listed_and_its_messages_and_work_move_to_the_parent()
    {
        var child = Created("10:00", "2").CustomerWrites("10:00").Works("10:05", 60).Becomes("10:10", Stage.Pending).MergedInto("11:00", "1").Becomes("11:00", Stage.Closed);
        var facts = Created("09:00").CustomerWrites("09:00").AgentReplies("10:30").Works("10:30", 300).Child(child).Facts();
        var excluded = Assert.Single(facts.Excluded);
        Assert.Equal(("s/1", "2", "merged", When("10:00"), When("11:00")), (excluded.Conversation, excluded.TicketId, excluded.Reason, excluded.Created, excluded.ExcludedAt));
        Assert.Equal((3L, 360L, 1L), (facts.Ticket!.PublicMessages, facts.Ticket.HandleSeconds, facts.Ticket.CustomerTurns));
        Assert.Equal(Stage.New, facts.Ticket.Status);
        Assert.Equal(5400, facts.Ticket.FirstReplyTime?.Calendar);
    }

    [Fact]
    public void An_earlier_message_of_a_child_counts_as_at_the_parents_creation()
    {
        var child = Created("08:00", "2").With(p => p with { Channel = "chat" }).CustomerWrites("08:00").MergedInto("11:00", "1");
        var row = Created("09:00").With(p => p with { Channel = "email" }).AgentReplies("09:30").Child(child).Row();
        Assert.Equal((When("09:00"), 1800L), (row.Created, row.FirstReplyTime?.Calendar));
        Assert.Equal("chat", row.Slices.Channel);
    }

    [Fact]
    public void Tickets_that_were_merged_in_a_circle_go_on_in_the_one_that_is_asked_for()
    {
        var facts = Created("09:00").MergedInto("10:00", "2").Child(Created("09:30", "2").MergedInto("10:00", "1")).Facts();
        Assert.NotNull(facts.Ticket);
        Assert.Equal("2", facts.Excluded.Single().TicketId);
    }

    [Fact]
    public void A_merge_into_a_ticket_that_is_not_there_takes_it_out_all_the_same() =>
        Assert.Equal("merged", Created("09:00").MergedInto("10:00", "77").Facts().Excluded.Single().Reason);

    [Theory]
    [InlineData(RemovalReason.Deleted, "deleted")]
    [InlineData(RemovalReason.Spam, "spam")]
    [InlineData(RemovalReason.Test, "test")]
    public void A_removed_ticket_is_only_listed(RemovalReason reason, string word)
    {
        var facts = Created("09:00").With(p => p with { Channel = "web" }).CustomerWrites("09:00").Solved("09:30").Removed("10:00", reason).Facts();
        Assert.Null(facts.Ticket);
        Assert.Empty(facts.Turns);
        Assert.Empty(facts.StatusSpans);
        var excluded = facts.Excluded.Single();
        Assert.Equal((word, When("10:00"), "web"), (excluded.Reason, excluded.ExcludedAt, excluded.Slices.Channel));
    }

    [Fact]
    public void A_ticket_whose_last_stage_is_deleted_is_only_listed() =>
        Assert.Equal("deleted", Created("09:00").Observed("10:00", "status=deleted").Facts().Excluded.Single().Reason);

    [Fact]
    public void A_restored_ticket_counts_as_if_nothing_had_been()
    {
        var facts = Created("09:00").Becomes("09:30", Stage.Open).Becomes("10:00", Stage.Deleted).Removed("10:00", RemovalReason.Deleted)
            .Removed("11:00", RemovalReason.Restored).Becomes("11:00", Stage.Open).Facts();
        Assert.Empty(facts.Excluded);
        Assert.Equal([Stage.New, Stage.Open], facts.StatusSpans.Select(span => span.Status));
    }

    [Fact]
    public void Restored_without_a_status_it_is_in_the_stage_from_before() =>
        Assert.Equal(Stage.Open, Created("09:00").Becomes("09:30", Stage.Open).Becomes("10:00", Stage.Deleted).Removed("11:00", RemovalReason.Restored).Row().Status);

    [Fact]
    public void With_a_parent_its_children_go_too()
    {
        var facts = Created("09:00").Removed("10:00", RemovalReason.Spam).Child(Created("09:30", "2").MergedInto("09:40", "1")).Facts();
        Assert.Equal([("1", "spam"), ("2", "merged")], facts.Excluded.Select(row => (row.TicketId, row.Reason)));
    }
}
