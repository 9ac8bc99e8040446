using NodaTime;

namespace Deskmeter.Helpdesk;

/// <summary>
/// The open intervals of a calendar between two instants, as real seconds since 1970, with the open seconds before each. A table
/// of fixed slots leads from an instant to its interval without a search.
/// </summary>
internal sealed class BusinessHoursSpan
{
    public const long Day = 86_400;

    // 16,384 s, four and a half hours: a slot seldom holds more than one interval, and finding it is a shift.
    private const int SlotShift = 14;
    private readonly Stretch[] _open;
    private readonly int[] _slots;
    private readonly long _from;
    private readonly long _to;

    /// <param name="days">The hours of each local day.</param>
    /// <param name="zone">Where the local days are.</param>
    /// <param name="fromDay">First UTC day that is covered.</param>
    /// <param name="toDay">The UTC day after the last.</param>
    public BusinessHoursSpan(BusinessCalendarDays days, DateTimeZone zone, int fromDay, int toDay)
    {
        (FromDay, ToDay) = (fromDay, toDay);
        (_from, _to) = (fromDay * Day, toDay * Day);
        _open = Compile(days, zone);
        Count = _open.Length - 1;
        Total = _open[Count].Before;
        _slots = Slots();
    }

    public int FromDay { get; }

    public int ToDay { get; }

    /// <summary>How many intervals there are.</summary>
    public int Count { get; }

    /// <summary>Open seconds of the whole span.</summary>
    public long Total { get; }

    public (long From, long To) this[int index] => (_open[index].From, _open[index].To);

    public bool Covers(long instant) => (ulong)(instant - _from) <= (ulong)(_to - _from);

    /// <summary>Open seconds from the start of the span to a covered instant.</summary>
    public long Before(long instant)
    {
        ref readonly var stretch = ref _open[IndexAt(instant)];
        var inside = instant - stretch.From;
        return inside > 0 ? stretch.Before + inside : stretch.Before;
    }

    /// <summary>The first interval that ends after a covered instant; <see cref="Count"/> when there is none.</summary>
    public int IndexAt(long instant)
    {
        var index = _slots[(int)((instant - _from) >> SlotShift)];
        while (_open[index].To <= instant) index++;
        return index;
    }

    /// <summary>The earliest instant before which the span has this many open seconds: more than 0, at most <see cref="Total"/>.</summary>
    public long Earliest(long openSeconds)
    {
        var (low, high) = (0, Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) >>> 1;
            if (_open[middle].Before < openSeconds) low = middle;
            else high = middle - 1;
        }

        return _open[low].From + openSeconds - _open[low].Before;
    }

    private Stretch[] Compile(BusinessCalendarDays days, DateTimeZone zone)
    {
        List<Stretch> open = [];
        foreach (var period in zone.GetZoneIntervals(Instant.FromUnixTimeSeconds(_from), Instant.FromUnixTimeSeconds(_to)))
        {
            var from = period.HasStart ? Math.Max(_from, period.Start.ToUnixTimeSeconds()) : _from;
            var to = period.HasEnd ? Math.Min(_to, period.End.ToUnixTimeSeconds()) : _to;
            AddPeriod(open, days, from, to, period.WallOffset.Seconds);
        }

        var total = open.Count == 0 ? 0 : open[^1].Before + open[^1].To - open[^1].From;
        open.Add(new Stretch(long.MaxValue, long.MaxValue, total));
        return [.. open];
    }

    /// <summary>Adds what is open between two instants that have the same offset from UTC.</summary>
    private static void AddPeriod(List<Stretch> open, BusinessCalendarDays days, long from, long to, int offset)
    {
        var last = (int)FloorDivide(to + offset - 1, Day);
        for (var day = (int)FloorDivide(from + offset, Day); day <= last; day++)
        {
            var midnight = day * Day - offset;
            foreach (var interval in days.On(day))
                Add(open, Math.Max(from, midnight + interval.FromMinute * 60), Math.Min(to, midnight + interval.ToMinute * 60));
        }
    }

    private static void Add(List<Stretch> open, long from, long to)
    {
        if (from >= to) return;
        if (open.Count > 0 && open[^1].To == from)
        {
            open[^1] = open[^1] with { To = to };
            return;
        }

        var before = open.Count == 0 ? 0 : open[^1].Before + open[^1].To - open[^1].From;
        open.Add(new Stretch(from, to, before));
    }

    private int[] Slots()
    {
        var slots = new int[((_to - _from) >> SlotShift) + 1];
        var index = 0;
        for (var slot = 0; slot < slots.Length; slot++)
        {
            while (_open[index].To <= _from + ((long)slot << SlotShift)) index++;
            slots[slot] = index;
        }

        return slots;
    }

    internal static long FloorDivide(long value, long by) => value >= 0 ? value / by : -((-value + by - 1) / by);

    /// <param name="Before">Open seconds of the span before <paramref name="From"/>.</param>
    private readonly record struct Stretch(long From, long To, long Before);
}
