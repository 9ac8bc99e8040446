using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Demo;

/// <summary>When customers write, on which channel and about what: growth, seasons, weekdays, hours, holidays and bad days.</summary>
internal sealed class DemoDemand
{
    private const long Hour = 3600;
    private const long Day = 86_400;
    private static readonly double[] Months = [0.96, 0.88, 0.94, 1.02, 1.12, 1.16, 1.18, 1.06, 0.92, 0.92, 1.06, 1.22];
    private static readonly double[] Weekdays = [1.26, 1.10, 1.04, 1.02, 0.98, 0.66, 0.56];

    private readonly long _start;
    private readonly int _seed;
    private readonly LocalDate _firstDate;
    private readonly LocalDate _lastDate;
    private readonly BusinessCalendar _calendar;
    private readonly IReadOnlyList<DemoIncident> _incidents;
    private readonly double[] _arrivals;
    private readonly double[][] _channels;
    private readonly List<DayShape> _days = [];

    /// <param name="start">Local midnight at which the two years begin.</param>
    /// <param name="end">The instant at which they end.</param>
    public DemoDemand(int seed, Instant start, Instant end, BusinessCalendar calendar)
    {
        (_seed, _start, _calendar) = (seed, start.ToUnixTimeSeconds(), calendar);
        var zone = DateTimeZoneProviders.Tzdb[calendar.TimeZone];
        (_firstDate, _lastDate) = (start.InZone(zone).Date, end.InZone(zone).Date);
        _incidents = DemoIncident.Before(_lastDate, seed);
        var hours = (int)((end.ToUnixTimeSeconds() - _start) / Hour);
        _arrivals = new double[hours + 1];
        _channels = new double[hours][];
        var open = new BusinessHours(calendar);
        for (var hour = 0; hour < hours; hour++)
        {
            var at = _start + hour * Hour;
            var local = Instant.FromUnixTimeSeconds(at).InZone(zone).LocalDateTime;
            var day = DayOf(local.Date);
            _channels[hour] = Channels(day, local.Hour, open.Elapsed(at, at + Hour) / (double)Hour);
            _arrivals[hour + 1] = _arrivals[hour] + _channels[hour][^1];
        }
    }

    /// <summary>Seconds since 1970 at which this part (0 to 1) of all tickets has come.</summary>
    public long At(double part)
    {
        var wanted = part * _arrivals[^1];
        var hour = HourAt(wanted);
        var within = (wanted - _arrivals[hour]) / (_arrivals[hour + 1] - _arrivals[hour]);
        return _start + hour * Hour + Math.Clamp((long)(within * Hour), 0, Hour - 1);
    }

    public int Channel(long at, DemoRandom random) => random.Pick(_channels[(int)((at - _start) / Hour)]);

    public int Topic(long at, DemoRandom random) => random.Pick(DayAt(at).Topics);

    /// <summary>How much longer everything takes on that day.</summary>
    public double SlownessAt(long at) => DayAt(at).Slowness;

    public bool IsIllness(LocalDate date) => _incidents.Any(incident => incident.IsIllness && incident.Includes(date));

    /// <summary>How much of the two years has passed, 0 to 1 and a little more after them.</summary>
    public double Passed(long at) => (at - _start) / (double)(_days.Count * Day);

    private DayShape DayAt(long at) => _days[(int)Math.Clamp((at - _start) / Day, 0, _days.Count - 1)];

    private int HourAt(double wanted)
    {
        var found = Array.BinarySearch(_arrivals, wanted);
        var hour = found >= 0 ? found : ~found - 1;
        while (hour >= _channels.Length || _arrivals[hour + 1] <= _arrivals[hour]) hour--;
        return hour;
    }

    private DayShape DayOf(LocalDate date)
    {
        while (_days.Count <= Period.DaysBetween(_firstDate, date)) _days.Add(Shape(_firstDate.PlusDays(_days.Count)));
        return _days[Period.DaysBetween(_firstDate, date)];
    }

    private DayShape Shape(LocalDate date)
    {
        var random = DemoRandom.For(_seed, DemoDraw.Day, Period.DaysBetween(_firstDate, date));
        var passed = Period.DaysBetween(_firstDate, date) / (double)Period.DaysBetween(_firstDate, _lastDate);
        var today = _incidents.Where(incident => incident.Includes(date)).ToList();
        var rush = Season(date) * Rush(date) * random.Around(1, 0.12) * today.Aggregate(1.0, (all, incident) => all * incident.Volume);
        var holiday = _calendar.Holidays.Contains(date) ? 0.55 : 1;
        var slowness = Math.Sqrt(rush) * (1.12 - 0.24 * passed) * (date.DayOfWeek == IsoDayOfWeek.Monday ? 1.15 : 1)
            * today.Aggregate(1.0, (all, incident) => all * incident.Slowness);
        return new DayShape(
            (0.85 + 0.3 * passed) * Weekdays[(int)date.DayOfWeek - 1] * rush * holiday, passed, slowness, Topics(date, today));
    }

    /// <summary>The month's part, sliding from the middle of one month to the next.</summary>
    private static double Season(LocalDate date)
    {
        var place = date.Month - 1 + (date.Day - 15) / 30.0;
        var before = (int)Math.Floor(place);
        var within = place - before;
        return Months[(before + 12) % 12] * (1 - within) + Months[(before + 1) % 12] * within;
    }

    /// <summary>Black Friday and its weekend, and the weeks of parcels around Christmas.</summary>
    private static double Rush(LocalDate date)
    {
        var fromBlackFriday = Period.DaysBetween(DemoCalendars.BlackFriday(date.Year), date);
        if (fromBlackFriday is >= 0 and <= 4) return 1.9;
        if (fromBlackFriday is > 4 and <= 10) return 1.35;
        return date.Month == 12 && date.Day is > 14 and < 24 ? 1.25 : date.Month == 1 && date.Day is > 1 and < 9 ? 1.2 : 1;
    }

    private static double[] Topics(LocalDate date, List<DemoIncident> today)
    {
        var afterChristmas = (date.Month == 12 && date.Day > 26) || (date.Month == 1 && date.Day < 15);
        double[] sums = new double[DemoTopic.All.Length];
        double sum = 0;
        for (var topic = 0; topic < sums.Length; topic++)
        {
            var weight = DemoTopic.All[topic].Share * (afterChristmas && topic == DemoTopic.Return ? 1.9 : 1);
            foreach (var incident in today) weight *= incident.Topic == topic ? incident.Weight : 1;
            sums[topic] = sum += weight;
        }

        return sums;
    }

    private static double[] Channels(DayShape day, int localHour, double open)
    {
        var sums = new double[DemoChannel.All.Length];
        double sum = 0;
        for (var channel = 0; channel < sums.Length; channel++)
        {
            var kind = DemoChannel.All[channel];
            // Callers spread over the open hours; everybody else follows the clock.
            var hour = kind.IsLive ? open / 9 : DemoChannel.Hours[localHour];
            sums[channel] = sum += day.Volume * kind.Share * (1 + kind.Growth * day.Passed) * hour;
        }

        return sums;
    }

    private sealed record DayShape(double Volume, double Passed, double Slowness, double[] Topics);
}
