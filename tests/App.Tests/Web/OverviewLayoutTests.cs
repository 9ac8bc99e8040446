using System.Net;
using System.Text.RegularExpressions;
using Deskmeter.Layouts;
using Deskmeter.Targets;
using Microsoft.Playwright;
using NodaTime;
using Xunit;

namespace Deskmeter.App.Tests.Web;

/// <summary>Layouts of the overview: those of the roles, and one's own.</summary>
[Collection(BoardCollection.Name)]
public sealed partial class OverviewLayoutTests(BoardServer server, Browser browser) : IAsyncLifetime
{
    private const string Viewer = "owner";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private LayoutStore Layouts => server.Workspace.Layouts;

    public ValueTask InitializeAsync() => Clear();

    public ValueTask DisposeAsync() => Clear();

    [Theory]
    [InlineData("lead")]
    [InlineData("owner")]
    [InlineData("agent")]
    public async Task A_role_has_its_figures_in_their_order(string role)
    {
        await using var page = await browser.Open(server);
        var board = await page.GoTo($"/?layout={role}");
        Assert.Equal(ShippedLayouts.All.Single(layout => layout.Name == role).Kpis, await Tiles(board));
        Assert.Equal(role, await board.Locator("select[name=layout]").InputValueAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_chosen_layout_is_kept_and_one_that_a_link_names_is_not(bool hasScript)
    {
        await using var page = await browser.Open(server, hasScript: hasScript);
        var board = await page.GoTo("/?period=last_month");
        await board.Locator("select[name=layout]").SelectOptionAsync("agent");
        if (!hasScript) await board.Locator("button[form=choose-layout]").ClickAsync();
        await board.WaitForURLAsync(url => url.Contains("period=last_month&layout=agent", StringComparison.Ordinal));
        Assert.Equal(ShippedLayouts.Agent.Kpis, await Tiles(await page.GoTo("/")));
        await page.GoTo("/?layout=owner");
        Assert.Equal(ShippedLayouts.Agent.Kpis, await Tiles(await page.GoTo("/")));
        await page.GoTo("/?layout=owner");
        await page.Follow(it => it.GetByRole(AriaRole.Button, new() { Name = "Always show this layout" }).ClickAsync(), "layout=owner");
        Assert.Equal(ShippedLayouts.Owner.Kpis, await Tiles(await page.GoTo("/")));
    }

    [Fact]
    public async Task A_layout_of_the_address_stays_when_something_else_is_chosen()
    {
        await using var page = await browser.Open(server);
        var board = await page.GoTo("/?layout=agent");
        await page.Follow(it => it.Locator("select[name=period]").SelectOptionAsync("last_month"), "period=last_month");
        Assert.Contains("layout=agent", board.Url, StringComparison.Ordinal);
        Assert.Equal(ShippedLayouts.Agent.Kpis, await Tiles(board));
    }

    [Fact]
    public async Task One_s_own_is_made_added_to_reordered_renamed_and_deleted_by_keyboard_alone()
    {
        await using var page = await browser.Open(server);
        var it = await page.GoTo("/?layout=agent");
        await Press(it, it.GetByRole(AriaRole.Button, new() { Name = "Make my own layout" }), "/layouts/");
        await Assertions.Expect(it.Locator("h1")).ToHaveTextAsync("Agent, mine");
        Assert.Equal(ShippedLayouts.Agent.Kpis, Own.Kpis);

        await it.Locator("#add-1").FocusAsync();
        await it.Keyboard.TypeAsync("net promoter");
        await it.Keyboard.PressAsync("Enter");
        await Assertions.Expect(it.Locator("#fault")).ToContainTextAsync("No KPI fits “net promoter”");
        await it.Locator("#add-1").FillAsync("backlog");
        await it.Keyboard.PressAsync("Enter");
        await Assertions.Expect(it.Locator("[data-kpi=backlog_age]")).ToBeVisibleAsync();
        await Assertions.Expect(it.Locator("#add-1")).ToBeFocusedAsync();

        // The keyboard stays on the arrow: pressed again it moves on.
        await it.Locator("#up-backlog_age").FocusAsync();
        for (var place = 4; place > 0; place--)
        {
            await it.Keyboard.PressAsync("Enter");
            await Assertions.Expect(it.Locator($"section:has(#add-1) li:nth-child({place})")).ToHaveAttributeAsync("data-kpi", "backlog_age");
            await Assertions.Expect(it.Locator("#up-backlog_age")).ToBeFocusedAsync();
        }

        await it.Locator("#remove-backlog_age").FocusAsync();
        await it.Keyboard.PressAsync("Enter");
        await Assertions.Expect(it.Locator("[data-kpi=backlog_age]")).ToHaveCountAsync(0);
        await Assertions.Expect(it.Locator("#remove-tickets_waiting")).ToBeFocusedAsync();

        await it.Locator("#section-up-2").FocusAsync();
        await it.Keyboard.PressAsync("Enter");
        await Assertions.Expect(it.Locator(".layout .panel h2").First).ToHaveTextAsync("Speed");
        await it.Locator("#heading-2").FillAsync("How <i>fast</i>");
        await it.Keyboard.PressAsync("Enter");
        await Assertions.Expect(it.Locator(".layout .panel h2").First).ToHaveTextAsync("How <i>fast</i>");
        await it.Locator("#new").FillAsync("Empty");
        await it.Keyboard.PressAsync("Enter");
        await Assertions.Expect(it.Locator("#add-5")).ToBeFocusedAsync();
        await it.Locator("#name").FillAsync("My <b>morning</b>");
        await it.Keyboard.PressAsync("Enter");
        await Assertions.Expect(it.Locator("h1")).ToHaveTextAsync("My <b>morning</b>");

        await Press(it, it.GetByRole(AriaRole.Link, new() { Name = "Show on the overview" }), "/?layout=");
        await Assertions.Expect(it.Locator(".families h2").First).ToHaveTextAsync("How <i>fast</i>");
        Assert.Equal(Own.Kpis, await Tiles(it));
        Assert.Equal(Own.Kpis, await Tiles(await page.GoTo("/")));

        await Press(it, it.GetByRole(AriaRole.Link, new() { Name = "Edit layout" }), "/layouts/");
        await it.Locator("summary", new() { HasText = "Delete this layout" }).FocusAsync();
        await it.Keyboard.PressAsync("Enter");
        await Press(it, it.GetByRole(AriaRole.Button, new() { Name = "Delete for good" }), "/");
        await it.WaitForURLAsync($"{server.Address}/");
        await Assertions.Expect(it.Locator(".tile").First).ToBeVisibleAsync();
        Assert.Empty(Layouts.Of(Viewer));
        Assert.Equal(ShippedLayouts.Lead.Kpis, await Tiles(it));
    }

    [Fact]
    public async Task Without_script_the_same_forms_do_the_same()
    {
        var own = Layouts.Add(Viewer, "Plain", [new(1, "First", ["csat_score", "reopen_rate"]), new(2, "Second", [])]);
        await using var page = await browser.Open(server, hasScript: false);
        var it = await page.GoTo($"/layouts/{own.Id}");
        await it.Locator("#down-csat_score").ClickAsync();
        await Assertions.Expect(it.Locator("#down-csat_score")).ToBeFocusedAsync();
        await it.Locator("#down-csat_score").ClickAsync();
        Assert.Equal(["reopen_rate"], Own.Sections[0].Kpis);
        Assert.Equal(["csat_score"], Own.Sections[1].Kpis);
        await it.Locator("#add-2").FillAsync("first response");
        await it.Locator("form:has(#add-2) button").ClickAsync();
        await it.Locator(".layout-which").GetByRole(AriaRole.Button, new() { Name = "First response time", Exact = true }).ClickAsync();
        Assert.Equal(["csat_score", "first_response_time"], Own.Sections[1].Kpis);
        await it.Locator("#add-1").FillAsync("csat_score");
        await it.Locator("form:has(#add-1) button").ClickAsync();
        await Assertions.Expect(it.Locator("#fault")).ToContainTextAsync("is in this layout already");
        await it.Locator("#name").FillAsync("Owner");
        await it.Locator("form:has(#name) button").ClickAsync();
        await Assertions.Expect(it.Locator("#fault")).ToContainTextAsync("There is a layout of this name already");
        Assert.Equal("Plain", Own.Name);
    }

    [Fact]
    public async Task A_step_on_an_older_version_is_done_and_said()
    {
        var own = Layouts.Add(Viewer, "Plain", [new(1, "First", ["csat_score", "reopen_rate", "fcr_rate"])]);
        await using var page = await browser.Open(server);
        var it = await page.GoTo($"/layouts/{own.Id}");
        Layouts.Change(Viewer, own.Id!.Value, layout => layout.Without("reopen_rate"));
        await it.Locator("#up-fcr_rate").ClickAsync();
        await Assertions.Expect(it.GetByRole(AriaRole.Status)).ToContainTextAsync("changed in another window");
        Assert.Equal(["fcr_rate", "csat_score"], Own.Kpis);
        await it.Locator("#up-csat_score").ClickAsync();
        await Assertions.Expect(it.GetByRole(AriaRole.Status)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_KPI_that_is_gone_is_told_and_taken_out()
    {
        var own = Layouts.Add(Viewer, "Old", [new(1, "First", ["csat_score", "our_<own>_kpi", "channel_share"])]);
        await using var page = await browser.Open(server);
        var it = await page.GoTo("/?layout=Old");
        await Assertions.Expect(it.Locator(".notice:not(.plain-note)")).ToContainTextAsync("2 KPIs of this layout are not in the catalogue any more: our_<own>_kpi, channel_share");
        Assert.Equal(["csat_score"], await Tiles(it));
        await page.GoTo($"/layouts/{own.Id}");
        await Assertions.Expect(it.Locator(".badge.warn")).ToHaveCountAsync(2);
        await it.Locator("li:has-text('our_') button").Last.ClickAsync();
        await Assertions.Expect(it.Locator(".badge.warn")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task What_there_is_not_is_said()
    {
        await using var page = await browser.Open(server);
        var it = await page.GoTo("/?layout=Nobody%20%3Ci%3E");
        await Assertions.Expect(it.GetByRole(AriaRole.Alert)).ToContainTextAsync("There is no layout “Nobody <i>” of yours. This is Support lead.");
        Assert.Equal(ShippedLayouts.Lead.Kpis, await Tiles(it));
        await page.GoTo("/layouts/4711");
        await Assertions.Expect(it.GetByRole(AriaRole.Alert)).ToContainTextAsync("There is no such layout of yours");
        Layouts.Add(Viewer, "Empty", []);
        await page.GoTo("/?layout=Empty");
        await Assertions.Expect(it.Locator("main")).ToContainTextAsync("There is no KPI in this layout yet.");
    }

    [Fact]
    public async Task A_form_from_elsewhere_changes_nothing()
    {
        var own = Layouts.Add(Viewer, "Plain", [new(1, "First", ["csat_score"])]);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(server.Address) };
        foreach (var path in new[] { "/layouts/choose", "/layouts/make?layout=agent", $"/layouts/{own.Id}/step" })
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["act"] = "delete", ["layout"] = "agent", ["back"] = "/", ["version"] = "1" });
            using var answer = await client.PostAsync(path, form, Cancellation);
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
            Assert.Contains("expired=1", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        }

        Assert.Equal((1, "lead"), (Layouts.Of(Viewer).Count, Layouts.Usual(Viewer)));
    }

    [Fact]
    public async Task A_tile_has_the_pace_that_the_page_of_targets_has()
    {
        var month = new LocalDate(2026, 11, 1);
        server.Workspace.SetTarget(new Target { Kpi = "agent_work_time", Value = 4 * 3600, ValidFrom = month });
        server.Workspace.SetTarget(new Target { Kpi = "tickets_reopened", Value = 20, ValidFrom = month });
        Layouts.Add(Viewer, "Pace", [new(1, "Held", ["agent_work_time", "tickets_reopened"])]);
        await using var page = await browser.Open(server);
        var goals = await page.GoTo("/targets");
        var duration = await goals.Locator("#agent_work_time .goal-figure .value").InnerTextAsync();
        var (pace, flow) = (await Pace(goals, "#agent_work_time"), await goals.Locator("#tickets_reopened .pace").InnerTextAsync());
        var board = await page.GoTo("/?layout=Pace");
        var tile = Plain(await board.Locator("[data-kpi=agent_work_time] .pace").InnerTextAsync());
        Assert.Matches($"^Target≤4h;Novsofar{Spaceless(duration)},(onpace|close|willmiss)$", Spaceless(tile));
        Assert.Equal(pace, await Pace(board, "[data-kpi=agent_work_time]"));
        var heading = Heading().Match(Plain(flow));
        Assert.Equal($"Target ≤ 20 in Nov; heading for {heading.Groups[1].Value}, {heading.Groups[2].Value}", Plain(await board.Locator("[data-kpi=tickets_reopened] .pace").InnerTextAsync()));
        // Of the same period only the pace is said; of a period that is over, how it ended.
        await page.GoTo("/?layout=Pace&period=month");
        Assert.Matches("^Target ≤ 4 h; (on pace|close|will miss)$", Plain(await board.Locator("[data-kpi=agent_work_time] .pace").InnerTextAsync()));
        await page.GoTo("/?layout=Pace&period=last_month");
        Assert.DoesNotMatch("pace|will miss", Plain(await board.Locator("[data-kpi=agent_work_time] .pace").InnerTextAsync()));
        await page.GoTo("/?layout=Pace&where=channel%3Demail");
        Assert.DoesNotMatch("so far|will miss", Plain(await board.Locator("[data-kpi=agent_work_time] .pace").InnerTextAsync()));
    }

    [Fact]
    public async Task What_changed_most_tells_fact_cause_and_where_to_read_on()
    {
        await using var page = await browser.Open(server);
        var board = await page.GoTo("/?from=2026-10-01&to=2026-11-01&layout=all");
        var stories = board.Locator(".changes li");
        Assert.InRange(await stories.CountAsync(), 1, 4);
        foreach (var story in await stories.AllAsync())
        {
            Assert.Matches(" (rose|fell) from .+ to .+\\.$", Plain(await story.Locator("p").First.InnerTextAsync()));
            Assert.NotEmpty(await story.Locator("b").InnerTextAsync());
        }

        Assert.Equal(await stories.CountAsync(), await board.Locator(".changes .quiet a").Filter(new() { HasTextRegex = new Regex("^(Why it changed|Tickets behind it)$") }).CountAsync());
        await page.Follow(it => it.Locator(".changes a", new() { HasText = "Why it changed" }).First.ClickAsync(), "#why");
        await Assertions.Expect(board.Locator("#why h2")).ToHaveTextAsync("Why it changed");
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    public async Task The_editor_is_open_to_everybody(int width, ColorScheme scheme)
    {
        var own = Layouts.Add(Viewer, "A long name of a layout that somebody gave it", [new(1, "Fast", ["first_response_time", "gone"]), new(2, "Good", [])]);
        await using var page = await browser.Open(server, width, scheme);
        await LookTests.Check(await page.GoTo($"/layouts/{own.Id}?at=up-first_response_time&q=csat&section=1&meanwhile=1&wrong=name"));
        await LookTests.Check(await page.GoTo("/?layout=A%20long%20name%20of%20a%20layout%20that%20somebody%20gave%20it"));
    }

    private ValueTask Clear()
    {
        foreach (var layout in Layouts.Of(Viewer)) Layouts.Delete(Viewer, layout.Id!.Value);
        Layouts.SetUsual(Viewer, ShippedLayouts.Standard.Name);
        return ValueTask.CompletedTask;
    }

    private Layout Own => Assert.Single(Layouts.Of(Viewer));

    private static async Task<IReadOnlyList<string>> Tiles(IPage board) =>
        await board.Locator(".tile[data-kpi]").EvaluateAllAsync<string[]>("all => all.map(one => one.dataset.kpi)");

    /// <summary>Goes on by the keyboard.</summary>
    private static async Task Press(IPage page, ILocator control, string address)
    {
        await control.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => url.Contains(address, StringComparison.Ordinal) && !url.Contains("/step", StringComparison.Ordinal));
    }

    /// <summary>met, risk or missed.</summary>
    private static async Task<string> Pace(IPage page, string of) => (await page.Locator($"{of} .pace").GetAttributeAsync("class"))!;

    private static string Spaceless(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    private static string Plain(string text) => text.Replace('\u00a0', ' ').Replace("\n", " ", StringComparison.Ordinal).Trim();

    [GeneratedRegex(@"Heading for ([\d,]+): ([a-z ]+)$")]
    private static partial Regex Heading();
}
