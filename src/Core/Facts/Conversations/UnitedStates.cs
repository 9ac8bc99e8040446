using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts.Conversations;

/// <summary>
/// One update can be told in several partial states: agent and team in a row each. They are one observation, or the ticket would
/// seem to have been given away twice.
/// </summary>
internal static class UnitedStates
{
    /// <summary>The events, with the states of one instant and sequence as one.</summary>
    public static IReadOnlyList<TicketEvent> Of(IReadOnlyList<TicketEvent> events)
    {
        if (!HasPartial(events)) return events;
        var united = new List<TicketEvent>(events.Count);
        var places = new Dictionary<(Instant, long), int>();
        foreach (var happened in events)
        {
            if (happened is not StateObserved state || places.TryAdd((state.At, state.Sequence), united.Count)) united.Add(happened);
            else Unite(united, places[(state.At, state.Sequence)], state);
        }

        return united;
    }

    private static bool HasPartial(IReadOnlyList<TicketEvent> events)
    {
        foreach (var happened in events)
        {
            if (happened is StateObserved state && state.Cells.ContainsKey("agent") != state.Cells.ContainsKey("team")) return true;
        }

        return false;
    }

    /// <summary>Where both name a cell, the later in the order of events, the one with the larger id, has the last word.</summary>
    private static void Unite(List<TicketEvent> united, int place, StateObserved state)
    {
        var other = (StateObserved)united[place];
        var (first, last) = string.CompareOrdinal(other.Id, state.Id) < 0 ? (other, state) : (state, other);
        var cells = new Dictionary<string, string?>(first.Cells);
        foreach (var (name, value) in last.Cells) cells[name] = value;
        united[place] = last with { Cells = cells, By = last.By ?? first.By };
    }
}
