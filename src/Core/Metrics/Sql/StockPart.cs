using NodaTime;

namespace Deskmeter.Metrics.Sql;

/// <summary>
/// A stock at each period's end, for figures that add up: rows are counted by where they entered and where they left, and added up
/// here; never a join of rows and periods.
/// </summary>
internal sealed class StockPart(LeafRequest first, Dating.Between dating, PlanContext context) : FactPart(first, context)
{
    /// <summary>Up to so many ends, members of slices are grouped by both at once.</summary>
    private const int MaxPairs = 12;

    private readonly Dictionary<Member, double[][]> _changes = [];
    private Dictionary<Member, double[][]>? _stocks;
    private StockEnds? _ends;

    protected override AnchorSql? Anchor => null;

    protected override PeriodSql Period { get; } = new(PeriodSql.None, PeriodSql.None, PeriodSql.None);

    /// <summary>One reading, grouped by entry and exit together, is fastest; with slices its groups could be as many as the rows.</summary>
    private bool IsPaired => First.Slices.Count == 0 || Buckets.Count <= MaxPairs;

    protected override Instant PlaceOf(Bucket bucket) => bucket.Until;

    protected override bool IsSame(Bucket bucket, Bucket other) => true;

    protected override bool Overlaps(Bucket bucket) => false;

    protected override string Text(string? shared)
    {
        var (start, end) = (Buckets[0].Until, Buckets[^1].Until);
        _ends = new StockEnds(Buckets, Context.Timeline.Zone);
        var (entered, left) = (AnchorSql.Of(dating.From, First.Fact, Context, start, end), AnchorSql.Of(dating.Until, First.Fact, Context, start, end));
        var conditions = Conditions(shared).ToList();
        List<string> entering = [$"{entered.At} < {SqlText.Timestamp(end)}", _ends.IsThereAfter(left), .. conditions];
        if (IsPaired) return Select([_ends.Stretch(entered), _ends.LastStretch(left)], entering);
        // Those that left are told apart by a negative place.
        List<string> leaving = [$"{left.At} >= {SqlText.Timestamp(start)}", $"{left.At} < {SqlText.Timestamp(end)}", .. conditions];
        return $"{Select([_ends.Stretch(entered)], entering)} union all {Select([$"-1 - {_ends.Stretch(left)}"], leaving)}";
    }

    public override void Read(IEnumerable<object?[]> rows)
    {
        var keys = IsPaired ? 2 : 1;
        foreach (var row in rows)
        {
            var member = MemberOf(row, keys);
            if (!_changes.TryGetValue(member, out var changes)) _changes[member] = changes = [.. Buckets.Select(_ => Columns.Empty())];
            var numbers = Columns.Read(row, keys + First.Slices.Count);
            var stretch = (int)(long)row[0]!;
            if (stretch < 0) Change(changes, -1 - stretch, numbers, -1);
            else Change(changes, stretch, numbers, 1);
            if (IsPaired) Change(changes, (int)(long)row[1]!, numbers, -1);
        }
    }

    protected override double[]? Numbers(int place, Member member)
    {
        _stocks ??= _changes.ToDictionary(pair => pair.Key, pair => Running(pair.Value));
        return _stocks.GetValueOrDefault(member)?[place];
    }

    protected override IEnumerable<Member> Members() => _changes.Keys;

    private void Change(double[][] changes, int stretch, double[] numbers, int sign)
    {
        if (_ends!.PlaceOf(stretch) is var place && place == changes.Length) return;
        for (var i = 0; i < numbers.Length; i++) changes[place][i] = Plus(changes[place][i], sign * numbers[i]);
    }

    private static double[][] Running(double[][] changes)
    {
        for (var place = 1; place < changes.Length; place++)
        {
            for (var i = 0; i < changes[place].Length; i++) changes[place][i] = Plus(changes[place - 1][i], changes[place][i]);
        }

        return changes;
    }

    private static double Plus(double one, double other) => double.IsNaN(one) ? other : double.IsNaN(other) ? one : one + other;
}
