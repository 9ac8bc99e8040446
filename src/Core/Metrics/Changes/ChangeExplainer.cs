using Deskmeter.Facts;
using Deskmeter.Store;

namespace Deskmeter.Metrics.Changes;

/// <summary>Explains why a figure changed, from the figures of the one engine.</summary>
internal sealed class ChangeExplainer(MetricCatalogue catalogue, FactSchema schema, MetricEngine engine)
{
    /// <summary>Sums of fractions are added in another order over members than over all.</summary>
    private const double LastBits = 1e-9;

    /// <summary>No more slices than this are tried to find the one that explains most.</summary>
    private const int MostTried = 6;

    /// <summary>Slices that most people ask for first. People are none of them: the cause of a change is a channel or a topic, not a person.</summary>
    private static readonly string[] Usual = ["channel", "team", "priority", "topic", "type", "brand", "queue", "category", "country", "kind", "tool"];

    /// <summary>The change of the KPI that a question asks for, split by the slice that it names; by channel, else by what explains most, when it names none.</summary>
    /// <param name="query">Of one KPI with a comparison; its grain does not matter, and of its slices the first counts.</param>
    /// <param name="cancellation">Interrupts the statements.</param>
    /// <exception cref="UsageException">The question names something that there is not, or no comparison.</exception>
    public FigureChange Explain(MetricQuery query, CancellationToken cancellation)
    {
        if (query.Kpis.Count != 1) throw new UsageException($"Ask for the change of one KPI.", "kpi");
        if (query.By.Count > 1) throw new UsageException($"A change is split by one slice.", "by");
        if (query.Compare == Compare.None) throw new UsageException($"A change is one against another period: compare is previous or year.", "compare");
        var metric = catalogue.Get(query.Kpis[0]);
        query = query with { Grain = Grain.Total, Guards = false, Histogram = false };
        var slices = Slices(metric);
        var whole = engine.Pairs(query with { By = [] }, cancellation);
        if (query.By is [var asked])
        {
            var known = catalogue.SlicesOf(metric);
            if (!known.Contains(asked)) throw Nearest.Unknown($"slice", asked, known, "by");
            return Split(metric, query, whole, asked, cancellation);
        }

        if (slices.Count == 0) return Split(metric, query, whole, null, cancellation);
        var first = Split(metric, query, whole, slices[0], cancellation);
        if ((slices[0] == "channel" && first.Status == ChangeStatus.Ok) || first.Status is not (ChangeStatus.Ok or ChangeStatus.Overlapping)) return first;
        return slices.Skip(1).Take(MostTried - 1).Select(slice => Split(metric, query, whole, slice, cancellation)).Prepend(first).MaxBy(change => change.Explains)!;
    }

    /// <summary>The slices that can be a cause: those in which a row has one member, and that are no people and no single records.</summary>
    public IReadOnlyList<string> Slices(Metric metric) =>
    [
        .. catalogue.SlicesOf(metric).Where(slice => slice is not ("agent" or "ticket") && !IsList(slice) && !IsPerson(slice))
            .OrderBy(slice => Array.IndexOf(Usual, slice) is >= 0 and var place ? place : Usual.Length),
    ];

    private FigureChange Split(Metric metric, MetricQuery query, (MetricResult Result, IReadOnlyList<FigurePair> Pairs) total, string? by, CancellationToken cancellation)
    {
        var (answer, whole) = total;
        var result = new FigureChange(answer.Query with { By = by is null ? [] : [by] }, answer.AsOf, answer.Rows[0], by, ChangeStatistic.Value, ChangeStatus.Ok);
        if (metric.By is not null || whole is not [var all] || metric.Unit is MetricUnit.Hour or MetricUnit.Weekday) return result with { Status = ChangeStatus.NotSplit };
        if (metric.MinGroup is not null || (all.Now.Withheld ?? all.Before.Withheld) == ValueStatus.Suppressed) return result with { Status = ChangeStatus.Withheld };
        if (all.Now.Withheld is not null || all.Before.Withheld is not null) return result with { Status = ChangeStatus.NoData };
        if (by is null) return result with { Status = ChangeStatus.NoSlice };
        if (IsList(by)) return result with { Status = ChangeStatus.Overlapping };
        var way = ChangeWay.Of(metric, all.Now, all.Before);
        if (way is null) return result with { Status = all.Now.Value is null || all.Before.Value is null ? ChangeStatus.NoData : ChangeStatus.NotSplit };
        result = result with { Statistic = way.Statistic, Now = way.Value(all.Now), Before = way.Value(all.Before) };
        var members = engine.Pairs(query with { By = [by] }, cancellation).Pairs;
        if (members.Any(pair => pair.Now.Withheld is not null || pair.Before.Withheld is not null)) return result with { Status = ChangeStatus.Withheld };
        return way.IsAmount ? Amounts(result, way, members) : Fractions(result, way, all, members);
    }

