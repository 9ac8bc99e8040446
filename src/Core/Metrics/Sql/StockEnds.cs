using NodaTime;

namespace Deskmeter.Metrics.Sql;

/// <summary>
/// The instants at which a stock is counted, as stretches of time that rows are placed in. Few ends are a tree of comparisons; many are
/// local days (or hours), found by arithmetic, because a tree of hundreds takes longer to plan than to run.
/// </summary>
internal sealed class StockEnds
{
    /// <summary>More ends than this are found by arithmetic.</summary>
    private const int MaxTree = 48;

    private readonly IReadOnlyList<Instant> _ends;
    private readonly DateTimeZone _zone;
    private readonly bool _isTree;
    private readonly bool _isHourly;
    private readonly LocalDate _first;
    private readonly List<Instant> _cuts = [];
    private readonly List<int> _stretches = [];

    /// <param name="buckets">The periods, in order of their ends.</param>
    public StockEnds(IList<Bucket> buckets, DateTimeZone zone)
    {
        _ends = [.. buckets.Select(bucket => bucket.Until)];
        _zone = zone;
        _isTree = _ends.Count <= MaxTree;
        _isHourly = buckets.Any(bucket => bucket.Hour is not null);
        _first = (_ends[0] - Duration.Epsilon).InZone(zone).Date;
        if (_isTree)
        {
            _stretches.AddRange(Enumerable.Range(0, _ends.Count));
            return;
        }

        _cuts.AddRange(_ends.Where(end => !IsBoundary(end)));
        _stretches.AddRange(_ends.Select(end => StretchOf(end - Duration.Epsilon)));
    }

    /// <summary>How many stretches there are; each ends at an end, or at a day or hour that was not asked for.</summary>
    public int Count => _stretches[^1] + 1;

    /// <summary>The ends of the stretches, in seconds since 1970; null: not asked for.</summary>
    public IReadOnlyList<long?> Seconds
    {
        get
        {
            var seconds = new long?[Count];
            for (var place = 0; place < _ends.Count; place++) seconds[_stretches[place]] = _ends[place].ToUnixTimeSeconds();
            return seconds;
        }
    }

    /// <summary>The stretch that an anchor's instant lies in; <see cref="Count"/> and more after the last end.</summary>
    public string Stretch(AnchorSql anchor)
    {
        if (_isTree)
        {
            var tree = SqlText.Tree(
                anchor.At, [.. _ends.Select(SqlText.Timestamp)], [.. Enumerable.Range(0, _ends.Count + 1).Select(place => SqlText.Number(place))]);
            return $"case when {anchor.At} is not null then {tree} end";
        }

        var days = $"{anchor.On} - {SqlText.Date(_first)}";
        var units = _isHourly ? $"({days}) * 24 + {anchor.Hour}" : days;
        var cuts = _cuts.Select(cut => $" + case when {anchor.At} >= {SqlText.Timestamp(cut)} then 1 else 0 end");
        // Tricky: greatest() passes over a null, and what is still there would have left at the first end.
        return $"case when {anchor.At} is not null then greatest({units}{string.Concat(cuts)}, 0) end";
    }

    /// <summary>The stretch that a row left in; that after the last end while it is still there.</summary>
    public string LastStretch(AnchorSql left) => $"coalesce({Stretch(left)}, {SqlText.Number(Count)})";

    /// <summary>Tricky: as "is null or", this condition costs a third of the whole statement.</summary>
    public string IsThereAfter(AnchorSql left) => $"coalesce({left.At}, timestamp '9999-12-31 00:00:00') >= {SqlText.Timestamp(_ends[0])}";

    /// <summary>The place of the first end that is not before a stretch's; the number of ends when there is none.</summary>
    public int PlaceOf(int stretch)
    {
        var place = _stretches.BinarySearch(stretch);
        return place >= 0 ? place : ~place;
    }

    private bool IsBoundary(Instant end)
    {
        var local = end.InZone(_zone);
        var before = (end - Duration.Epsilon).InZone(_zone);
        return local.Date != before.Date || (_isHourly && local.Hour != before.Hour);
    }

    private int StretchOf(Instant at)
    {
        var local = at.InZone(_zone);
        var days = Period.DaysBetween(_first, local.Date);
        return (_isHourly ? (days * 24) + local.Hour : days) + _cuts.Count(cut => at >= cut);
    }
}
