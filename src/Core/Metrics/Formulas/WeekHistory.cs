using NodaTime;

namespace Deskmeter.Metrics.Formulas;

/// <summary>The same weekdays (and hours) in the weeks before each day (or hour) of a series.</summary>
internal sealed class WeekHistory
{
    public WeekHistory(Timeline timeline, BucketSeries series, int weeks)
    {
        var (whole, cut) = (new Dictionary<(LocalDate, int), Bucket>(), new Dictionary<(LocalDate, int), Bucket>());
        var units = series.Buckets.Select(bucket => UnitsOf(timeline, bucket).Select(unit =>
        {
            var elapsed = unit.IsWhole ? null : timeline.Elapsed(unit);
            var past = Enumerable.Range(1, weeks).Select(week => timeline.Unit(unit.From.PlusWeeks(-week), unit.Hour, elapsed)).OfType<Bucket>().ToList();
            foreach (var before in past) (unit.IsWhole ? whole : cut)[KeyOf(before)] = before;
            return (IsCut: !unit.IsWhole, Past: past);
        }).ToList()).ToList();
        Whole = Of(series, "weeks before", whole);
        Cut = Of(series, "weeks before, cut", cut);
        var (wholePlaces, cutPlaces) = (Places(Whole), Places(Cut));
        Units = [.. units.Select(list => (IReadOnlyList<Unit>)[.. list.Select(unit =>
            new Unit(unit.IsCut, [.. unit.Past.Select(before => (unit.IsCut ? cutPlaces : wholePlaces)[KeyOf(before)])]))])];
    }

    /// <summary>One day or hour of a period, and the places of those before it.</summary>
    /// <param name="IsCut">It runs, and those before it are cut alike: they are in <see cref="Cut"/>.</param>
    public sealed record Unit(bool IsCut, IReadOnlyList<int> Places);

    public BucketSeries Whole { get; }

    public BucketSeries Cut { get; }

    /// <summary>By place in the series.</summary>
    public IReadOnlyList<IReadOnlyList<Unit>> Units { get; }

    private static IEnumerable<Bucket> UnitsOf(Timeline timeline, Bucket bucket)
    {
        if (!bucket.IsKnown) return [];
        if (bucket.Hour is not null) return [bucket];
        return Enumerable.Range(0, Period.DaysBetween(bucket.From, bucket.To))
            .Select(day => timeline.Unit(bucket.From.PlusDays(day), null, null)!)
            .Select(day => day.Until > bucket.Until ? day with { Until = bucket.Until } : day)
            .Where(day => day.IsKnown);
    }

    private static (LocalDate, int) KeyOf(Bucket bucket) => (bucket.From, bucket.Hour ?? 0);

    private static Dictionary<(LocalDate, int), int> Places(BucketSeries series) =>
        series.Buckets.Select((bucket, place) => (Key: KeyOf(bucket), place)).ToDictionary(pair => pair.Key, pair => pair.place);

    private static BucketSeries Of(BucketSeries series, string name, Dictionary<(LocalDate, int), Bucket> buckets) => series with
    {
        Key = $"{series.Key} {name}",
        Grain = series.Grain == Grain.Hour ? Grain.Hour : Grain.Day,
        Buckets = [.. buckets.Values.OrderBy(bucket => bucket.Start)],
    };
}
