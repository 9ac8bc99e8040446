using Deskmeter.Metrics;
using Deskmeter.Targets;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Targets;

public class TargetPaceTests
{
    private static readonly (LocalDate From, LocalDate To) November = (new LocalDate(2026, 11, 1), new LocalDate(2026, 12, 1));
    private static readonly Metric Solved = new() { Id = "solved", Family = "volume", Unit = MetricUnit.Count, Better = Better.Higher, IsAmount = true, Accumulates = true };
    private static readonly Metric Share = new() { Id = "share", Family = "speed", Unit = MetricUnit.Rate, Better = Better.Higher };

    [Fact]
    public void What_adds_up_goes_on_as_its_weekdays_do()
    {
        // November 2026 has 21 weekdays, of which 15 are over by the 21st: 150 of them become 210.
        var weights = Enumerable.Range(1, 5).ToDictionary(day => (IsoDayOfWeek)day, _ => 10d);
        var pace = TargetPace.Of(Solved, Row(Solved, 150), 205, November, new LocalDate(2026, 11, 22), weights);
        Assert.Equal((15 / 21d, 210d, 55d, TargetState.Met), (pace.Elapsed, Math.Round(pace.AtEnd!.Value, 6), pace.Needed!.Value, pace.State));
        var even = TargetPace.Of(Solved, Row(Solved, 150), 250, November, new LocalDate(2026, 11, 16), null);
        Assert.Equal((0.5, 300d, TargetState.Met), (even.Elapsed, even.AtEnd!.Value, even.State));
    }

    [Fact]
    public void A_share_says_what_the_rest_would_have_to_be()
    {
        // 80 of 100 in the first half; 90 % of 200 takes 100 of the 100 to come.
        var pace = TargetPace.Of(Share, Row(Share, 0.8) with { Numerator = 80, Denominator = 100 }, 0.9, November, new LocalDate(2026, 11, 16), null);
        Assert.Equal((0.8, 1.0, TargetState.Missed), (pace.AtEnd!.Value, Math.Round(pace.Needed!.Value, 9), pace.State));
    }

    [Fact]
    public void Nothing_yet_and_few_are_not_judged()
    {
        var none = TargetPace.Of(Share, Row(Share, null), 0.9, November, new LocalDate(2026, 11, 2), null);
        Assert.Equal((null, TargetState.None), (none.SoFar, none.State));
        Assert.Equal(TargetState.None, TargetPace.Of(Share, Row(Share, 0.2) with { Status = ValueStatus.Few }, 0.9, November, new LocalDate(2026, 11, 2), null).State);
    }

    private static MetricRow Row(Metric metric, double? value) => new()
    {
        Kpi = metric.Id,
        Definition = metric.Id,
        Period = "total",
        From = November.From,
        To = November.To,
        Slice = new Dictionary<string, string?>(),
        Unit = metric.Unit,
        Value = value,
        Status = value is null ? ValueStatus.NoData : ValueStatus.Ok,
    };
}
