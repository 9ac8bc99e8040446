using Deskmeter.Facts;

namespace Deskmeter.Metrics;

/// <summary>Which periods a KPI can be asked for.</summary>
internal static class PeriodRules
{
    /// <exception cref="UsageException">The question's periods are not what the KPI allows.</exception>
    public static void Check(Metric metric, FactTable? fact, MetricQuery query)
    {
        if (query.Grain == Grain.Hour && metric.DatedBy is Dating.At at && fact?.Find($"{at.Anchor}_at") is { IsLocalDate: true })
            throw new UsageException($"'{metric.Id}' is counted by whole days: the grain is day or longer.", "grain");
        if (metric.Periods == PeriodRule.Any) return;
        var isWhole = query.From.Day == 1 && query.To.Day == 1;
        var isMonth = query.Grain == Grain.Month || (query.Grain == Grain.Total && query.From.PlusMonths(1) == query.To);
        if (metric.Periods == PeriodRule.Month && !(isWhole && isMonth))
            throw new UsageException($"'{metric.Id}' is counted month by month: from and to are the first of a month, and the grain is month.", "grain");
        if (!isWhole || query.Grain is Grain.Hour or Grain.Day or Grain.Week)
            throw new UsageException($"'{metric.Id}' is counted in whole months: from and to are the first of a month, and the grain is month, quarter, year or total.", "grain");
    }
}
