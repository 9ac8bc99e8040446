using Deskmeter.Helpdesk;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>What bots and portals did for customers.</summary>
internal static class ReferenceSessions
{
    private const long Day = 86400;

    public static void Add(ReferenceKeys keys, ReferenceShop shop, ReferenceEverybody everybody)
    {
        IEnumerable<ReferenceRow> Sessions(Func<ReferenceCustomer, Session, bool> which, Func<ReferenceCustomer, Session, bool?> yes) =>
            from customer in everybody.All
            from session in customer.Sessions
            where which(customer, session)
            select Row(shop, session) with { Yes = yes(customer, session) };
        keys.Flow("self_service_completion", () => Sessions((_, _) => true, (_, session) => Outcome(session) == "completed"), ReferenceMeasures.Share, Day);
        keys.Flow(
            "bot_handoff_rate",
            () => Sessions((_, session) => session.Kind == SessionKind.Bot, (_, session) => Outcome(session) is { } outcome ? outcome == "handed_over" : null),
            ReferenceMeasures.Share);
        keys.Flow(
            "bot_deflection_rate",
            () => Sessions(
                (customer, session) => session.Kind == SessionKind.Bot && customer.IsKnown && Outcome(session) is not null,
                (customer, session) => Outcome(session) != "handed_over" && customer.NextAfter(session) is not <= 3 * Day),
            ReferenceMeasures.Share,
            3 * Day);
    }

    /// <summary>What people went on with was handed over; a ticket alone is a hand-over unless the session was completed (decision 12).</summary>
    private static string? Outcome(Session session)
    {
        if (session.HandedOverAt is not null) return "handed_over";
        if (session.CompletedAt is not null) return "completed";
        if (session.Ticket is not null) return "handed_over";
        return session.EndedAt is null ? null : "abandoned";
    }

    private static ReferenceRow Row(ReferenceShop shop, Session session)
    {
        var at = ReferenceLog.Second(session.StartedAt);
        return new ReferenceRow(at, slice => slice switch
        {
            "kind" => [ReferenceSlices.Word(session.Kind)],
            "tool" => [session.Tool],
            "outcome" => [Outcome(session)],
            "ticket" => [session.Ticket],
            "hour" or "weekday" => [ReferenceSlices.OfTime(shop, at, slice)],
            _ => ReferenceSlices.Of(session, slice),
        });
    }
}
