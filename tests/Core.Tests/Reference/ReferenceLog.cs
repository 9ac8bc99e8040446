using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>The events of a conversation in the order in which they are read, at whole seconds, none before the creation.</summary>
internal sealed class ReferenceLog
{
    public ReferenceLog(Ticket ticket, IReadOnlyList<Ticket> children)
    {
        var own = United(InOrder(ticket.Events));
        Created = ticket.Profile?.CreatedAt is { } stated ? Second(stated) : own.Count > 0 ? Second(own[0].At) : 0;
        var all = own.Select(one => (Of: ticket, Event: one)).Concat(children.SelectMany(child => child.Events.Select(one => (Of: child, Event: one))))
            .OrderBy(one => one.Event.At).ThenBy(one => one.Event.Sequence).ThenBy(one => one.Event.Id, StringComparer.Ordinal)
            .ThenBy(one => one.Of == ticket ? "" : one.Of.Id, StringComparer.Ordinal).ToList();
        for (var place = 0; place < all.Count; place++)
        {
            var entry = new Entry(Math.Max(Created, Second(all[place].Event.At)), place, all[place].Event, all[place].Of);
            if (entry.Of == ticket) Entries.Add(entry);
            // Messages, work and ratings move to the ticket that goes on, nothing else does.
            if (entry.Of == ticket || entry.Event is MessageSent or WorkLogged or Rated) WithChildren.Add(entry);
        }
    }

    /// <summary>An event at its second, its place among all, and whose it is.</summary>
    public sealed record Entry(long At, int Place, TicketEvent Event, Ticket Of);

    public long Created { get; }

    /// <summary>What happened to the ticket itself.</summary>
    public List<Entry> Entries { get; } = [];

    /// <summary>With what moved to it from those merged into it.</summary>
    public List<Entry> WithChildren { get; } = [];

    public static long Second(Instant at) => at.ToUnixTimeSeconds();

    /// <summary>What the stage became with an event, if it says.</summary>
    public static Stage? StageOf(TicketEvent happened) => happened switch
    {
        StatusChanged status => status.Stage,
        StateObserved state => Stages.Find(state.Cells.GetValueOrDefault("status")),
        _ => null,
    };

    /// <summary>It was deleted, spam or a test, and has not been restored.</summary>
    public static bool IsRemoved(Ticket ticket)
    {
        var (isRemoved, isInDeletedStage) = (false, false);
        foreach (var happened in InOrder(ticket.Events))
        {
            if (happened is Removed removed) isRemoved = removed.Reason != RemovalReason.Restored;
            if (happened is Removed { Reason: RemovalReason.Restored }) isInDeletedStage = false;
            if (StageOf(happened) is { } stage) isInDeletedStage = stage == Stage.Deleted;
        }

        return isRemoved || isInDeletedStage;
    }

    /// <summary>The ticket that it was merged into.</summary>
    public static string? MergedInto(Ticket ticket) =>
        InOrder(ticket.Events).OfType<Merged>().Where(merge => merge.Into != ticket.Id).Select(merge => merge.Into).LastOrDefault();

    private static List<TicketEvent> InOrder(IEnumerable<TicketEvent> events) =>
        [.. events.OrderBy(one => one.At).ThenBy(one => one.Sequence).ThenBy(one => one.Id, StringComparer.Ordinal)];

    /// <summary>States of one instant and sequence are one observation, told in parts; of several that name a cell the last counts.</summary>
    private static List<TicketEvent> United(List<TicketEvent> events)
    {
        var united = new List<TicketEvent>();
        foreach (var happened in events)
        {
            var same = happened is StateObserved
                ? united.FindIndex(one => one is StateObserved && one.At == happened.At && one.Sequence == happened.Sequence)
                : -1;
            if (same < 0)
            {
                united.Add(happened);
                continue;
            }

            var (before, after) = ((StateObserved)united[same], (StateObserved)happened);
            var cells = new Dictionary<string, string?>(before.Cells);
            foreach (var (name, value) in after.Cells) cells[name] = value;
            united[same] = before with { Cells = cells, By = after.By ?? before.By };
        }

        return united;
    }
}
