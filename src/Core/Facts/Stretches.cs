namespace Deskmeter.Facts;

/// <summary>Stretches of time in whole seconds since 1970 (UTC). Where they overlap, time counts once.</summary>
internal sealed class Stretches
{
    private readonly List<(long From, long Until)> _all = [];
    private bool _isMerged = true;

    /// <summary>Adds a stretch; one that ends before it begins is none.</summary>
    public void Add(long from, long until)
    {
        if (until <= from) return;
        _isMerged &= _all.Count == 0 || from > _all[^1].Until;
        _all.Add((from, until));
    }

    /// <summary>The seconds in any of them.</summary>
    public long Seconds
    {
        get
        {
            var sum = 0L;
            foreach (var (from, until) in Merged()) sum += until - from;
            return sum;
        }
    }

    /// <summary>In order, with gaps between them.</summary>
    public IReadOnlyList<(long From, long Until)> Merged()
    {
        if (_isMerged) return _all;
        _all.Sort();
        var last = 0;
        for (var index = 1; index < _all.Count; index++)
        {
            var (from, until) = _all[index];
            if (from <= _all[last].Until) _all[last] = (_all[last].From, Math.Max(_all[last].Until, until));
            else _all[++last] = (from, until);
        }

        _all.RemoveRange(last + 1, _all.Count - last - 1);
        _isMerged = true;
        return _all;
    }
}
