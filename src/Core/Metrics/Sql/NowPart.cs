using Deskmeter.Facts;
using NodaTime;

namespace Deskmeter.Metrics.Sql;

/// <summary>The state at as_of of rows that began until then; the range does not matter.</summary>
internal sealed class NowPart(LeafRequest first, PlanContext context) : FactPart(first, context)
{
    private readonly Dictionary<Member, double[]> _numbers = [];

    /// <summary>A row begins at its fact's first anchor.</summary>
    private string Began { get; } = SqlText.Name(first.Fact.Columns.First(column => column.Role == ColumnRole.Anchor).Name);

    protected override AnchorSql? Anchor => null;

    protected override PeriodSql Period => new(PeriodSql.None, PeriodSql.None, () => SqlText.Number(Context.Timeline.Limit.ToUnixTimeSeconds() - 1));

    protected override bool IsKnown(Bucket bucket) => true;

    protected override Instant PlaceOf(Bucket bucket) => Context.Timeline.Limit;

    protected override bool IsSame(Bucket bucket, Bucket other) => true;

    protected override bool Overlaps(Bucket bucket) => false;

    protected override string Text(string? shared) =>
        Select([], [$"{Began} < {SqlText.Timestamp(Context.Timeline.Limit)}", .. Conditions(shared)]);

    public override void Read(IEnumerable<object?[]> rows)
    {
        foreach (var row in rows) _numbers[MemberOf(row, 0)] = Columns.Read(row, First.Slices.Count);
    }

    protected override double[]? Numbers(int place, Member member) => _numbers.GetValueOrDefault(member);

    protected override IEnumerable<Member> Members() => _numbers.Keys;
}
