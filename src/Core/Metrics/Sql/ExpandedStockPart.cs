using NodaTime;

namespace Deskmeter.Metrics.Sql;

/// <summary>
/// A stock whose figures do not add up (medians, ages): each row is written out once for every period end that it lasts over, then
/// grouped by it. A range join would cost ten times as much.
/// </summary>
internal sealed class ExpandedStockPart(LeafRequest first, Dating.Between dating, PlanContext context) : FactPart(first, context)
{
    private readonly Dictionary<(int Place, Member Member), double[]> _numbers = [];
    private readonly HashSet<Member> _members = [];
    private readonly string _entered = SqlText.Name($"{dating.From}_at");
    private readonly string _left = SqlText.Name($"{dating.Until}_at");

    protected override AnchorSql? Anchor => null;

    protected override PeriodSql Period
    {
        get
        {
            // What is cut at as_of ends a second before the instant from which rows no longer count.
            var cut = Buckets.Where(bucket => !bucket.IsWhole).Select(bucket => SqlText.Number(bucket.Until.ToUnixTimeSeconds())).ToList();
            var end = cut.Count == 0 ? "period_end" : $"(period_end - case when period_end in ({string.Join(", ", cut)}) then 1 else 0 end)";
            return new PeriodSql(Date(bucket => bucket.From), Date(bucket => bucket.To), end);
        }
    }

    protected override Instant PlaceOf(Bucket bucket) => bucket.Until;

    protected override bool IsSame(Bucket bucket, Bucket other) => true;

    protected override bool Overlaps(Bucket bucket) => false;

    protected override string Text(string? shared)
    {
        if (Buckets.Count > MaxExpansion)
        {
            throw new UsageException(
                $"'{First.Metric.Id}' is counted at {Buckets.Count} period ends, comparison included; {MaxExpansion} is the most. Ask for a shorter range or longer periods.",
                "grain");
        }

        List<string> keys = ["period_end", .. SliceColumns];
        var group = string.Join(", ", Enumerable.Range(1, keys.Count));
        return $"select {string.Join(", ", [.. keys, .. Columns.Texts])} from ({Expanded(shared)}) group by {group}";
    }

    public override void Read(IEnumerable<object?[]> rows)
    {
        var places = Buckets.Select((bucket, place) => (bucket, place)).ToDictionary(pair => pair.bucket.Until.ToUnixTimeSeconds(), pair => pair.place);
        foreach (var row in rows)
        {
            var member = MemberOf(row, 1);
            _members.Add(member);
            _numbers[(places[(long)row[0]!], member)] = Columns.Read(row, 1 + First.Slices.Count);
        }
    }

    protected override double[]? Numbers(int place, Member member) => _numbers.GetValueOrDefault((place, member));

    protected override IEnumerable<Member> Members() => _members;

    private string Expanded(string? shared)
    {
        List<string> ends = [.. Buckets.Select(bucket => SqlText.Timestamp(bucket.Until))];
        List<string> counts = [.. Enumerable.Range(0, ends.Count + 1).Select(count => SqlText.Number(count))];
        var first = SqlText.Tree(_entered, [.. ends.Take(ends.Count - 1)], [.. counts.Skip(1)]);
        var last = $"case when {_left} is null then {counts[^1]} else {SqlText.Tree(_left, ends, counts)} end";
        var list = string.Join(", ", Buckets.Select(bucket => $"{SqlText.Number(bucket.Until.ToUnixTimeSeconds())}"));
        var rows = From([$"{_entered} < {ends[^1]}", $"({_left} is null or {_left} >= {ends[0]})", .. Conditions(shared)]);
        return $"select *, unnest(cast([{list}] as bigint[])[{first}:{last}]) as period_end from {rows}";
    }

    private string Date(Func<Bucket, LocalDate> date)
    {
        List<string> bounds = [.. Buckets.Skip(1).Select(bucket => SqlText.Number(bucket.Until.ToUnixTimeSeconds()))];
        return SqlText.Tree("period_end", bounds, [.. Buckets.Select(bucket => SqlText.Date(date(bucket)))]);
    }
}