    private static FigureChange Amounts(FigureChange result, ChangeWay way, IReadOnlyList<FigurePair> members)
    {
        var amounts = members.Select(pair => (Member: pair.Member.Values[0], Before: way.Value(pair.Before) ?? 0, Now: way.Value(pair.Now) ?? 0)).ToList();
        if (!IsSame(result.Now!.Value, amounts.Select(each => each.Now)) || !IsSame(result.Before!.Value, amounts.Select(each => each.Before)))
            return result with { Status = ChangeStatus.Overlapping };
        return result with
        {
            Parts = ChangeSplit.OfAmounts(amounts),
            Members = [.. amounts.Select(each => new ChangeMember(each.Member, new ChangeSide(null, each.Before), new ChangeSide(null, each.Now)))],
        };
    }

    private static FigureChange Fractions(FigureChange result, ChangeWay way, FigurePair all, IReadOnlyList<FigurePair> members)
    {
        var fractions = members.Select(pair => (Member: pair.Member.Values[0], Before: way.Fraction(pair.Before), Now: way.Fraction(pair.Now))).ToList();
        var (before, now) = (way.Fraction(all.Before), way.Fraction(all.Now));
        if (!AddUp(fractions.Select(each => each.Before), before) || !AddUp(fractions.Select(each => each.Now), now))
        {
            var isUnknown = members.All(pair => way.Value(pair.Now) is null) || members.All(pair => way.Value(pair.Before) is null);
            return result with { Status = isUnknown ? ChangeStatus.MembersUnknown : ChangeStatus.Overlapping };
        }

        return result with
        {
            Parts = ChangeSplit.OfFractions(fractions, way.Scale),
            Members = [.. fractions.Select(each => new ChangeMember(each.Member, Side(each.Before, before), Side(each.Now, now)))],
        };

        ChangeSide Side(Fraction one, Fraction whole) =>
            new(one.Denominator / whole.Denominator, one.Denominator == 0 ? null : way.Scale * one.Numerator / one.Denominator);
    }

    private static bool AddUp(IEnumerable<Fraction> parts, Fraction whole)
    {
        var all = parts.ToList();
        return IsSame(whole.Numerator, all.Select(part => part.Numerator)) && IsSame(whole.Denominator, all.Select(part => part.Denominator));
    }

    private static bool IsSame(double whole, IEnumerable<double> parts)
    {
        var (sum, size) = parts.Aggregate((Sum: 0d, Size: 0d), (all, part) => (all.Sum + part, all.Size + Math.Abs(part)));
        return Math.Abs(whole - sum) <= LastBits * Math.Max(size, LastBits);
    }

    private bool IsList(string slice) => Columns(slice).Any(column => column.Kind == ColumnKind.TextList);

    private bool IsPerson(string slice) => schema.All.Any(fact => fact.Columns.Any(column => column.Role == ColumnRole.ActorId && column.Of == slice));

    private IEnumerable<FactColumn> Columns(string slice) => schema.All.SelectMany(fact => fact.Columns)
        .Where(column => column.Role == ColumnRole.Slice && (column.Kind == ColumnKind.TextList ? column.Name.TrimEnd('s') : column.Name) == slice);
}
