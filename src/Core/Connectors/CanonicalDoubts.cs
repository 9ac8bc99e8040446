using System.Globalization;
using Deskmeter.Helpdesk;

namespace Deskmeter.Connectors;

/// <summary>What can be read in a ticket and can hardly be meant: it counts, and a person is told.</summary>
internal static class CanonicalDoubts
{
    public static IEnumerable<Sentence> Of(Ticket ticket)
    {
        if (ticket.Profile is { CreatedAt: { } created } profile)
        {
            if (profile.Resolved?.At < created)
                yield return $"profile.resolved.at: the ticket is said to be resolved before it was created.";
            if (profile.Closed?.At < created)
                yield return $"profile.closed.at: the ticket is said to be closed before it was created.";
            if (PlaceOf(ticket, "at", item => item.At < created) is { } early)
                yield return $"{early}: this is said to happen before the ticket was created.";
        }

        if (PlaceOf(ticket, "into", item => item is Merged merged && merged.Into == ticket.Id) is { } circular)
            yield return $"{circular}: the ticket is merged into itself; this merge does not count.";

        // Only the last removal holds: a ticket may have been restored in between.
        var removal = ticket.Events.OfType<Removed>().OrderBy(removed => removed.At).ThenBy(removed => removed.Sequence).LastOrDefault();
        if (removal is { Reason: RemovalReason.Deleted } && PlaceOf(ticket, "at", item => item.At > removal.At) is { } late)
            yield return $"{late}: the ticket was deleted before this happened; it counts in no figure.";
    }

    private static string? PlaceOf(Ticket ticket, string field, Predicate<TicketEvent> isMeant)
    {
        for (var place = 0; place < ticket.Events.Count; place++)
        {
            if (isMeant(ticket.Events[place])) return string.Create(CultureInfo.InvariantCulture, $"events[{place}].{field}");
        }

        return null;
    }
}
