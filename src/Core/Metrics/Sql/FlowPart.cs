using System.Globalization;
using NodaTime;

namespace Deskmeter.Metrics.Sql;

/// <summary>Rows counted in the period of one anchor.</summary>
internal sealed class FlowPart(LeafRequest first, string anchor, PlanContext context) : FactPart(first, context)
{
    /// <summary>More separate ranges than this are read as the one range around them.</summary>
    private const int MaxRanges = 4;

    private readonly Dictionary<(int Place, Member Member), double[]> _numbers = [];
    private readonly HashSet<Member> _members = [];
    private AnchorSql? _anchor;
    private Key? _key;

    /// <summary>How a row's period is found.</summary>
    private enum Key
    {
        /// <summary>There is only one.</summary>
        None,

        /// <summary>By its date: every period is a day.</summary>
        Day,

        /// <summary>By its date and hour.</summary>
        Hour,

        /// <summary>By a tree of comparisons.</summary>
        Tree,
    }

    protected override AnchorSql Anchor => _anchor ??=
        AnchorSql.Of(anchor, First.Fact, Context, Buckets[0].Start, Buckets[^1].End);

    protected override PeriodSql Period => KeyKind switch
    {
        Key.None => new PeriodSql(() => SqlText.Date(Buckets[0].From), () => SqlText.Date(Buckets[0].To), PeriodSql.None),
        Key.Day or Key.Hour => new PeriodSql(() => Anchor.On, () => $"({Anchor.On} + 1)", PeriodSql.None),
        _ => new PeriodSql(() => Tree(bucket => SqlText.Date(bucket.From)), () => Tree(bucket => SqlText.Date(bucket.To)), PeriodSql.None),
    };

    private Key KeyKind => _key ??=
        Buckets.Count == 1 ? Key.None
        : Buckets[0].Hour is not null ? Key.Hour
        : Buckets.All(bucket => bucket.IsDay) ? Key.Day
        : Key.Tree;

    protected override Instant PlaceOf(Bucket bucket) => bucket.Start;

    protected override bool IsSame(Bucket bucket, Bucket other) => (bucket.End, bucket.Until, bucket.Hour) == (other.End, other.Until, other.Hour);

    protected override bool Overlaps(Bucket bucket)
    {
        if (Buckets.Count > 0 && (Buckets[0].Hour is null) != (bucket.Hour is null)) return true;
        var (low, high) = (0, Buckets.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Buckets[middle].End <= bucket.Start) low = middle + 1;
            else high = middle;
        }

        return low < Buckets.Count && Buckets[low].Start < bucket.End;
    }

    protected override string Text(string? shared)
    {
        List<string> keys = KeyKind switch
        {
            Key.None => [],
            Key.Day => [Anchor.On],
            Key.Hour => [Anchor.On, Anchor.Hour],
            _ => [Tree(bucket => SqlText.Number(Buckets.IndexOf(bucket)))],
        };
        return Select(keys, [Range(), .. Limits(), .. Conditions(shared)]);
    }

    public override void Read(IEnumerable<object?[]> rows)
    {
        var kind = KeyKind;
        var keys = kind switch { Key.None => 0, Key.Hour => 2, _ => 1 };
        var places = Buckets.Select((bucket, place) => (bucket, place)).ToDictionary(pair => (pair.bucket.From, pair.bucket.Hour), pair => pair.place);
        foreach (var row in rows)
        {
            var place = kind switch
            {
                Key.None => 0,
                Key.Tree => row[0] is long index ? (int)index : -1,
                Key.Hour => places.GetValueOrDefault(((LocalDate)row[0]!, Convert.ToInt32(row[1], CultureInfo.InvariantCulture)), -1),
                _ => places.GetValueOrDefault(((LocalDate)row[0]!, null), -1),
            };
            if (place < 0) continue;
            var member = MemberOf(row, keys);
            _members.Add(member);
            _numbers[(place, member)] = Columns.Read(row, keys + First.Slices.Count);
        }
    }

    protected override double[]? Numbers(int place, Member member) => _numbers.GetValueOrDefault((place, member));

    protected override IEnumerable<Member> Members() => _members;

    /// <summary>The value of the period that a row lies in; null between periods.</summary>
    private string Tree(Func<Bucket, string> value)
    {
        var (bounds, values) = (new List<string>(), new List<string>());
        for (var i = 0; i < Buckets.Count; i++)
        {
            if (i > 0) bounds.Add(Bound(Buckets[i].From, Buckets[i].Start));
            if (i > 0 && Buckets[i - 1].To < Buckets[i].From)
            {
                bounds.Insert(bounds.Count - 1, Bound(Buckets[i - 1].To, Buckets[i - 1].End));
                values.Add("null");
            }

            values.Add(value(Buckets[i]));
        }

        return SqlText.Tree(Anchor.IsStored ? Anchor.On : Anchor.At, bounds, values);
    }

    private string Bound(LocalDate date, Instant start) => Anchor.IsStored ? SqlText.Date(date) : SqlText.Timestamp(start);

    /// <summary>Bounds on the anchor itself, so that the engine skips what lies outside.</summary>
    private string Range()
    {
        var ranges = new List<(Bucket First, Bucket Last)>();
        foreach (var bucket in Buckets)
        {
            if (ranges.Count > 0 && ranges[^1].Last.End == bucket.Start) ranges[^1] = (ranges[^1].First, bucket);
            else ranges.Add((bucket, bucket));
        }

        var whole = Between(Buckets[0], Buckets[^1]);
        return ranges.Count is 1 or > MaxRanges ? whole : $"{whole} and ({string.Join(" or ", ranges.Select(range => $"({Between(range.First, range.Last)})"))})";
    }

    private string Between(Bucket first, Bucket last) => Anchor.IsStored
        ? $"{Anchor.On} >= {SqlText.Date(first.From)} and {Anchor.On} < {SqlText.Date(last.To)}"
        : $"{Anchor.At} >= {SqlText.Timestamp(first.Start)} and {Anchor.At} < {SqlText.Timestamp(last.End)}";

    /// <summary>What lies after as_of, or after the elapsed part of a comparison, does not count.</summary>
    private IEnumerable<string> Limits()
    {
        var limit = Context.Timeline.Limit;
        if (Buckets.Any(bucket => bucket.End > limit)) yield return $"{Anchor.At} < {SqlText.Timestamp(limit)}";
        foreach (var bucket in Buckets.Where(bucket => bucket.Until < bucket.End && bucket.Until < limit))
            yield return $"not ({Anchor.At} >= {SqlText.Timestamp(bucket.Until)} and {Anchor.At} < {SqlText.Timestamp(bucket.End)})";
    }
}
