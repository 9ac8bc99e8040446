using Deskmeter.Helpdesk;

namespace Deskmeter.Facts.Conversations;

/// <summary>
/// One update can be told in several partial states: agent and team in a row each. They are one observation, or the ticket would
/// seem to have been given away twice.
/// </summary>
internal static class UnitedStates
{
    /// <summary>
    /// The events, with the states of one instant and sequence as one. Where several name a cell, the one with the largest id, the
    /// last in the order of events, has the last word.
    /// </summary>
    public static IReadOnlyList<TicketEvent> Of(IReadOnlyList<TicketEvent> events)
    {
        if (!HasPartial(events)) return events;
        var states = events.OfType<StateObserved>().OrderBy(state => state.Id, StringComparer.Ordinal)
            .GroupBy(state => (state.At, state.Sequence)).Select(group => group.Aggregate(Unite));
        return [.. events.Where(happened => happened is not StateObserved), .. states];
    }

    private static bool HasPartial(IReadOnlyList<TicketEvent> events)
    {
        foreach (var happened in events)
        {
            if (happened is StateObserved state && state.Cells.ContainsKey("agent") != state.Cells.ContainsKey("team")) return true;
        }

        return false;
    }

    private static StateObserved Unite(StateObserved first, StateObserved last)
    {
        var cells = new Dictionary<string, string?>(first.Cells);
        foreach (var (name, value) in last.Cells) cells[name] = value;
        return last with { Cells = cells, By = last.By ?? first.By };
    }
}
