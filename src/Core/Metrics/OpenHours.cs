using System.Globalization;
using NodaTime;

namespace Deskmeter.Metrics;

/// <summary>How many hours of a period one can be reached in, by hour of the day and by day of the week.</summary>
/// <param name="open">The open stretches between two instants; null: always open.</param>
internal sealed class OpenHours(DateTimeZone zone, Func<Instant, Instant, IEnumerable<(Instant From, Instant To)>>? open)
{
    private const double HourSeconds = 3600;
    private readonly Dictionary<Bucket, (double[] Hours, double[] Weekdays)> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>The open hours of a period that fall into a member of the slice <c>hour</c> (0-23) or <c>weekday</c> (1-7).</summary>
    public double? Of(Bucket bucket, string slice, string? member)
    {
        if (!int.TryParse(member, NumberStyles.None, CultureInfo.InvariantCulture, out var place)) return null;
        if (!_known.TryGetValue(bucket, out var sums)) _known[bucket] = sums = Add(bucket);
        return (slice == "hour" ? sums.Hours[place] : sums.Weekdays[place]) / HourSeconds;
    }

    private (double[] Hours, double[] Weekdays) Add(Bucket bucket)
    {
        var (hours, weekdays) = (new double[24], new double[8]);
        foreach (var (from, to) in open?.Invoke(bucket.Start, bucket.Until) ?? [(bucket.Start, bucket.Until)])
        {
            for (var at = from; at < to;)
            {
                var local = at.InZone(zone);
                var next = at + Duration.FromSeconds(HourSeconds - (local.Minute * 60) - local.Second);
                var end = next < to ? next : to;
                var seconds = (end - at).TotalSeconds;
                hours[local.Hour] += seconds;
                weekdays[(int)local.DayOfWeek] += seconds;
                at = end;
            }
        }

        return (hours, weekdays);
    }
}
