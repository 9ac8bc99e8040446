using Deskmeter.Metrics.Expression;

namespace Deskmeter.Metrics.Changes;

/// <summary>How the change of a KPI is split.</summary>
/// <param name="Statistic">Of what.</param>
/// <param name="IsAmount">By the members' differences, otherwise into rate and mix.</param>
/// <param name="Scale">What the ratio of numerator and denominator is multiplied with.</param>
internal sealed record ChangeWay(ChangeStatistic Statistic, bool IsAmount, double Scale)
{
    private const double LastBits = 1e-9;

    /// <summary>The way for a KPI with these figures; null when there is none.</summary>
    public static ChangeWay? Of(Metric metric, Figure now, Figure before)
    {
        if (metric.IsAdditive) return now.Value is null || before.Value is null ? null : new ChangeWay(ChangeStatistic.Value, IsAmount: true, 1);
        if (now is { Mean: not null, N: > 0 } && before is { Mean: not null, N: > 0 }) return new ChangeWay(ChangeStatistic.Mean, IsAmount: false, 1);
        var scale = metric.Measure is AggregateNode { Function: AggregateFunction.Nps } ? 100d : 1;
        return IsRatio(now, scale) && IsRatio(before, scale) ? new ChangeWay(ChangeStatistic.Value, IsAmount: false, scale) : null;
    }

    /// <summary>The statistic of a figure.</summary>
    public double? Value(Figure figure) => Statistic == ChangeStatistic.Mean ? figure.Mean : figure.Value;

    /// <summary>Numerator and denominator of a figure; nothing of one that was not counted.</summary>
    public Fraction Fraction(Figure figure) => Statistic == ChangeStatistic.Mean
        ? new Fraction((figure.Mean ?? 0) * (figure.N ?? 0), figure.N ?? 0)
        : new Fraction(figure.Numerator ?? 0, figure.Denominator ?? 0);

    /// <summary>Some KPIs take something from a ratio, or limit it: they are none.</summary>
    private static bool IsRatio(Figure figure, double scale) =>
        figure is { Value: { } value, Numerator: { } numerator, Denominator: not null and not 0 and var denominator }
        && Math.Abs(value - (scale * numerator / denominator.Value)) <= LastBits * Math.Max(1, Math.Abs(value));
}
