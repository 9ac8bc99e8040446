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

    protected override AnchorSql? Anchor => null;

    protected override PeriodSql Period
    {
        get
        {
            // What is cut at as_of ends a second before the instant from which rows no longer count.
            var cut = Buckets.Where(bucket => !bucket.IsWhole).Select(bucket => SqlText.Number(bucket.Until.ToUnixTimeSeconds())).ToList();
            var end = cut.Count == 0 ? "period_end" : $"(period_end - case when period_end in ({string.Join(", ", cut)}) then 1 else 0 end)";
            return new PeriodSql(() => Date(bucket => bucket.From), () => Date(bucket => bucket.To), () => end);
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
        return $"select {string.Join(", ", [.. keys, .. Columns.Texts])} from {Expanded(shared)} group by {group}";
    }

    public override void Read(IEnumerable<object?[]> rows)
    {
        var places = Buckets.Select((bucket, place) => (bucket, place)).ToDictionary(pair => pair.bucket.Until.ToUnixTimeSeconds(), pair => pair.place);
        foreach (var row in rows)
        {
            if (row[0] is not long end) continue;
            var member = MemberOf(row, 1);
            _members.Add(member);
            _numbers[(places[end], member)] = Columns.Read(row, 1 + First.Slices.Count);
        }
    }

    protected override double[]? Numbers(int place, Member member) => _numbers.GetValueOrDefault((place, member));

    protected override IEnumerable<Member> Members() => _members;

    /// <summary>What left in a stretch was not there at its end.</summary>
    private string Expanded(string? shared)
    {
        var ends = new StockEnds(Buckets, Context.Timeline.Zone);
        var (first, last) = (Buckets[0].Until, Buckets[^1].Until);
        var (entered, left) = (AnchorSql.Of(dating.From, First.Fact, Context, first, last), AnchorSql.Of(dating.Until, First.Fact, Context, first, last));
        var seconds = string.Join(", ", ends.Seconds.Select(second => second is { } known ? SqlText.Number(known) : "null"));
        var rows = From([$"{entered.At} < {SqlText.Timestamp(last)}", ends.IsThereAfter(left), .. Conditions(shared)]);
        var lasting = $"(select *, {ends.Stretch(entered)} as \"first end\", least({ends.LastStretch(left)}, {SqlText.Number(ends.Count)}) as \"last end\" from {rows})";
        // Tricky: most rows last over no end at all; to drop them first halves the time.
        var expanded = $"(select *, unnest(range(\"first end\", \"last end\")) as \"an end\" from {lasting} where \"first end\" < \"last end\")";
        return $"(select *, cast([{seconds}] as bigint[])[\"an end\" + 1] as period_end from {expanded})";
    }

    private string Date(Func<Bucket, LocalDate> date)
    {
        List<string> bounds = [.. Buckets.Skip(1).Select(bucket => SqlText.Number(bucket.Until.ToUnixTimeSeconds()))];
        return SqlText.Tree("period_end", bounds, [.. Buckets.Select(bucket => SqlText.Date(date(bucket)))]);
    }
}
