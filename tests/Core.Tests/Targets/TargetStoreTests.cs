using Deskmeter.Metrics;
using Deskmeter.State;
using Deskmeter.Targets;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Targets;

public sealed class TargetStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("deskmeter-targets-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Targets_are_kept_and_one_of_the_same_day_is_corrected()
    {
        var target = new Target { Kpi = "wait", Of = FilterText.Read("team=\"a,b\""), Period = TargetPeriod.Quarter, Value = 0.1 + 0.2, Owner = "Ann", ValidFrom = new LocalDate(2026, 1, 1) };
        using (var state = StateFile.Open(_folder))
        {
            var store = new TargetStore(state, TimeProvider.System);
            store.Set(target with { Value = 1 });
            store.Set(target);
            store.Set(target with { ValidFrom = new LocalDate(2026, 4, 1), Value = null, Owner = null });
        }

        using var reopened = StateFile.Open(_folder);
        var again = new TargetStore(reopened, TimeProvider.System);
        var line = Assert.Single(again.Book.Lines);
        Assert.Equal(2, line.Count);
        Assert.Equal((target.Value, target.Owner, target.Period, target.ValidFrom, target.Line), (line[0].Value, line[0].Owner, line[0].Period, line[0].ValidFrom, line[0].Line));
        Assert.Equal((null, null), (line[1].Value, line[1].Owner));
    }

    [Theory]
    [InlineData("45min", MetricUnit.Duration, 2700)]
    [InlineData("1h 30 min", MetricUnit.Duration, 5400)]
    [InlineData("90%", MetricUnit.Rate, 0.9)]
    [InlineData("%84,5", MetricUnit.Rate, 0.845)]
    [InlineData("0.9", MetricUnit.Rate, 0.9)]
    [InlineData("-3", MetricUnit.Count, -3)]
    [InlineData("4,5", MetricUnit.Score, 4.5)]
    public void A_value_is_read_in_its_unit_and_written_so_that_it_reads_the_same(string text, MetricUnit unit, double value)
    {
        Assert.Equal(value, TargetRules.Read(text, unit)!.Value, 12);
        Assert.Equal(value, TargetRules.Read(TargetRules.Write(value, unit), unit)!.Value, 12);
    }

    [Theory]
    [InlineData("45", MetricUnit.Duration)]
    [InlineData("45min", MetricUnit.Count)]
    [InlineData("85", MetricUnit.Rate)]
    [InlineData("90%", MetricUnit.Count)]
    [InlineData("soon", MetricUnit.Duration)]
    [InlineData("1 2", MetricUnit.Count)]
    [InlineData("", MetricUnit.Count)]
    public void A_value_of_another_unit_is_refused(string text, MetricUnit unit) => Assert.Equal("value", Assert.Throws<UsageException>(() => TargetRules.Read(text, unit)).Field);

    [Fact]
    public void Every_benchmark_is_of_a_KPI_in_its_unit_with_a_known_source()
    {
        var catalogue = new MetricCatalogue(new Deskmeter.Facts.FactSchema([]).All);
        Assert.All(Benchmarks.Shipped.All, mark =>
        {
            var metric = catalogue.Get(mark.Kpi);
            Assert.True(mark.To(metric.Unit) is not { } to || to > mark.Value(metric.Unit));
            Assert.NotNull(Benchmarks.Shipped.SourceOf(mark.Source));
        });
        Assert.All(catalogue.All.SelectMany(metric => metric.Sources), source => Assert.NotEmpty(source));
    }
}
