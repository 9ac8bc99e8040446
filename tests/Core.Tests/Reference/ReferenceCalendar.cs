using Deskmeter.Core.Tests.Helpdesk;
using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>Business time as anybody would count it: every minute of some years is open or not, and seconds are counted in those that are.</summary>
internal sealed class ReferenceCalendar
{
    private const int Minute = 60;
    private readonly long _first;

    /// <summary>How many of the minutes before each one were open.</summary>
    private readonly int[] _openBefore;

    public ReferenceCalendar(BusinessCalendar calendar, long from, long to)
    {
        var oracle = new MinuteOracle(calendar);
        _first = from - (from % Minute);
        _openBefore = new int[((to - _first) / Minute) + 2];
        for (var i = 0; i + 1 < _openBefore.Length; i++)
            _openBefore[i + 1] = _openBefore[i] + (oracle.IsOpen(Instant.FromUnixTimeSeconds(_first + ((long)i * Minute))) ? 1 : 0);
    }

    /// <summary>Open seconds from one instant to another.</summary>
    public long Seconds(long from, long to) => Until(to) - Until(from);

    /// <summary>The earliest instant at which so many open seconds have passed; null: never.</summary>
    public long? After(long from, long seconds)
    {
        var wanted = Until(from) + seconds;
        if (seconds <= 0) return from;
        for (var i = (int)((from - _first) / Minute); i + 1 < _openBefore.Length; i++)
        {
            var open = _openBefore[i + 1] > _openBefore[i];
            if (open && (long)_openBefore[i + 1] * Minute >= wanted) return _first + ((long)i * Minute) + (wanted - ((long)_openBefore[i] * Minute));
        }

        return null;
    }

    private long Until(long at)
    {
        var place = (int)((at - _first) / Minute);
        var whole = (long)_openBefore[place] * Minute;
        return _openBefore[place + 1] > _openBefore[place] ? whole + ((at - _first) % Minute) : whole;
    }
}

/// <summary>The calendars of a workspace, and whose tickets run on which.</summary>
internal sealed class ReferenceCalendars(IReadOnlyDictionary<string, ReferenceCalendar> byName, string? standard, IReadOnlyDictionary<string, string> ofTeams)
{
    /// <summary>The name of the calendar of a team's tickets.</summary>
    public string? Of(string? team) => team is not null && ofTeams.TryGetValue(team, out var name) ? name : standard;

    /// <summary>A calendar; null when nobody defined it.</summary>
    public ReferenceCalendar? Named(string? name) => name is not null && byName.TryGetValue(name, out var calendar) ? calendar : null;
}

/// <summary>The business time of one ticket, which can change its calendar.</summary>
/// <param name="pieces">From when which calendar holds, in order; null: none.</param>
internal sealed class ReferenceHours(IReadOnlyList<(long From, ReferenceCalendar? Calendar)> pieces)
{
    /// <summary>Open seconds, piece by piece; null when a piece has no calendar.</summary>
    public long? Seconds(long from, long to)
    {
        long sum = 0;
        for (var i = 0; i < pieces.Count; i++)
        {
            var (start, end) = Piece(i);
            var (left, right) = (Math.Max(from, start), Math.Min(to, end));
            var isAt = from == to ? start <= from && from < end : left < right;
            if (!isAt) continue;
            if (pieces[i].Calendar is not { } calendar) return null;
            sum += calendar.Seconds(left, right);
        }

        return sum;
    }

    /// <summary>The earliest instant at which so many open seconds have passed; null when a piece before it has no calendar.</summary>
    public long? After(long from, long seconds)
    {
        var at = from;
        for (var i = 0; i < pieces.Count; i++)
        {
            var (start, end) = Piece(i);
            if (at < start || at >= end) continue;
            if (pieces[i].Calendar is not { } calendar) return null;
            if (calendar.After(at, seconds) is { } due && due <= end) return due;
            if (end == long.MaxValue) return null;
            seconds -= calendar.Seconds(at, end);
            at = end;
        }

        return null;
    }

    private (long Start, long End) Piece(int i) => (i == 0 ? long.MinValue : pieces[i].From, i + 1 < pieces.Count ? pieces[i + 1].From : long.MaxValue);
}
