using Deskmeter.Metrics;
using Microsoft.Playwright;
using NodaTime;
using Xunit;

namespace Deskmeter.App.Tests.Web;

[Collection(BoardCollection.Name)]
public class KpiPageTests(BoardServer server, Browser browser)
{
    private const string October = "from=2026-10-01&to=2026-11-01";

    [Fact]
    public async Task A_trend_is_drawn_from_the_table_beside_it()
    {
        await using var page = await browser.Open(server);
        var kpi = await page.GoTo($"/kpi/tickets_created?{October}&grain=day");
        await Assertions.Expect(kpi.Locator("trend-chart canvas")).ToBeVisibleAsync();
        var rows = await kpi.Locator("figure tbody tr[data-shown] td:nth-child(2)").EvaluateAllAsync<string[]>("cells => cells.map(cell => cell.dataset.v)");
        var expected = server.Workspace.Run(Query("tickets_created") with { Grain = Grain.Day }, TestContext.Current.CancellationToken).Rows;
        Assert.Equal(expected.Select(row => row.Value!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)), rows);
        await page.Follow(it => it.GetByRole(AriaRole.Link, new() { Name = "Weeks" }).ClickAsync(), "grain=week");
        await Assertions.Expect(kpi.Locator("trend-chart canvas")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_breakdown_adds_up_and_leads_to_its_members()
    {
        await using var page = await browser.Open(server);
        var kpi = await page.GoTo($"/kpi/tickets_created?{October}");
        await page.Follow(it => it.GetByLabel("Break down by").SelectOptionAsync("priority"), "by=priority");
        var parts = await kpi.Locator("#by tbody td:nth-child(3)").AllTextContentsAsync();
        var whole = await kpi.Locator("#by tfoot td:nth-child(3)").TextContentAsync();
        Assert.Equal(int.Parse(whole!, System.Globalization.CultureInfo.InvariantCulture), parts.Sum(part => int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)));
        var first = await kpi.Locator("#by tbody tr").First.Locator("td:nth-child(3)").TextContentAsync();
        await page.Follow(it => it.Locator("#by tbody a").First.ClickAsync(), "where=priority");
        Assert.Equal(first, await kpi.Locator(".hero .value").TextContentAsync());
    }

    [Fact]
    public async Task From_the_figure_to_its_worst_ticket_and_what_made_its_time()
    {
        await using var page = await browser.Open(server);
        var kpi = await page.GoTo($"/kpi/first_response_time?{October}&clock=calendar");
        var time = await kpi.Locator("#tickets tbody tr").First.Locator("td:last-child").TextContentAsync();
        await page.Follow(it => it.Locator("#tickets tbody a").First.ClickAsync(), "/tickets/");
        Assert.Equal(time, await kpi.Locator("[data-column=first_reply_seconds] [data-clock=calendar]").TextContentAsync());
        await Assertions.Expect(kpi.Locator(".effect.starts", new() { HasText = "First response time" })).ToHaveCountAsync(1);
        await Assertions.Expect(kpi.Locator(".effect.stops", new() { HasText = $"First response time: {time}" })).ToHaveCountAsync(1);
        var all = await kpi.Locator(".event").CountAsync();
        await page.Follow(it => it.GetByRole(AriaRole.Link, new() { Name = "Only those that moved a clock" }).ClickAsync(), "events=clocks");
        Assert.InRange(await kpi.Locator(".event").CountAsync(), 2, all - 1);
        await page.Follow(it => it.GetByRole(AriaRole.Link, new() { Name = "First response time, October 2026" }).ClickAsync(), "/kpi/first_response_time");
    }

    [Fact]
    public async Task The_list_of_tickets_goes_on_page_by_page()
    {
        await using var page = await browser.Open(server);
        var kpi = await page.GoTo($"/kpi/resolution_time?{October}");
        var first = await kpi.Locator("#tickets tbody a").First.TextContentAsync();
        await page.Follow(it => it.GetByRole(AriaRole.Link, new() { Name = "Next" }).ClickAsync(), "page=2");
        Assert.NotEqual(first, await kpi.Locator("#tickets tbody a").First.TextContentAsync());
        await page.Follow(it => it.GetByRole(AriaRole.Link, new() { Name = "Previous" }).ClickAsync(), "/kpi/resolution_time");
        Assert.Equal(first, await kpi.Locator("#tickets tbody a").First.TextContentAsync());
    }

