using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts.Conversations;

/// <summary>Why a ticket is in no figure, and since when.</summary>
/// <param name="Reason">merged, deleted, spam or test.</param>
internal readonly record struct Removal(string Reason, Instant At)
{
    private const string Merge = "merged";

    /// <summary>
    /// The removal that stands at the end: a deletion, spam or test that was not taken back, or a merge into a ticket outside the
    /// conversation. A merge within it is a circle, of which this ticket is the one that goes on.
    /// </summary>
    public static Removal? Of(Ticket ticket, IReadOnlyList<Ticket> children)
    {
        TicketEvent? removed = null, deleted = null, merged = null;
        foreach (var happened in ticket.Events)
        {
            if (happened is Removed && IsAfter(happened, removed)) removed = happened;
            else if ((happened is StatusChanged || IsStatus(happened)) && IsAfter(happened, deleted)) deleted = happened;
            else if (happened is Merged && IsAfter(happened, merged)) merged = happened;
        }

        if (removed is Removed { Reason: not RemovalReason.Restored } removal) return new Removal(Words.Of(removal.Reason), When(removal));
        if (deleted is not null && IsDeletion(deleted) && !(removed is not null && IsAfter(removed, deleted))) return new Removal(Words.Of(RemovalReason.Deleted), When(deleted));
        if (merged is Merged merge && merge.Into != ticket.Id && !children.Any(child => child.Id == merge.Into)) return new Removal(Merge, When(merge));
        return null;
    }

    /// <summary>The removal of a child: it goes on in another ticket.</summary>
    public static Removal OfChild(Ticket child, Instant created)
    {
        TicketEvent? merged = null;
        foreach (var happened in child.Events)
        {
            if (happened is Merged && IsAfter(happened, merged)) merged = happened;
        }

        return new Removal(Merge, merged is null ? created : When(merged));
    }

    private static bool IsStatus(TicketEvent happened) =>
        happened is StateObserved state && state.Cells.TryGetValue("status", out var word) && word is not null;

    private static bool IsDeletion(TicketEvent status) => status switch
    {
        StatusChanged changed => changed.Stage == Stage.Deleted,
        StateObserved state => Stages.Find(state.Cells["status"]) == Stage.Deleted,
        _ => false,
    };

    private static bool IsAfter(TicketEvent happened, TicketEvent? other) => other is null || TicketTimeline.Compare(happened, other) > 0;

    private static Instant When(TicketEvent happened) => TicketTimeline.WholeSeconds(happened.At);
}
