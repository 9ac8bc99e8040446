using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Core.Tests.Helpdesk;

/// <summary>Calendars of every kind, and instants where they are delicate: near clock changes, ends of years, exceptions.</summary>
internal sealed class RandomCalendars(int seed)
{
    private static readonly string[] DelicateZones =
    [
        "UTC", "Europe/Amsterdam", "Europe/Istanbul", "Europe/London", "Asia/Kuala_Lumpur", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia",
        "America/New_York", "America/Sao_Paulo", "America/St_Johns", "Asia/Tehran", "Africa/Cairo", "Africa/Casablanca",
        "Pacific/Chatham", "Pacific/Kiritimati", "America/Havana", "Asia/Gaza", "Antarctica/Troll", "Europe/Budapest",
    ];

    private readonly Random _random = new(seed);

    public BusinessCalendar Next()
    {
        var ids = DateTimeZoneProviders.Tzdb.Ids;
        var zone = _random.Next(2) == 0 ? DelicateZones[_random.Next(DelicateZones.Length)] : ids[_random.Next(ids.Count)];
        var dates = Enumerable.Range(0, 40).Select(_ => new LocalDate(2009, 1, 1).PlusDays(_random.Next(16 * 365))).ToList();
        return new BusinessCalendar
        {
            Name = "random",
            TimeZone = zone,
            Versions =
            [
                new CalendarVersion(null, Week()),
                .. dates.Take(_random.Next(3)).Distinct().Order().Select(date => new CalendarVersion(date, Week())),
            ],
            Holidays = dates.Skip(5).Take(12).ToHashSet(),
            Openings = dates.Skip(14).Take(8).Distinct().ToDictionary(date => date, _ => Intervals()),
            Breaks = dates.Skip(20).Take(20).Distinct().ToDictionary(date => date, _ => Intervals()),
        };
    }

    /// <summary>Seconds since 1970, from 2009 to 2025; every other one within two days of a change of the zone's clock or of the year.</summary>
    public long Instant(BusinessCalendar calendar)
    {
        var from = NodaTime.Instant.FromUtc(2009, 1, 1, 0, 0).ToUnixTimeSeconds();
        var anywhere = from + _random.NextInt64(16L * 365 * 86_400);
        if (_random.Next(2) == 0) return anywhere;
        var near = DateTimeZoneProviders.Tzdb[calendar.TimeZone].GetZoneInterval(NodaTime.Instant.FromUnixTimeSeconds(anywhere));
        var centre = near.HasEnd && near.End < NodaTime.Instant.FromUtc(2026, 1, 1, 0, 0)
            ? near.End.ToUnixTimeSeconds()
            : NodaTime.Instant.FromUtc(2009 + _random.Next(16), 1, 1, 0, 0).ToUnixTimeSeconds();
        return centre + _random.NextInt64(-2 * 86_400, 2 * 86_400);
    }

    /// <summary>Up to 3 days and a half, mostly short.</summary>
    public long Length() => (long)Math.Pow(10, 5.5 * _random.NextDouble());

    private Dictionary<IsoDayOfWeek, IReadOnlyList<OpenInterval>> Week() => _random.Next(10) switch
    {
        0 => Enumerable.Range(1, 7).ToDictionary(day => (IsoDayOfWeek)day, _ => (IReadOnlyList<OpenInterval>)[new OpenInterval(0, 1440)]),
        _ => Enumerable.Range(1, 7).Where(_ => _random.Next(4) > 0).ToDictionary(day => (IsoDayOfWeek)day, _ => Intervals()),
    };

    private IReadOnlyList<OpenInterval> Intervals()
    {
        var count = _random.Next(4);
        int[] edges = [.. Enumerable.Range(0, count * 2).Select(_ => _random.Next(3) == 0 ? _random.Next(1441) : _random.Next(97) * 15).Order()];
        return [.. Enumerable.Range(0, count).Select(i => new OpenInterval(edges[2 * i], edges[2 * i + 1])).Where(i => i.FromMinute < i.ToMinute)];
    }
}
