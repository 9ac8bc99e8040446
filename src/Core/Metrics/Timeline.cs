using NodaTime;
using NodaTime.TimeZones;

namespace Deskmeter.Metrics;

/// <summary>
/// The periods of one question in its zone, and those that formulas need beside them: shifted, at their starts, weeks and months
/// before. What lies after as_of is cut off; a comparison is cut at the same elapsed local time.
/// </summary>
internal sealed class Timeline
{
    private static readonly ZoneLocalMappingResolver Lenient = Resolvers.LenientResolver;
    private readonly DateTimeZone _zone;
    private readonly Dictionary<string, BucketSeries> _known = [];
    private readonly Dictionary<LocalDate, Bucket> _days = [];
    private readonly Dictionary<LocalDate, List<Bucket>> _hours = [];

    /// <param name="zone">The zone of the local dates.</param>
    /// <param name="asOf">The last instant that counts; instants of facts are whole seconds.</param>
    public Timeline(DateTimeZone zone, Instant asOf)
    {
        _zone = zone;
        AsOf = asOf;
        Limit = Instant.FromUnixTimeSeconds(asOf.ToUnixTimeSeconds() + 1);
    }

    public DateTimeZone Zone => _zone;

    public Instant AsOf { get; }

    /// <summary>The first whole second after as_of.</summary>
    public Instant Limit { get; }

    /// <summary>The range cut into periods of a grain; the first and last may be cut by it.</summary>
    public BucketSeries Of(LocalDate from, LocalDate to, Grain grain) =>
        Known($"{PeriodLabel.Date(from)}..{PeriodLabel.Date(to)} {grain}", key => new BucketSeries(key, grain, from, to, Cut(from, to, grain)));

    /// <summary>Each period moved by as much as the range is moved for this comparison.</summary>
    public BucketSeries Shift(BucketSeries series, Compare compare) => Shift(series, RangeShift.Of(series.From, series.To, compare), $"{compare}");

    /// <summary>What came before each period: the month before a month, whatever the range around it; of a total, the range before.</summary>
    public BucketSeries Before(BucketSeries series) => Shift(series, RangeShift.Before(series), "before");

    private BucketSeries Shift(BucketSeries series, RangeShift move, string name) => Known($"{series.Key} {name}", key => new BucketSeries(
        key, series.Grain, move.Of(series.From), move.Of(series.To), [.. series.Buckets.Select(bucket => Shift(bucket, move, series.Grain))]));

    /// <summary>The moment before each period, for stocks.</summary>
    public BucketSeries Starts(BucketSeries series) => Known($"{series.Key} at start", key => series with
    {
        Key = key,
        Buckets =
        [
            .. series.Buckets.Select(bucket => bucket with
            {
                Start = Instant.MinValue,
                End = bucket.Start,
                Until = bucket.IsKnown ? bucket.Start : Instant.MinValue,
            }),
        ],
    });

    /// <summary>The <paramref name="count"/> whole months before each period, one series for all: place of a period's first is its month.</summary>
    public BucketSeries MonthsBefore(BucketSeries series, int count) => Of(
        series.Buckets[0].From.With(DateAdjusters.StartOfMonth).PlusMonths(-count),
        series.Buckets[^1].From.With(DateAdjusters.StartOfMonth),
        Grain.Month);

    /// <summary>One local day, or one hour of it, up to an elapsed local time of it.</summary>
    public Bucket? Unit(LocalDate date, int? hour, Period? elapsed)
    {
        var unit = hour is { } known ? Hours(date).Find(bucket => bucket.Hour == known) : Day(date);
        return unit is null || elapsed is null ? unit : unit with { Until = Earlier(unit.Until, At(LocalStart(unit) + elapsed)) };
    }

    /// <summary>How much local time of a period that is not whole has passed.</summary>
    public Period Elapsed(Bucket bucket) => Period.Between(LocalStart(bucket), bucket.Until.InZone(_zone).LocalDateTime, PeriodUnits.AllTimeUnits);

    private BucketSeries Known(string key, Func<string, BucketSeries> make) => _known.TryGetValue(key, out var series) ? series : _known[key] = make(key);

    private List<Bucket> Cut(LocalDate from, LocalDate to, Grain grain)
    {
        var buckets = new List<Bucket>();
        for (var start = from; start < to;)
        {
            var next = PeriodLabel.Next(start, grain);
            var end = next < to ? next : to;
            if (grain == Grain.Hour) buckets.AddRange(Hours(start));
            else buckets.Add(Whole(PeriodLabel.Of(start, grain), start, end));
            start = end;
        }

        return buckets;
    }

    private Bucket Shift(Bucket bucket, RangeShift move, Grain grain)
    {
        var (from, to) = move.Of(bucket.From, bucket.To, grain);
        var shifted = from >= to ? null : bucket.Hour is { } hour ? Unit(from, hour, null) : Whole(bucket.Label, from, to);
        if (shifted is null) return new Bucket(bucket.Label, from, from, bucket.Hour, StartOf(from), StartOf(from), StartOf(from));
        if (!bucket.IsKnown) return shifted with { Until = shifted.Start };
        if (bucket.IsWhole) return shifted;
        var cut = Earlier(shifted.Until, At(LocalStart(shifted) + Elapsed(bucket)));
        return shifted with { Until = cut };
    }

    private Bucket Whole(string label, LocalDate from, LocalDate to)
    {
        var end = StartOf(to);
        return new Bucket(label, from, to, null, StartOf(from), end, Earlier(end, Limit));
    }

    private Bucket Day(LocalDate date) =>
        _days.TryGetValue(date, out var day) ? day : _days[date] = Whole(PeriodLabel.Date(date), date, date.PlusDays(1));

    private List<Bucket> Hours(LocalDate date) => _hours.TryGetValue(date, out var hours) ? hours : _hours[date] = [.. HoursOf(date)];

    private IEnumerable<Bucket> HoursOf(LocalDate date)
    {
        var starts = Enumerable.Range(0, 24).Select(hour => (Hour: hour, Start: StartOfHour(date, hour))).Where(pair => pair.Start is not null).ToList();
        for (var i = 0; i < starts.Count; i++)
        {
            var end = i + 1 < starts.Count ? starts[i + 1].Start!.Value : StartOf(date.PlusDays(1));
            var label = PeriodLabel.Of(date, Grain.Hour, starts[i].Hour);
            yield return new Bucket(label, date, date.PlusDays(1), starts[i].Hour, starts[i].Start!.Value, end, Earlier(end, Limit));
        }
    }

    /// <summary>The first instant of a local hour; null where the clock jumps over it.</summary>
    private Instant? StartOfHour(LocalDate date, int hour)
    {
        var map = _zone.MapLocal(date.At(new LocalTime(hour, 0)));
        if (map.Count > 0) return map.First().ToInstant();
        var after = map.LateInterval.Start.InZone(_zone).LocalDateTime;
        return after.Date == date && after.Hour == hour ? map.LateInterval.Start : null;
    }

    private static LocalDateTime LocalStart(Bucket bucket) => bucket.From.At(new LocalTime(bucket.Hour ?? 0, 0));

    private Instant At(LocalDateTime local) => _zone.ResolveLocal(local, Lenient).ToInstant();

    private Instant StartOf(LocalDate date) => _zone.AtStartOfDay(date).ToInstant();

    private static Instant Earlier(Instant one, Instant other) => one < other ? one : other;
}
