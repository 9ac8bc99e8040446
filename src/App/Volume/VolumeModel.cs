using Deskmeter.App.Board;
using Deskmeter.App.Charts;
using Deskmeter.Metrics;
using Deskmeter.Volume;
using NodaTime;

namespace Deskmeter.App.Volume;

/// <summary>One channel over the period shown: its count, its share, and how both went on.</summary>
/// <param name="Member">The channel; null is "none".</param>
/// <param name="Reading">Its count beside the one before.</param>
/// <param name="Points">By day, or longer periods.</param>
/// <param name="Before">The same periods of the comparison, laid over.</param>
public sealed record ChannelVolume(string? Member, Reading Reading, IReadOnlyList<double?> Points, IReadOnlyList<double?> Before);

/// <summary>One point of the line against the usual.</summary>
public sealed record VolumePoint(string Name, string? Label, MetricRow Row, double? Usual);

/// <summary>How much comes in, when, and on which channels.</summary>
public sealed class VolumeModel
{
    public const string Kpi = "tickets_created";
    private const string Baseline = "volume_vs_baseline";
    private static readonly string[] PeakKpis = ["peak_hour", "peak_weekday"];

    private VolumeModel()
    {
    }

    public required Reading Created { get; init; }

    /// <summary>Against what is usual for these days; null where it cannot be asked as filtered.</summary>
    public required Reading? AgainstUsual { get; init; }

    /// <summary>The busiest hour and weekday, per open hour.</summary>
    public required IReadOnlyList<Reading> Peaks { get; init; }

    public required HeatGrid Heat { get; init; }

    public required Grain Grain { get; init; }

    public required IReadOnlyList<VolumePoint> Points { get; init; }

    public required AxisTicks Axis { get; init; }

    /// <summary>The most frequent first.</summary>
    public required IReadOnlyList<ChannelVolume> Channels { get; init; }

    /// <summary>Tickets created in the median of the same weekdays of the eight weeks before.</summary>
    public double? Usual => UsualOf(Created.Row.Value, AgainstUsual?.Row.Value);

    /// <summary>Tickets created for each hour that one can be reached in; null without a calendar or open hours.</summary>
    public double? PerOpenHour => Heat.Open is { Hours: > 0 } open ? Created.Row.Value / open.Hours : null;

    public static VolumeModel Of(Visit visit)
    {
        var readings = Readings.Ask(visit, [.. PeakKpis.Prepend(Baseline).Prepend(Kpi).Select(visit.Workspace.Catalogue.Get)]);
        var grain = Period.DaysBetween(visit.State.From, visit.State.To) switch { <= 3 => Grain.Hour, <= 62 => Grain.Day, <= 400 => Grain.Week, _ => Grain.Month };
        var points = Line(visit, grain == Grain.Hour ? Grain.Day : grain);
        return new VolumeModel
        {
            Created = readings.Find(Kpi) ?? throw new UsageException(Sentence.Of(readings.Refused[Kpi]), "where"),
            AgainstUsual = readings.Find(Baseline),
            Peaks = [.. PeakKpis.Select(readings.Find).OfType<Reading>().Where(reading => reading.HasValue)],
            Heat = HeatGrid.Of(visit, Kpi, OpenWeekOf(visit)),
            Grain = grain,
            Points = points,
            Axis = AxisTicks.Of(points.SelectMany(point => new[] { point.Row.Value, point.Usual }).OfType<double>(), MetricUnit.Count, visit.Text),
            Channels = ChannelsOf(visit, grain),
        };
    }

    private static OpenWeek? OpenWeekOf(Visit visit)
    {
        Instant Start(LocalDate date) => visit.Zone.AtStartOfDay(date).ToInstant();
        return OpenWeek.Of(visit.Workspace.Settings, visit.Zone, Start(visit.State.From), Instant.Min(Start(visit.State.To), visit.AsOf));
    }

    private static List<VolumePoint> Line(Visit visit, Grain grain)
    {
        // Some weeks of context when few days are shown, so that a line is a line.
        var days = Period.DaysBetween(visit.State.From, visit.State.To);
        var from = grain == Grain.Day && days < 28 ? visit.State.To.PlusDays(-28) : visit.State.From;
        var rows = visit.Run(visit.State.Ask(Kpi, Baseline) with { From = from, Grain = grain, Compare = Compare.None }).Rows.ToLookup(row => row.Kpi);
        var usual = rows[Baseline].ToDictionary(row => row.Period, row => row.Value);
        return [.. rows[Kpi].Select((row, index) => new VolumePoint(
            visit.Dates.Period(row.Period, row.From, row.To),
            grain == Grain.Day ? row.From.DayOfWeek == IsoDayOfWeek.Monday ? visit.Dates.Axis(row.From, isLong: false) : null
                : index % 4 == 0 ? visit.Dates.Axis(row.From, grain > Grain.Week) : null,
            row, UsualOf(row.Value, usual.GetValueOrDefault(row.Period))))];
    }

    private static List<ChannelVolume> ChannelsOf(Visit visit, Grain grain)
    {
        var metric = visit.Workspace.Catalogue.Get(Kpi);
        var totals = visit.Run(visit.State.Ask(Kpi) with { By = ["channel"] }).Rows;
        var byTime = visit.Run(visit.State.Ask(Kpi) with { By = ["channel"], Grain = grain }).Rows.ToLookup(row => row.Slice["channel"]);
        return [.. totals.Where(row => row.Value is not null || row.Compare?.Value is not null).OrderByDescending(row => row.Value ?? 0).Select(row =>
        {
            var points = byTime[row.Slice["channel"]].ToList();
            return new ChannelVolume(row.Slice["channel"], new Reading(visit, metric, row) { IsRow = true },
                [.. points.Select(point => point.Value)], [.. points.Select(point => point.Compare?.Value)]);
        })];
    }

    /// <summary>The baseline is answered as a deviation from it; without anything created it cannot be told.</summary>
    private static double? UsualOf(double? created, double? deviation) => created / (1 + deviation) is { } usual && double.IsFinite(usual) ? usual : null;
}
