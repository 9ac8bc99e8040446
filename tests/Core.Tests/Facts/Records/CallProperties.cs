using Deskmeter.Core.Tests.Records;
using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Facts.Records;

/// <summary>What holds for every call, whatever its source told.</summary>
public class CallProperties
{
    private static readonly Instant Start = Instant.FromUtc(2024, 3, 31, 0, 0);
    private static readonly RecordBuilder Builder = new(FactContext.WithoutCalendars);

    private static readonly Gen<Instant> SomeTime =
        from step in Gen.Choose(0, 40)
        from fraction in Gen.Elements(0, 0, 300, 700)
        select Start + Duration.FromSeconds(15 * step) + Duration.FromMilliseconds(fraction);

    private static readonly Gen<Instant?> PerhapsATime = Gen.Frequency((1, Gen.Constant<Instant?>(null)), (4, SomeTime.Select(at => (Instant?)at)));

    private static readonly Gen<HoldSegment> SomeHold = from start in SomeTime from end in PerhapsATime select new HoldSegment(start, end);

    private static readonly Gen<CallLeg> SomeLeg =
        from offered in SomeTime
        from queued in PerhapsATime
        from answered in PerhapsATime
        from ended in PerhapsATime
        from queue in Gen.Elements(null, "sales", "returns")
        from agent in Gen.Elements(null, "ann", "bob")
        from hold in Gen.Elements<long?>(null, 0, 20, 500)
        from wrap in Gen.Elements<long?>(null, 0, 40)
        from holds in SomeHold.ArrayOf()
        from isHeld in Gen.Elements(true, false, false)
        select new CallLeg("", offered)
        {
            QueuedAt = queued,
            AnsweredAt = answered,
            EndedAt = ended,
            Queue = queue,
            Agent = agent,
            HoldSeconds = hold,
            WrapSeconds = wrap,
            Holds = isHeld ? holds : [],
        };

    private static readonly Gen<Call> SomeCall =
        from legs in SomeLeg.NonEmptyListOf()
        from direction in Gen.Elements(CallDirection.Inbound, CallDirection.Inbound, CallDirection.Outbound)
        from outcome in Gen.Elements<CallOutcome?>([null, null, null, .. Enum.GetValues<CallOutcome>()])
        select new Call("pbx", "1") { Direction = direction, Outcome = outcome, Legs = [.. legs.Take(5).Select((leg, index) => leg with { Key = $"{index}" })] };

    private static void ForEveryCall(Action<Call, CallFact> holds) => Prop.ForAll(SomeCall.ToArbitrary(), call =>
    {
        if (Builder.Build(call).Call is { } row) holds(call, row);
    }).Holds(1000);

    [Fact]
    public void Waiting_talking_and_being_on_hold_fit_into_the_call() => ForEveryCall((_, row) =>
    {
        if (row.EndedAt is not { } ended) return;
        var whole = (long)(ended - row.Offered).TotalSeconds;
        Assert.True((row.QueueSeconds ?? 0) + (row.TalkSeconds ?? 0) + (row.HoldSeconds ?? 0) <= whole);
        Assert.True(row.AnsweredAt is null || (row.AnsweredAt >= row.Offered && row.AnsweredAt <= ended));
    });

    [Fact]
    public void No_duration_is_negative_and_agents_spend_at_least_what_the_customer_does() => ForEveryCall((_, row) =>
    {
        long?[] all = [row.QueueSeconds, row.TalkSeconds, row.HoldSeconds, row.WrapSeconds, row.HandleSeconds];
        Assert.DoesNotContain(all, seconds => seconds < 0);
        Assert.True(row.HandleSeconds is not { } handle || handle >= row.TalkSeconds + (row.HoldSeconds ?? 0) + (row.WrapSeconds ?? 0));
    });

    [Fact]
    public void Only_who_was_connected_talked() => ForEveryCall((_, row) =>
    {
        Assert.True(row.Outcome is CallOutcome.Answered or CallOutcome.AbandonedHold || row is { AnsweredAt: null, Agent: null, TalkSeconds: null });
        Assert.True(row.AnsweredAt is not null || row is { TalkSeconds: null, HoldSeconds: null, WrapSeconds: null, HandleSeconds: null, Agent: null });
        Assert.Equal(row.TalkSeconds is null, row.HandleSeconds is null);
    });

    [Fact]
    public void The_order_in_which_legs_and_segments_are_listed_does_not_matter() => ForEveryCall((call, row) =>
    {
        var turned = call with { Legs = [.. call.Legs.Reverse().Select(leg => leg with { Holds = [.. leg.Holds.Reverse()] })] };
        Assert.Equal(row, Builder.Build(turned).Call);
    });

    [Fact]
    public void A_call_is_in_its_fact_or_among_those_left_out() => Prop.ForAll(SomeCall.ToArbitrary(), call =>
    {
        var facts = Builder.Build(call);
        Assert.Equal(facts.Call is null, facts.Excluded is not null);
        Assert.True(call.Outcome is null || facts.Call?.Outcome == call.Outcome);
    }).Holds(300);
}
