using Deskmeter.Facts;

namespace Deskmeter.Metrics.Sql;

/// <summary>The figures of one KPI with a measure over a frame, as a part of a statement can give them.</summary>
/// <param name="Metric">A KPI with a measure.</param>
/// <param name="Slices">What the frame is broken down by; last, where rows are never pooled, the column that parts them.</param>
/// <param name="Filters">The question's filters, as slices of this fact.</param>
/// <param name="Settings">The KPI's settings, filled in.</param>
/// <param name="Clock">The clock that this KPI runs on.</param>
internal sealed record LeafRequest(
    Metric Metric,
    FactTable Fact,
    Frame Frame,
    IReadOnlyList<FactSlice> Slices,
    IReadOnlyList<(Filter Filter, FactSlice Slice)> Filters,
    IReadOnlyDictionary<string, double> Settings,
    Clock Clock)
{
    /// <summary>How the rows are spread is asked for too.</summary>
    public bool HasBins { get; init; }

    /// <summary>Requests of one kind can share a statement.</summary>
    public string Kind { get; } = string.Join('|', [
        Metric.Fact!, Metric.DatedBy!.ToString(), .. Slices.Select(slice => slice.Key), "where",
        .. Filters.Select(pair => $"{pair.Slice.Column ?? pair.Slice.Word}{(pair.Filter.IsNegated ? "!=" : "=")}{string.Join(',', pair.Filter.Values.Select(value => value ?? "\0"))}")]);

    /// <summary>How many of the slices were asked for.</summary>
    public int Asked => Frame.By.Count;
}

/// <summary>What all parts of a question share.</summary>
/// <param name="Timeline">Its periods.</param>
/// <param name="Workspace">The zone of the dates and hours that stand in the tables.</param>
internal sealed record PlanContext(Timeline Timeline, NodaTime.DateTimeZone Workspace)
{
    /// <summary>The instant before which records were removed for good, so that nobody knows the figures of it; null: none were.</summary>
    public NodaTime.Instant? KeptFrom { get; init; }
}
