using System.Text.Json;
using Deskmeter.App.Languages;
using Deskmeter.App.Targets;
using Deskmeter.Metrics;
using Deskmeter.Targets;
using Microsoft.Playwright;
using NodaTime;
using Xunit;

namespace Deskmeter.App.Tests.Web;

[Collection(BoardCollection.Name)]
public class TargetsPageTests(BoardServer server, Browser browser)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, "requester_wait_time", "9h")]
    [InlineData(false, "time_to_assign", "3h")]
    public async Task A_target_set_in_the_page_judges_the_figure_everywhere(bool hasScript, string kpi, string value)
    {
        await using var page = await browser.Open(server, hasScript: hasScript);
        var targets = await page.GoTo("/targets");
        await targets.Locator("select[name=kpi]").SelectOptionAsync(kpi);
        await targets.Locator("input[name=value]").FillAsync(value);
        await targets.Locator("input[name=owner]").FillAsync("Ann <b>Smith</b>");
        await page.Follow(it => it.GetByRole(AriaRole.Button, new() { Name = "Set target" }).ClickAsync(), $"/targets#{kpi}");
        var goal = targets.Locator($"#{kpi}");
        await Assertions.Expect(goal).ToContainTextAsync($"≤ {value[..1]} h");
        await Assertions.Expect(goal).ToContainTextAsync("Ann <b>Smith</b>");
        var tile = (await (await page.GoTo($"/kpi/{kpi}")).Locator(".hero .pace").TextContentAsync())!.Replace('\u00a0', ' ');
        Assert.Contains($"≤ {value[..1]} h", tile, StringComparison.Ordinal);
        var row = (await Json($"/api/v1/query?kpi={kpi}&from=2026-11-01&to=2026-11-18")).GetProperty("rows")[0];
        Assert.Equal(3600 * (value[0] - '0'), row.GetProperty("target").GetDouble());
        Assert.NotEqual(JsonValueKind.Null, row.GetProperty("target_state").ValueKind);
        Assert.Contains((await Json("/api/v1/targets")).GetProperty("targets").EnumerateArray(), target => target.GetProperty("kpi").GetString() == kpi);
    }

    [Theory]
    [InlineData("en", "1h 30min", "1h 30min")]
    [InlineData("tr", "1 SA 30 dk", "1 h 30 min")]
    [InlineData("ms", "2 hari", "2 d")]
    [InlineData("hu", "4 Óra 15perc", "4 h 15min")]
    [InlineData("nl", "4u", "4h")]
    [InlineData("nl", "45min", "45min")]
    [InlineData("nl", "4 sa", "4 sa")]
    [InlineData("tr", "%90", "%90")]
    public void Units_are_read_as_the_page_writes_them(string culture, string text, string ours) => Assert.Equal(ours, UnitWords.ToOurs(Language.Of(culture), text));

    [Fact]
    public async Task What_is_wrong_is_said_and_what_was_filled_in_stays()
    {
        await using var page = await browser.Open(server);
        var targets = await page.GoTo("/targets");
        await targets.Locator("select[name=kpi]").SelectOptionAsync("reopen_rate");
        await targets.Locator("input[name=value]").FillAsync("45min");
        await page.Follow(it => it.GetByRole(AriaRole.Button, new() { Name = "Set target" }).ClickAsync(), "wrong=1");
        await Assertions.Expect(targets.Locator("#fault")).ToContainTextAsync("Write a share, such as 90%");
        Assert.Equal(("reopen_rate", "45min"), (await targets.Locator("select[name=kpi]").InputValueAsync(), await targets.Locator("input[name=value]").InputValueAsync()));
        Assert.DoesNotContain(server.Workspace.Targets.Lines, line => line[0].Kpi == "reopen_rate");
    }

    [Fact]
    public async Task A_shipped_target_is_where_to_start_from()
    {
        await using var page = await browser.Open(server);
        var targets = await page.GoTo("/targets");
        await page.Follow(it => it.GetByRole(AriaRole.Link, new() { Name = "Make it ours: CSAT" }).ClickAsync(), "kpi=csat_score");
        Assert.Equal(("csat_score", "75%"), (await targets.Locator("select[name=kpi]").InputValueAsync(), await targets.Locator("input[name=value]").InputValueAsync()));
        await Assertions.Expect(targets.Locator(".beside-marks")).ToContainTextAsync("world class");
    }

    [Fact]
    public async Task A_new_target_keeps_the_history_of_the_one_before()
    {
        server.Workspace.SetTarget(new Target { Kpi = "on_hold_time", Value = 7200, ValidFrom = new LocalDate(2026, 1, 1) });
        server.Workspace.SetTarget(new Target { Kpi = "on_hold_time", Value = 3600, ValidFrom = new LocalDate(2026, 11, 1), Owner = "Ann" });
        await using var page = await browser.Open(server);
        var goal = (await page.GoTo("/targets")).Locator("#on_hold_time");
        await goal.GetByText("History").ClickAsync();
        Assert.Equal(["≤ 1 h", "≤ 2 h"], (await goal.Locator("table td.num").AllTextContentsAsync()).Select(text => text.Replace('\u00a0', ' ')));
        var months = server.Workspace.Run(new MetricQuery { Kpis = ["on_hold_time"], From = new LocalDate(2026, 10, 1), To = new LocalDate(2026, 12, 1), Grain = Grain.Month }, Cancellation).Rows;
        Assert.Equal([7200d, 3600d], months.Select(row => row.Target));
    }

    [Fact]
    public async Task A_form_from_elsewhere_sets_nothing()
    {
        using var form = new FormUrlEncodedContent([new("kpi", "reopen_rate"), new("value", "5%")]);
        using var response = await server.Client.PostAsync("/targets/set", form, Cancellation);
        Assert.Equal("?expired=1", response.RequestMessage!.RequestUri!.Query); // the page says so
        Assert.DoesNotContain(server.Workspace.Targets.Lines, line => line[0].Kpi == "reopen_rate");
    }

    [Fact]
    public async Task The_page_is_open_to_everybody()
    {
        server.Workspace.SetTarget(new Target { Kpi = "tickets_resolved", Value = 200, ValidFrom = new LocalDate(2026, 11, 1), Of = FilterText.Read("channel=email") });
        await using var page = await browser.Open(server);
        await LookTests.CheckBoth(await page.GoTo("/targets"));
    }

    private async Task<JsonElement> Json(string path) => JsonDocument.Parse(await server.Client.GetStringAsync(path, Cancellation)).RootElement;
}
