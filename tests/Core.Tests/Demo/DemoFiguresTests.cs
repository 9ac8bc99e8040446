using Deskmeter.Demo;
using Deskmeter.Metrics;
using Deskmeter.Workspaces;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Demo;

/// <summary>The shop seen through a workspace: its figures are those of a good shop, so that a board of it shows something.</summary>
public sealed class DemoFiguresTests(DemoWorkspace shop) : IClassFixture<DemoWorkspace>
{
    [Theory]
    [InlineData("csat_score", 0.74, 0.90)]
    [InlineData("nps_transactional", 15, 60)]
    [InlineData("nps_relationship", 10, 55)]
    [InlineData("ces_score", 5, 6.2)]
    [InlineData("survey_response_rate", 0.20, 0.35)]
    [InlineData("fcr_rate", 0.65, 0.80)]
    [InlineData("fcr_by_agent", 0.50, 0.80)]
    [InlineData("fcr_by_customer", 0.65, 0.95)]
    [InlineData("fcr_by_source", 0.40, 0.70)]
    [InlineData("reopen_rate", 0.02, 0.07)]
    [InlineData("service_level", 0.6, 0.9)]
    [InlineData("abandonment_rate", 0.03, 0.09)]
    [InlineData("bot_handoff_rate", 0.4, 0.65)]
    [InlineData("occupancy", 0.70, 0.85)]
    [InlineData("shrinkage", 0.25, 0.35)]
    [InlineData("quality_score", 0.75, 0.92)]
    [InlineData("article_helpful_rate", 0.6, 0.85)]
    [InlineData("conversion_rate", 0.05, 0.15)]
    [InlineData("support_cost_ratio", 0.04, 0.09)]
    [InlineData("cost_per_ticket", 8, 18)]
    public void A_figure_of_the_two_years_is_plausible(string kpi, double least, double most)
    {
        Assert.InRange(shop.Value(kpi) ?? double.NaN, least, most);
    }

    [Fact]
    public void No_figure_of_the_last_year_is_empty() => Assert.Equal([], shop.EmptyKeys());
}

/// <summary>A small shop in a folder of its own.</summary>
public sealed class DemoWorkspace : IDisposable
{
    private static readonly Instant End = Instant.FromUtc(2026, 9, 30, 22, 0);
    private readonly string _folder = Directory.CreateTempSubdirectory("deskmeter-shop-").FullName;
    private readonly Workspace _workspace;

    public DemoWorkspace()
    {
        var shop = new DemoShop(5_000, 1, End);
        _workspace = Workspace.Open(_folder, TimeProvider.System);
        _workspace.Change(settings => settings.Adopt(shop.Settings));
        _workspace.Add(shop.Records(), shop.RecordsInAll());
    }

    public void Dispose()
    {
        _workspace.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A figure over both years; of surveys that ask customers, since a small shop's own people answer more often.</summary>
    internal double? Value(string kpi)
    {
        var query = new MetricQuery { Kpis = [kpi], From = new LocalDate(2024, 10, 1), To = new LocalDate(2026, 10, 1), AsOf = End };
        if (kpi == "survey_response_rate") query = query with { Where = [new Filter("kind", ["csat", "ces", "nps"])] };
        return _workspace.Run(query).Rows.Single().Value;
    }

    /// <summary>Keys without a value in the last twelve months; the loyalty index is asked month by month.</summary>
    internal IEnumerable<string> EmptyKeys()
    {
        var year = new MetricQuery { Kpis = [], From = new LocalDate(2025, 10, 1), To = new LocalDate(2026, 10, 1), AsOf = End };
        return _workspace.Catalogue.Ids.Where(kpi =>
            _workspace.Run(year with { Kpis = [kpi], Grain = kpi == "loyalty_index" ? Grain.Month : Grain.Total }).Rows.All(row => row.Value is null));
    }
}
