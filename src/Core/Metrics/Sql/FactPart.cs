using System.Globalization;
using Deskmeter.Metrics.Expression;
using Deskmeter.Store;
using NodaTime;

namespace Deskmeter.Metrics.Sql;

/// <summary>
/// A part of a question that one statement answers: KPIs of one fact and one dating with the same slices and filters, in periods
/// that do not overlap. Comparison and range are periods of the same part.
/// </summary>
internal abstract class FactPart(LeafRequest first, PlanContext context)
{
    private readonly List<LeafRequest> _requests = [];
    private readonly SortedList<Instant, Bucket> _buckets = [];
    private readonly Dictionary<LeafRequest, Reader> _readers = new(ReferenceEqualityComparer.Instance);

    /// <summary>How many period ends rows are expanded over at the most.</summary>
    protected const int MaxExpansion = 800;

    protected LeafRequest First { get; } = first;

    protected PlanContext Context { get; } = context;

    protected AggregateColumns Columns { get; } = new();

    protected SqlParameters Parameters { get; } = new();

    /// <summary>The periods that are known, in order of time.</summary>
    protected IList<Bucket> Buckets => _buckets.Values;

    /// <summary>The part that answers a request by itself.</summary>
    public static FactPart For(LeafRequest request, PlanContext context) => request.Metric.DatedBy switch
    {
        Dating.At at => new FlowPart(request, at.Anchor, context),
        Dating.Between between when IsAdditive(request.Metric) => new StockPart(request, between, context),
        Dating.Between between => new ExpandedStockPart(request, between, context),
        Dating.Now => new NowPart(request, context),
        _ => throw new InvalidOperationException($"'{request.Metric.Id}' has no date."),
    };

    /// <summary>Takes a request on, when it is of the same kind and its periods do not overlap those that are there.</summary>
    public bool TryAdd(LeafRequest request)
    {
        if (request.Kind != First.Kind || IsAdditive(request.Metric) != IsAdditive(First.Metric)) return false;
        var fresh = request.Frame.Series.Buckets.Where(bucket => IsKnown(bucket) && !IsThere(bucket)).ToList();
        if (fresh.Any(Overlaps)) return false;
        foreach (var bucket in fresh) _buckets.TryAdd(PlaceOf(bucket), bucket);
        _requests.Add(request);
        return true;
    }

    /// <summary>The statement; null where no period is known yet.</summary>
    public SqlStatement? Write()
    {
        if (Buckets.Count == 0) return null;
        var shared = Shared();
        foreach (var request in _requests) _readers[request] = ReaderOf(request, shared);
        return new SqlStatement(Text(shared), Parameters.Values);
    }

    /// <summary>Takes the rows of the statement.</summary>
    public abstract void Read(IEnumerable<object?[]> rows);

    /// <summary>The figures of a request.</summary>
    public Series For(LeafRequest request)
    {
        if (!_readers.TryGetValue(request, out var reader)) return new Series((_, _) => default, new HashSet<Member>());
        var empty = Columns.Empty();
        var places = request.Frame.Series.Buckets.Select(bucket => IsKnown(bucket) ? _buckets.IndexOfKey(PlaceOf(bucket)) : -1).ToArray();
        Figure At(int period, Member member) => places[period] < 0 ? default : reader(Numbers(places[period], member) ?? empty);
        var seen = Members().Where(member => Enumerable.Range(0, places.Length).Any(period => At(period, member).IsSeen));
        return new Series(At, seen.ToHashSet());
    }

    protected delegate Figure Reader(double[] numbers);

    /// <summary>The statement's text.</summary>
    /// <param name="shared">The condition that all KPIs of the part have in common, if any.</param>
    protected abstract string Text(string? shared);

    /// <summary>What expressions say of a row's period.</summary>
    protected abstract PeriodSql Period { get; }

    /// <summary>The columns that hour and weekday are taken from.</summary>
    protected abstract AnchorSql? Anchor { get; }

    /// <summary>The numbers of a period of <see cref="Buckets"/> and a member; null: no rows.</summary>
    protected abstract double[]? Numbers(int place, Member member);

    /// <summary>Every member in the rows.</summary>
    protected abstract IEnumerable<Member> Members();

    /// <summary>Something of the period can be counted.</summary>
    protected virtual bool IsKnown(Bucket bucket) => bucket.IsKnown;

    /// <summary>The instant that a period is known by within the part.</summary>
    protected abstract Instant PlaceOf(Bucket bucket);

    /// <summary>Periods that overlap need two statements.</summary>
    protected abstract bool Overlaps(Bucket bucket);

    /// <summary>The period that is known by the same instant counts the same rows.</summary>
    protected abstract bool IsSame(Bucket bucket, Bucket other);

    protected ExpressionSql Expressions(LeafRequest request) => new(request.Fact, request.Clock, request.Settings, Parameters, Period);

    /// <summary>Conditions that hold for the whole part: filters, and what all its KPIs demand.</summary>
    protected IEnumerable<string> Conditions(string? shared)
    {
        var filters = First.Filters.Select(pair => FilterSql.Write(pair.Filter, pair.Slice, Anchor, Parameters));
        return shared is null ? filters : filters.Append(shared);
    }

