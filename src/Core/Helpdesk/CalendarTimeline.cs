using NodaTime;

namespace Deskmeter.Helpdesk;

/// <summary>From <paramref name="From"/> on these hours count; null: there is no calendar.</summary>
public readonly record struct CalendarPiece(Instant From, BusinessHours? Hours);

/// <summary>
/// The calendars that a ticket ran on, one after the other. Durations are measured piecewise, each part on the calendar then in force.
/// Without a calendar there is no business time: the answer is null, never 0.
/// </summary>
public sealed class CalendarTimeline
{
    private readonly CalendarPiece[] _pieces;

    /// <summary>
    /// Pieces in any order; the first also holds for all time before it, and of several that start at one instant the last given counts.
    /// </summary>
    public CalendarTimeline(IEnumerable<CalendarPiece> pieces)
    {
        List<CalendarPiece> kept = [];
        foreach (var piece in pieces.OrderBy(piece => piece.From))
        {
            if (kept.Count > 0 && kept[^1].From == piece.From) kept.RemoveAt(kept.Count - 1);
            if (kept.Count == 0 || !ReferenceEquals(kept[^1].Hours, piece.Hours)) kept.Add(piece);
        }

        _pieces = kept.Count > 0 ? [.. kept] : [default];
    }

    /// <summary>One calendar, or none, for all time.</summary>
    public CalendarTimeline(BusinessHours? hours) : this([new CalendarPiece(Instant.MinValue, hours)])
    {
    }

    /// <summary>
    /// Open seconds from one instant to another, both cut to whole seconds; negative when the second is the earlier; null when
    /// there was no calendar during any of it.
    /// </summary>
    public long? Elapsed(Instant from, Instant to)
    {
        if (_pieces.Length == 1) return _pieces[0].Hours?.Elapsed(from, to);
        if (to < from) return -Elapsed(to, from);
        long sum = 0;
        var index = IndexAt(from);
        while (true)
        {
            if (_pieces[index].Hours is not { } hours) return null;
            var until = EndOf(index);
            if (to <= until) return sum + hours.Elapsed(from, to);
            sum += hours.Elapsed(from, until);
            (from, index) = (until, index + 1);
        }
    }

    /// <summary>
    /// The earliest instant so many open seconds away, as <see cref="BusinessHours.Deadline"/> says; null when the calendars never
    /// have that much, or when there is none on the way.
    /// </summary>
    public Instant? Deadline(Instant from, long seconds)
    {
        var index = IndexAt(from);
        if (_pieces.Length == 1 || seconds == 0) return _pieces[index].Hours?.Deadline(from, seconds);
        return seconds > 0 ? Forward(from, seconds, index) : Back(from, -seconds, index);
    }

    private Instant? Forward(Instant from, long seconds, int index)
    {
        for (; index < _pieces.Length; index++)
        {
            if (_pieces[index].Hours is not { } hours) return null;
            if (index == _pieces.Length - 1) return hours.Deadline(from, seconds);
            var open = hours.Elapsed(from, EndOf(index));
            if (seconds <= open) return hours.Deadline(from, seconds);
            (from, seconds) = (EndOf(index), seconds - open);
        }

        return null;
    }

    private Instant? Back(Instant from, long seconds, int index)
    {
        for (; index > 0; index--)
        {
            // What is used up already goes back over closed time, but not into time without a calendar.
            if (_pieces[index].Hours is not { } hours) return seconds == 0 ? from : null;
            var start = _pieces[index].From;
            var open = hours.Elapsed(start, from);
            if (seconds < open || (seconds == 0 && open > 0)) return Earliest(hours, from, seconds);
            (from, seconds) = (start, seconds - open);
        }

        return _pieces[0].Hours is { } first ? Earliest(first, from, seconds) : seconds == 0 ? from : null;
    }

    private static Instant? Earliest(BusinessHours hours, Instant from, long seconds) =>
        hours.Earliest(from.ToUnixTimeSeconds(), -seconds) is { } due ? Instant.FromUnixTimeSeconds(due) : null;

    private Instant EndOf(int index) => index + 1 < _pieces.Length ? _pieces[index + 1].From : Instant.MaxValue;

    private int IndexAt(Instant instant)
    {
        var index = _pieces.Length - 1;
        while (index > 0 && _pieces[index].From > instant) index--;
        return index;
    }
}