    [Fact]
    public async Task The_lines_of_a_distribution_add_up_to_what_the_figure_stands_on()
    {
        var row = server.Workspace.Run(Query("first_response_time"), TestContext.Current.CancellationToken).Rows[0];
        await using var page = await browser.Open(server);
        var kpi = await page.GoTo($"/kpi/first_response_time?{October}&clock=calendar");
        var counts = await kpi.Locator("#distribution tbody td:nth-child(3)").AllTextContentsAsync();
        Assert.Equal(row.N, counts.Sum(count => long.Parse(count, System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.StartsWith("under", await kpi.Locator("#distribution tbody th").First.TextContentAsync(), StringComparison.Ordinal);
        await kpi.GotoAsync($"{server.Address}/kpi/tickets_created?{October}");
        await Assertions.Expect(kpi.Locator("#distribution table")).ToHaveCountAsync(0);
    }

    [Fact]
    public void A_score_before_has_its_interval_as_that_of_now_has()
    {
        var before = server.Workspace.Run(Query("nps_relationship") with { Compare = Compare.Previous }, TestContext.Current.CancellationToken).Rows[0].Compare!;
        Assert.InRange(before.Value!.Value, before.Low!.Value, before.High!.Value);
        Assert.NotEqual(before.Low, before.High);
    }

    [Fact]
    public async Task A_stock_is_compared_at_the_end_of_a_day()
    {
        var page = System.Net.WebUtility.HtmlDecode(await server.Client.GetStringAsync($"/kpi/unresolved_tickets?{October}&compare=previous", TestContext.Current.CancellationToken));
        Assert.Matches(@"\(30\u00a0Sep:\u00a0\d+\)", page);
        Assert.Matches(@"<tr class=""level""><th scope=""row"">31\u00a0Oct</th>", page);
    }

    [Theory]
    [InlineData("tickets_created", true)]
    [InlineData("reopen_rate", false)]
    public async Task What_was_left_out_is_told_where_the_figure_counts_what_was_created(string kpi, bool isTold) =>
        Assert.Equal(isTold, (await server.KpiPage(kpi)).Contains("tickets: merged, deleted, spam, test", StringComparison.Ordinal));

    [Fact]
    public async Task A_distribution_ends_with_the_last_bin_that_holds_anything()
    {
        await using var page = await browser.Open(server);
        var kpi = await page.GoTo($"/kpi/first_response_time?{October}");
        Assert.NotEqual("0", await kpi.Locator("#distribution tbody td:nth-child(3)").Last.TextContentAsync());
    }

    [Fact]
    public async Task A_ticket_is_found_by_its_id()
    {
        var id = server.Workspace.Rows(Query("tickets_created"), new RowWindow(RowOrder.Worst, 0, 1), TestContext.Current.CancellationToken).Rows[0].Id;
        await using var page = await browser.Open(server);
        var board = await page.GoTo("/");
        await board.GetByLabel("Find a ticket").FillAsync(id);
        await page.Follow(it => it.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync(), $"/tickets/{id}");
        Assert.StartsWith(id, await board.Locator("h1").TextContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_KPI_has_a_page_with_its_definition()
    {
        foreach (var metric in server.Workspace.Catalogue.All)
        {
            var page = await server.KpiPage(metric.Id);
            Assert.Contains($"{metric.Id}@{metric.Version}", page, StringComparison.Ordinal);
        }
    }

    private static MetricQuery Query(string kpi) => new() { Kpis = [kpi], From = new LocalDate(2026, 10, 1), To = new LocalDate(2026, 11, 1) };

    [Fact]
    public async Task A_point_of_the_trend_opens_its_period()
    {
        await using var page = await browser.Open(server);
        var kpi = await page.GoTo("/kpi/tickets_created?from=2026-10-01&to=2026-11-01");
        await Assertions.Expect(kpi.Locator("trend-chart canvas")).ToBeVisibleAsync();
        var rows = await kpi.Locator("figure tbody tr").EvaluateAllAsync<string[][]>("rows => rows.map(row => [row.querySelector('a').href, row.cells[1].textContent.trim()])");
        await kpi.Locator("trend-chart").ClickAsync();
        await Assertions.Expect(kpi).Not.ToHaveURLAsync(new System.Text.RegularExpressions.Regex("from=2026-10-01&to=2026-11-01"));
        var opened = Assert.Single(rows, row => row[0] == kpi.Url);
        await Assertions.Expect(kpi.Locator(".hero .value").First).ToHaveTextAsync(opened[1]);
    }

    [Fact]
    public async Task A_bin_of_the_distribution_lists_its_records_and_all_of_them_again()
    {
        await using var page = await browser.Open(server);
        var kpi = await page.GoTo("/kpi/first_response_time?from=2026-10-01&to=2026-11-01");
        var bin = kpi.Locator("#distribution tbody tr", new() { Has = kpi.Locator("a") }).First;
        var (name, count) = (await bin.Locator("a").TextContentAsync(), await bin.Locator("td.num").First.TextContentAsync());
        await page.Follow(it => it.Locator("#distribution tbody a").First.ClickAsync(), "below=");
        await Assertions.Expect(kpi.Locator("#tickets")).ToContainTextAsync($"of {count}");
        await Assertions.Expect(kpi.Locator("#tickets")).ToContainTextAsync($"Only those of {name}.");
        await kpi.Locator("#tickets").GetByRole(AriaRole.Link, new() { Name = "All", Exact = true }).ClickAsync();
        await Assertions.Expect(kpi.Locator("#tickets")).Not.ToContainTextAsync("Only those of");
    }
}