    /// <summary>The table, or its rows once for each value of a list, or each selection, that is a slice.</summary>
    protected string From(IEnumerable<string> conditions)
    {
        var where = string.Join(" and ", conditions);
        var rows = $"{SqlText.Name(First.Fact.Name)}{(where.Length > 0 ? $" where {where}" : "")}";
        foreach (var (slice, index) in First.Slices.Select((slice, index) => (slice, index)).Where(pair => pair.slice.Kind is SliceKind.List or SliceKind.Selection))
            rows = $"(select *, unnest({(slice.Kind == SliceKind.List ? Values(SqlText.Name(slice.Column!)) : Passed(slice))}) as {ListMember(index)} from {rows})";
        return rows;
    }

    private static string Values(string list) => $"case when len(coalesce({list}, [])) = 0 then [null] else list_distinct({list}) end";

    /// <summary>The places of the selections that a row passes.</summary>
    private string Passed(FactSlice slice)
    {
        var places = slice.Selections.Select((filters, place) =>
        {
            var conditions = filters.Select(pair => FilterSql.Write(pair.Filter, pair.Slice, Anchor, Parameters)).ToList();
            return conditions.Count == 0 ? SqlText.Number(place) : $"case when {string.Join(" and ", conditions)} then {SqlText.Number(place)} end";
        });
        return $"list_filter([{string.Join(", ", places)}], lambda place: place is not null)";
    }

    private static string ListMember(int slice) => SqlText.Name($"member {SqlText.Number(slice)}");

    /// <summary>What the slices select.</summary>
    protected IEnumerable<string> SliceColumns => First.Slices.Select((slice, index) => slice.Kind switch
    {
        SliceKind.List or SliceKind.Selection => ListMember(index),
        SliceKind.Hour => Anchor!.Hour,
        SliceKind.Weekday => Anchor!.Weekday,
        _ => SqlText.Name(slice.Column!),
    });

    /// <summary>A select with everything but the aggregates grouped.</summary>
    protected string Select(IReadOnlyList<string> keys, IEnumerable<string> conditions)
    {
        List<string> grouped = [.. keys, .. SliceColumns];
        var group = grouped.Count == 0 ? "" : $" group by {string.Join(", ", Enumerable.Range(1, grouped.Count))}";
        return $"select {string.Join(", ", [.. grouped, .. Columns.Texts])} from {From(conditions)}{group}";
    }

    /// <summary>The member that a row is of.</summary>
    protected Member MemberOf(object?[] row, int first)
    {
        var values = new string?[First.Slices.Count];
        for (var i = 0; i < values.Length; i++) values[i] = Word(row[first + i]);
        return new Member(values);
    }

    private static string? Word(object? value) => value switch
    {
        null => null,
        string text => text,
        bool yes => yes ? "true" : "false",
        LocalDate date => PeriodLabel.Date(date),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private bool IsThere(Bucket bucket) => _buckets.TryGetValue(PlaceOf(bucket), out var other) && IsSame(bucket, other);

    private string? Shared()
    {
        var conditions = _requests.Select(Condition).Distinct().ToList();
        return conditions.Count == 1 ? conditions[0] : null;
    }

    private Reader ReaderOf(LeafRequest request, string? shared)
    {
        var condition = Condition(request);
        if (condition == shared) condition = null;
        var measure = new MeasureSql(Expressions(request), Columns, request.Settings);
        Func<double[], Figure> Counted(string? rows) =>
            request.HasBins ? measure.AddWithBins(request.Metric, rows) : measure.Add(request.Metric.Measure!, rows);
        if (Youngest(request) is not { } youngest) return new Reader(Counted(condition));
        if (youngest >= Buckets[^1].End)
        {
            var all = Counted(condition);
            return numbers => all(numbers) with { Pending = 0 };
        }

        var matured = $"({Anchor!.At} <= {SqlText.Timestamp(youngest)})";
        var figure = Counted(MeasureSql.Both(condition, matured));
        var young = MeasureSql.Both(condition, $"not {matured}");
        var pending = Columns.Count($"cast(count_if({young}) as bigint)");
        return numbers => figure(numbers) with { Pending = (long)numbers[pending] };
    }

    private string? Condition(LeafRequest request) => request.Metric.Where is { } where ? Expressions(request).Write(where) : null;

    /// <summary>The last instant of rows that are old enough; null: rows need no age.</summary>
    private Instant? Youngest(LeafRequest request) => (Anchor is null ? null : request.Metric.MaturesAfter) switch
    {
        ParameterNode setting => Context.Timeline.Limit - Duration.FromSeconds(1 + request.Settings[setting.Name]),
        NumberNode number => Context.Timeline.Limit - Duration.FromSeconds(1 + number.Value),
        _ => null,
    };

    /// <summary>The measure can be counted from what enters and what leaves a stock.</summary>
    private static bool IsAdditive(Metric metric) => metric.DatedBy is not Dating.Between || (IsAdditive(metric.Measure!) && (metric.Where is null || IsAdditive(metric.Where)));

    private static bool IsAdditive(Node node) => node switch
    {
        AgeNode => false,
        ColumnNode column => column.Name is not ("period_start" or "period_end"),
        AggregateNode aggregate => aggregate.Function is AggregateFunction.Count or AggregateFunction.Sum or AggregateFunction.Mean
            or AggregateFunction.Share or AggregateFunction.Nps
            && (aggregate.Argument is null || IsAdditive(aggregate.Argument)) && (aggregate.Where is null || IsAdditive(aggregate.Where)),
        BinaryNode binary => IsAdditive(binary.Left) && IsAdditive(binary.Right),
        NotNode negated => IsAdditive(negated.Operand),
        IsNullNode isNull => IsAdditive(isNull.Operand),
        InNode within => IsAdditive(within.Operand),
        _ => true,
    };
}
