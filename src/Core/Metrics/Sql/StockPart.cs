using NodaTime;

namespace Deskmeter.Metrics.Sql;

/// <summary>
/// A stock at each period's end: what entered before it less what left before it. Two grouped reads whatever the number of periods,
/// added up here; never a join of rows and periods.
/// </summary>
internal sealed class StockPart(LeafRequest first, Dating.Between dating, PlanContext context) : FactPart(first, context)
{
    private readonly Dictionary<Member, double[][]> _changes = [];
    private Dictionary<Member, double[][]>? _stocks;

    private string Entered { get; } = SqlText.Name($"{dating.From}_at");

    private string Left { get; } = SqlText.Name($"{dating.Until}_at");

    protected override AnchorSql? Anchor => null;

    protected override PeriodSql Period { get; } = new("null", "null", "null");

    protected override Instant PlaceOf(Bucket bucket) => bucket.Until;

    protected override bool IsSame(Bucket bucket, Bucket other) => true;

    protected override bool Overlaps(Bucket bucket) => false;

    /// <summary>The instants at which the stock is counted.</summary>
    private IReadOnlyList<string> Ends => [.. Buckets.Select(bucket => SqlText.Timestamp(bucket.Until))];

    protected override string Text(string? shared)
    {
        var conditions = Conditions(shared).ToList();
        string Side(int side, string instant) => Select(
            [SqlText.Number(side), Stretch(instant)], [$"{Entered} < {Ends[^1]}", $"{instant} < {Ends[^1]}", .. conditions]);
        return $"{Side(0, Entered)} union all {Side(1, Left)}";
    }

    public override void Read(IEnumerable<object?[]> rows)
    {
        foreach (var row in rows)
        {
            var (side, place) = ((long)row[0]!, (int)(long)row[1]!);
            var member = MemberOf(row, 2);
            if (!_changes.TryGetValue(member, out var changes)) _changes[member] = changes = [.. Buckets.Select(_ => Columns.Empty())];
            var numbers = Columns.Read(row, 2 + First.Slices.Count);
            for (var i = 0; i < numbers.Length; i++) changes[place][i] = Plus(changes[place][i], side == 0 ? numbers[i] : -numbers[i]);
        }
    }

    protected override double[]? Numbers(int place, Member member)
    {
        _stocks ??= _changes.ToDictionary(pair => pair.Key, pair => Running(pair.Value));
        return _stocks.GetValueOrDefault(member)?[place];
    }

    protected override IEnumerable<Member> Members() => _changes.Keys;

    private static double[][] Running(double[][] changes)
    {
        for (var place = 1; place < changes.Length; place++)
        {
            for (var i = 0; i < changes[place].Length; i++) changes[place][i] = Plus(changes[place - 1][i], changes[place][i]);
        }

        return changes;
    }

    private static double Plus(double one, double other) => double.IsNaN(one) ? other : double.IsNaN(other) ? one : one + other;

    /// <summary>The first end after an instant.</summary>
    private string Stretch(string instant) =>
        SqlText.Tree(instant, [.. Ends.Take(Ends.Count - 1)], [.. Enumerable.Range(0, Ends.Count).Select(place => SqlText.Number(place))]);
}
