using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using Xunit;
using static Deskmeter.Core.Tests.Facts.Records.CallStory;

namespace Deskmeter.Core.Tests.Facts.Records;

public class CallContactTests
{
    private static readonly RecordBuilder Builder = new(FactContext.WithoutCalendars);
    private static readonly Call Answered = Call(Leg("10:00:00", "10:00:30", "10:02:30") with { WrapSeconds = 15 }) with { Customer = " Carl@Shop.example ", Topic = "returns" };

    [Fact]
    public void An_answered_call_is_a_contact_that_is_settled_when_it_ends()
    {
        var contact = Builder.ContactOf(Answered)!;
        Assert.Equal(("call/pbx/1", "call", "carl@shop.example", "returns"), (contact.Record, contact.Kind, contact.Customer, contact.Slices.Topic));
        Assert.Equal((At("10:00:00"), At("10:02:30")), (contact.Started, contact.Resolved));
        Assert.Equal((135L, 1L, 0L, 30L), (contact.HandleSeconds, contact.CustomerContacts, contact.Chases, contact.FirstReplySeconds));
        Assert.Equal([At("10:00:30")], contact.Replies);
        Assert.Equal("ann", contact.Resolver?.Id);
        Assert.Equal("chat", Builder.ContactOf(Answered with { Medium = CallMedium.Chat })!.Kind);
    }

    [Fact]
    public void Who_reached_nobody_turned_to_the_team_all_the_same_and_nothing_is_settled()
    {
        var left = Builder.ContactOf(Call(Leg("10:00:00", ended: "10:03:00")))!;
        Assert.Equal((At("10:00:00"), null, null, null), (left.Started, left.Resolved, left.HandleSeconds, left.FirstReplySeconds));
        Assert.Equal(At("10:03:00"), left.Ended);
        Assert.Empty(left.Replies);
        Assert.Null(left.Resolver);
        var onHold = Builder.ContactOf(Call(Leg("10:00:00", "10:01:00", "10:03:00") with { Holds = [Hold("10:02:00")] }))!;
        Assert.Null(onHold.Resolved);
        Assert.Equal([At("10:01:00")], onHold.Replies);
        Assert.Equal(At("10:03:00"), onHold.Ended);
        var runs = Builder.ContactOf(Call(Leg("10:00:00", "10:01:00")))!;
        Assert.Equal((null, null), (runs.Resolved, runs.Ended));
    }

    [Fact]
    public void Calls_of_tickets_calls_of_the_team_and_deleted_ones_are_no_contacts_of_their_own()
    {
        Assert.Null(Builder.ContactOf(Answered with { Ticket = "7" }));
        Assert.Null(Builder.ContactOf(Answered with { Direction = CallDirection.Outbound }));
        Assert.Null(Builder.ContactOf(Answered with { IsDeleted = true }));
        Assert.Null(Builder.ContactOf(Call()));
    }

    [Fact]
    public void In_a_call_that_is_no_contact_somebody_may_have_spoken_to_the_customer()
    {
        Assert.Equal(At("10:00:30"), RecordBuilder.SpokenIn(Answered with { Direction = CallDirection.Outbound }));
        Assert.Equal(At("10:00:30"), RecordBuilder.SpokenIn(Answered with { Ticket = "7" }));
        Assert.Null(RecordBuilder.SpokenIn(Call(Leg("10:00:00", ended: "10:03:00")) with { Direction = CallDirection.Outbound }));
        Assert.Null(RecordBuilder.SpokenIn(Answered with { Ticket = "7", IsDeleted = true }));
        Assert.Null(RecordBuilder.SpokenIn(Answered));
    }

    [Fact]
    public void A_deleted_call_is_in_no_fact()
    {
        var facts = Builder.Build(Answered with { IsDeleted = true });
        Assert.Null(facts.Call);
        Assert.Equal(("call/pbx/1", "deleted", At("10:00:00")), (facts.Excluded!.Record, facts.Excluded.Reason, facts.Excluded.Excluded));
    }
}
