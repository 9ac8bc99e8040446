using Deskmeter.App.Figures;
using Deskmeter.App.Languages;
using Deskmeter.Metrics;
using Microsoft.Playwright;
using NodaTime;
using Xunit;

namespace Deskmeter.App.Tests.Web;

[Collection(BoardCollection.Name)]
public class BoardTests(BoardServer server, Browser browser)
{
    private static readonly FigureFormat Text = new(Language.Of("en"), "EUR");

    private static string ValueOf(string kpi) => $"[data-kpi={kpi}] .value";

    [Fact]
    public async Task Every_KPI_of_the_catalogue_is_on_the_board_with_the_engines_figure()
    {
        await using var page = await browser.Open(server);
        var board = await page.GoTo("/?from=2026-10-01&to=2026-11-01&clock=calendar&layout=all");
        var metrics = server.Workspace.Catalogue.All;
        Assert.Equal(
            metrics.Select(metric => metric.Id).Order(StringComparer.Ordinal),
            (await board.Locator("main [data-kpi]").EvaluateAllAsync<string[]>("all => all.map(one => one.dataset.kpi)")).Order(StringComparer.Ordinal));
        var asked = metrics.Where(metric => metric.By is null).ToList();
        foreach (var row in Run([.. asked.Select(metric => metric.Id)], new LocalDate(2026, 10, 1), new LocalDate(2026, 11, 1)))
        {
            var shown = await board.Locator(ValueOf(row.Kpi)).TextContentAsync();
            var expected = row.Value is { } value ? Text.Text(value, row.Unit) : "No data";
            Assert.Equal(Plain(expected), Plain(shown).TrimStart('+'));
        }
    }

    [Fact]
    public async Task Another_period_changes_address_and_figures()
    {
        await using var page = await browser.Open(server);
        var board = await page.GoTo("/");
        await page.Follow(it => it.Locator("select[name=period]").SelectOptionAsync("last_month"), "?period=last_month");
        await Shows(board, "tickets_created", new LocalDate(2026, 10, 1), new LocalDate(2026, 11, 1), Clock.Business);
        await page.Follow(it => it.Locator("select[name=compare]").SelectOptionAsync("none"), "compare=none");
        Assert.Equal(0, await board.Locator(".tile .change").CountAsync());
        await page.Follow(it => it.Locator("select[name=period]").SelectOptionAsync("28d"), "/?compare=none");
        Assert.DoesNotContain("period", board.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_dates_are_asked_for_and_kept()
    {
        await using var page = await browser.Open(server);
        var board = await page.GoTo("/");
        Assert.False(await board.Locator("input[name=from]").IsVisibleAsync());
        await board.Locator("select[name=period]").SelectOptionAsync("custom");
        await board.Locator("input[name=from]").FillAsync("2026-09-01");
        await board.Locator("input[name=last]").FillAsync("2026-09-30");
        await page.Follow(it => it.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync(), "from=2026-09-01");
        await Shows(board, "tickets_created", new LocalDate(2026, 9, 1), new LocalDate(2026, 10, 1), Clock.Business);
    }

    [Fact]
    public async Task The_clock_changes_durations_and_nothing_else()
    {
        await using var page = await browser.Open(server);
        var board = await page.GoTo("/?from=2026-10-01&to=2026-11-01");
        await Shows(board, "resolution_time", new LocalDate(2026, 10, 1), new LocalDate(2026, 11, 1), Clock.Business);
        var created = await board.Locator(ValueOf("tickets_created")).TextContentAsync();
        await page.Follow(it => it.Locator("label:has(input[value=calendar])").ClickAsync(), "clock=calendar");
        await Shows(board, "resolution_time", new LocalDate(2026, 10, 1), new LocalDate(2026, 11, 1), Clock.Calendar);
        Assert.Equal(created, await board.Locator(ValueOf("tickets_created")).TextContentAsync());
    }

    [Fact]
    public async Task A_filter_is_added_from_the_values_of_the_data_and_taken_away()
    {
        await using var page = await browser.Open(server);
        var board = await page.GoTo("/?from=2026-10-01&to=2026-11-01");
        var all = await board.Locator(ValueOf("tickets_created")).TextContentAsync();
        await page.Follow(it => it.GetByLabel("Add filter").SelectOptionAsync("channel"), "add=channel");
        await page.Follow(it => it.Locator(".adding select").SelectOptionAsync("channel=email"), "where=channel%3Demail");
        await Shows(board, "tickets_created", new LocalDate(2026, 10, 1), new LocalDate(2026, 11, 1), Clock.Business, new Filter("channel", ["email"]));
        Assert.NotEqual(all, await board.Locator(ValueOf("tickets_created")).TextContentAsync());
        await page.Follow(it => it.GetByRole(AriaRole.Link, new() { Name = "Tickets created" }).First.ClickAsync(), "/kpi/tickets_created");
        Assert.Contains("where=channel%3Demail", board.Url, StringComparison.Ordinal);
        await page.Follow(it => it.GetByLabel("Remove filter Channel: email").ClickAsync(), "/kpi/tickets_created");
        Assert.DoesNotContain("where", board.Url, StringComparison.Ordinal);
        Assert.Equal(all, await board.Locator(".hero .value").TextContentAsync());
    }

    [Fact]
    public async Task Without_script_the_board_asks_by_its_own_button()
    {
        await using var page = await browser.Open(server, hasScript: false);
        var board = await page.GoTo("/?compare=none");
        await board.Locator("select[name=period]").SelectOptionAsync("last_month");
        await board.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).Last.ClickAsync();
        Assert.Contains("period=last_month", board.Url, StringComparison.Ordinal);
        await Shows(board, "tickets_created", new LocalDate(2026, 10, 1), new LocalDate(2026, 11, 1), Clock.Business);
    }

    [Fact]
    public async Task A_theme_is_kept_from_page_to_page()
    {
        await using var page = await browser.Open(server);
        var board = await page.GoTo("/kpis");
        await board.GetByRole(AriaRole.Button, new() { Name = "Dark" }).ClickAsync();
        Assert.Equal("dark", await board.Locator("html").GetAttributeAsync("data-theme"));
        await page.GoTo("/kpis");
        Assert.Equal("dark", await board.Locator("html").GetAttributeAsync("data-theme"));
        await board.GetByRole(AriaRole.Button, new() { Name = "Auto" }).ClickAsync();
        await page.GoTo("/kpis");
        Assert.Null(await board.Locator("html").GetAttributeAsync("data-theme"));
    }

    private async Task Shows(IPage board, string kpi, LocalDate from, LocalDate to, Clock clock, params Filter[] filters)
    {
        var row = Run([kpi], from, to, clock, filters).Single();
        await Assertions.Expect(board.Locator(ValueOf(kpi))).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(
            string.Join("\\s*", Text.Parts(row.Value!.Value, row.Unit).Select(part => $"{part.Number}\\s*{part.Unit}"))));
    }

    private IReadOnlyList<MetricRow> Run(IReadOnlyList<string> kpis, LocalDate from, LocalDate to, Clock clock = Clock.Calendar, params Filter[] filters) =>
        server.Workspace.Run(new MetricQuery { Kpis = kpis, From = from, To = to, Clock = clock, Where = filters }, TestContext.Current.CancellationToken).Rows;

    private static string Plain(string? text) => string.Concat((text ?? "").Where(letter => !char.IsWhiteSpace(letter)));
}
