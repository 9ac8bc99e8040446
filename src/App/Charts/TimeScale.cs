using System.Globalization;
using NodaTime;

namespace Deskmeter.App.Charts;

/// <summary>Places instants on a width of 100 %.</summary>
public sealed class TimeScale(Instant from, Instant to)
{
    private readonly double _length = Math.Max(1, (to - from).TotalSeconds);

    public Instant From { get; } = from;

    public Instant To { get; } = to;

    /// <summary>0 to 100.</summary>
    public double Place(Instant at) => Math.Clamp((at - From).TotalSeconds / _length, 0, 1) * 100;

    /// <summary>The place as an attribute.</summary>
    public string At(Instant at) => Percent(Place(at));

    /// <summary>The width of a stretch as an attribute; never so thin that it is not seen.</summary>
    public string Width(Instant from, Instant to) => Percent(Math.Max(0.3, Place(to) - Place(from)));

    public static string Percent(double place) => place.ToString("0.##", CultureInfo.InvariantCulture) + "%";

    /// <summary>At most eight local midnights, evenly apart.</summary>
    public IReadOnlyList<LocalDate> Days(DateTimeZone zone)
    {
        var (first, last) = (From.InZone(zone).Date.PlusDays(1), To.InZone(zone).Date);
        var days = Period.DaysBetween(first, last) + 1;
        if (days <= 0) return [];
        int[] steps = [1, 2, 7, 14, 28, 56, 91, 182, 364];
        var step = steps.FirstOrDefault(step => days <= 8 * step, days);
        return [.. Enumerable.Range(0, ((days - 1) / step) + 1).Select(index => first.PlusDays(index * step))];
    }
}
