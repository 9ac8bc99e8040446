using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using Deskmeter.Metrics;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Metrics.Engine;

/// <summary>Random facts and random questions, against counting row by row.</summary>
public sealed class EngineOracleTests
{
    private static readonly string[] Zones = ["UTC", "Europe/Amsterdam", "Asia/Kolkata", "America/New_York"];
    private static readonly string?[] Channels = ["web", "mail", null];
    private static readonly Instant First = Instant.FromUtc(2016, 1, 1, 0, 0);

    private sealed record Thing(Instant From, Instant? Until, string? Channel);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Counting_row_by_row_gives_the_same(int seed)
    {
        var random = new Random(seed);
        using var world = new EngineWorld { Settings = new() { Zone = Zones[seed % Zones.Length] } };
        var things = Enumerable.Range(0, 250).Select(_ => Something(random)).ToList();
        foreach (var thing in things) Add(world, thing);
        for (var i = 0; i < 40; i++)
        {
            var query = Question(random);
            var kpis = query.Grain == Grain.Hour ? query.Kpis.Take(2).ToList() : query.Kpis;
            foreach (var row in world.Run(query with { Kpis = kpis }).Rows) Check(query, row, things);
        }
    }

    private static void Check(MetricQuery query, MetricRow row, List<Thing> things)
    {
        var zone = DateTimeZoneProviders.Tzdb[query.Zone!];
        var hour = query.Grain == Grain.Hour ? int.Parse(row.Period[^2..], System.Globalization.CultureInfo.InvariantCulture) : (int?)null;
        var members = query.By.Count == 0 ? things : [.. things.Where(thing => thing.Channel == row.Slice["channel"])];
        var what = $"{row.Kpi} {row.Period} {string.Join(',', row.Slice.Values)} of {query}";
        Same(Expected(row.Kpi, members, zone, row.From, row.To, hour, query.AsOf!.Value), row.Value, what);
        // Where all is over, a comparison is the same figure of other dates.
        if (row.Compare is { } before && before.From < before.To && query.AsOf > First + Duration.FromDays(600))
            Same(Expected(row.Kpi, members, zone, before.From, before.To, hour, query.AsOf.Value), before.Value, $"before {what}");
    }

    private static double? Expected(string kpi, List<Thing> things, DateTimeZone zone, LocalDate from, LocalDate to, int? hour, Instant asOf)
    {
        bool IsIn(Instant? instant) => instant is { } at && at <= asOf && at.InZone(zone).LocalDateTime is var local && local.Date >= from && local.Date < to && (hour is null || local.Hour == hour);
        var start = hour is null ? zone.AtStartOfDay(from).ToInstant() : from.At(new LocalTime(hour.Value, 0)).InZoneLeniently(zone).ToInstant();
        if (start > asOf) return null;
        var end = zone.AtStartOfDay(to).ToInstant();
        var isOver = end <= asOf;
        bool IsThere(Thing thing) => isOver
            ? thing.From < end && (thing.Until is null || thing.Until >= end)
            : thing.From <= asOf && (thing.Until is null || thing.Until > asOf);
        return kpi switch
        {
            "tickets_created" => things.Count(thing => IsIn(thing.From)),
            "resolution_time" => Median(things.Where(thing => IsIn(thing.Until)).Select(thing => (thing.Until!.Value - thing.From).TotalSeconds)),
            "unresolved_tickets" => things.Count(IsThere),
            _ => Median(things.Where(IsThere).Select(thing => ((isOver ? end : asOf) - thing.From).TotalSeconds)),
        };
    }

    private static double? Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        if (sorted.Count == 0) return null;
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static void Same(double? expected, double? actual, string what) =>
        Assert.True(expected == actual || Math.Abs(expected - actual ?? 1) < 1e-6, $"{actual}, and row by row {expected}: {what}");

    private static Thing Something(Random random)
    {
        var from = First + Duration.FromMinutes(random.Next(366 * 24 * 60));
        var until = random.Next(4) == 0 ? (Instant?)null : from + Duration.FromMinutes(random.Next(4) == 0 ? random.Next(90 * 24 * 60) : random.Next(3000));
        return new Thing(from, until, Channels[random.Next(Channels.Length)]);
    }

    private static void Add(EngineWorld world, Thing thing)
    {
        var slices = new TicketSlices { Channel = thing.Channel };
        var text = thing.From.ToString("uuuu-MM-dd'T'HH:mm", null);
        world.Ticket(text, ticket => ticket with { LastResolved = thing.Until, Resolution = thing.Until is { } at ? new Elapsed((long)(at - thing.From).TotalSeconds, null) : null }, slices);
        world.Span(text, thing.Until?.ToString("uuuu-MM-dd'T'HH:mm", null), Stage.Open, text, slices);
    }

    private static MetricQuery Question(Random random)
    {
        var grain = Enum.GetValues<Grain>()[random.Next(7)];
        var from = new LocalDate(2016, 1, 1).PlusDays(random.Next(300));
        if (random.Next(2) == 0) from = from.With(DateAdjusters.StartOfMonth);
        return new MetricQuery
        {
            Kpis = ["tickets_created", "resolution_time", "unresolved_tickets", "backlog_age"],
            From = from,
            To = random.Next(2) == 0 ? from.PlusMonths(1 + random.Next(4)) : from.PlusDays(1 + random.Next(grain == Grain.Hour ? 5 : 150)),
            Grain = grain,
            By = random.Next(2) == 0 ? [] : ["channel"],
            Compare = Enum.GetValues<Compare>()[random.Next(3)],
            Zone = Zones[random.Next(Zones.Length)],
            AsOf = random.Next(2) == 0 ? First + Duration.FromDays(700) : First + Duration.FromMinutes(random.Next(366 * 24 * 60)),
        };
    }
}
