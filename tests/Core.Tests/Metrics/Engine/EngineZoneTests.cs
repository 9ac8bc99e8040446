using Deskmeter.Metrics;
using Xunit;

namespace Deskmeter.Core.Tests.Metrics.Engine;

/// <summary>Local dates and hours, in the workspace's zone and in others.</summary>
public sealed class EngineZoneTests : IDisposable
{
    private const string Amsterdam = "Europe/Amsterdam";
    private readonly EngineWorld _utc = new();
    private readonly EngineWorld _local = new() { Settings = new() { Zone = Amsterdam } };

    public void Dispose()
    {
        _utc.Dispose();
        _local.Dispose();
    }

    [Fact]
    public void Another_zone_gives_what_a_workspace_of_that_zone_gives()
    {
        // Every 37 minutes over both clock changes of 2016.
        for (var at = EngineWorld.At("2016-03-25"); at < EngineWorld.At("2016-03-30"); at += NodaTime.Duration.FromMinutes(37)) Both(at);
        for (var at = EngineWorld.At("2016-10-28"); at < EngineWorld.At("2016-11-02"); at += NodaTime.Duration.FromMinutes(37)) Both(at);
        foreach (var question in (string[])[
            "from=2016-03-01 to=2016-12-01 grain=day", "from=2016-03-25 to=2016-11-02 grain=hour", "from=2016-01-01 to=2017-01-01 grain=month by=hour",
            "from=2016-03-01 to=2016-12-01 by=weekday,hour", "from=2016-03-01 to=2016-12-01 where=hour=2,3 grain=week", "from=2016-03-28 to=2016-10-30"])
        {
            var kpi = "kpi=tickets_created,unresolved_tickets " + question;
            if (question.Contains("hour", StringComparison.Ordinal) && !question.Contains("grain=hour", StringComparison.Ordinal)) kpi = "kpi=tickets_created " + question;
            Assert.Equal(_local.Lines(kpi), _utc.Lines($"{kpi} zone={Amsterdam}"));
            Assert.Equal(_utc.Lines(kpi), _local.Lines($"{kpi} zone=UTC"));
        }
    }

    [Fact]
    public void A_day_of_23_and_one_of_25_hours()
    {
        _local.Ticket("2016-10-30T00:30").Ticket("2016-10-30T01:30");
        var spring = _local.Lines("kpi=tickets_created from=2016-03-27 to=2016-03-28 grain=hour");
        Assert.Equal(23, spring.Count);
        Assert.DoesNotContain("2016-03-27T02 0", spring);
        // Both are half past two in the morning, before and after the clock goes back.
        var autumn = _local.Lines("kpi=tickets_created from=2016-10-30 to=2016-10-31 grain=hour");
        Assert.Equal(24, autumn.Count);
        Assert.Equal("2016-10-30T02 2", autumn[2]);
        Assert.Equal(autumn, _utc.Ticket("2016-10-30T00:30").Ticket("2016-10-30T01:30").Lines($"kpi=tickets_created from=2016-10-30 to=2016-10-31 grain=hour zone={Amsterdam}"));
    }

    [Fact]
    public void An_unknown_zone_is_named_with_the_near_match()
    {
        var error = Assert.Throws<UsageException>(() => _utc.Run(new MetricQuery { Kpis = ["tickets_created"], From = EngineWorld.On("2016-03-01"), To = EngineWorld.On("2016-04-01"), Zone = "Europe/Amsterdm" }));
        Assert.Equal(("zone", Amsterdam), (error.Field, error.Near));
    }

    private void Both(NodaTime.Instant at)
    {
        foreach (var world in (EngineWorld[])[_utc, _local])
        {
            var text = at.ToString("uuuu-MM-dd'T'HH:mm", null);
            world.Ticket(text).Span(text, null);
        }
    }
}
