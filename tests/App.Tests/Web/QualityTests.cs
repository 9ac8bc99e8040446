using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Deskmeter.Quality;
using Microsoft.Playwright;
using Xunit;

namespace Deskmeter.App.Tests.Web;

public sealed class QualityTests(Browser browser, QualityServer own) : IClassFixture<QualityServer>
{
    private static readonly string[] Keys = ["procedure", "policy", "tone", "empathy", "solution"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Task<Page> Open(int width = 1280, bool hasScript = true, ColorScheme scheme = ColorScheme.Light, bool mayFail = false) =>
        browser.Open(own.Address, width, scheme, hasScript, mayFail);

    private static string FormOf(string ticket) => $"/quality/review?ticket={ticket}&source=desk";

    private async Task<double> Figure(string kpi, string more = "")
    {
        var json = await own.Client.GetStringAsync($"/api/v1/query?kpi={kpi}&from=2026-11-18&to=2026-11-19{more}", Cancellation);
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("rows")[0].GetProperty("value") is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : double.NaN;
    }

    [Fact]
    public async Task A_scorecard_is_filled_in_by_keyboard_alone_and_changes_the_figure()
    {
        var ticket = own.NewTicket(agent: "Kim");
        await using var page = await Open();
        var it = await page.GoTo(FormOf(ticket));
        foreach (var (key, steps) in new[] { ("procedure", 4), ("policy", 5), ("tone", 2), ("empathy", 3), ("solution", 4) })
        {
            await TabTo(it, $"score.{key}");
            await it.Keyboard.PressAsync("Space");
            for (var step = 0; step < steps; step++) await it.Keyboard.PressAsync("ArrowRight");
        }

        // (1 * 2 + 0.5 * 2 + 0.75 * 2 + 1 * 3) / 9, before anything is saved; policy does not apply.
        await Assertions.Expect(it.Locator("#score")).ToHaveTextAsync(Percent("83.3"));
        Assert.True(double.IsNaN(await Figure("quality_score", "&where=agent%3DKim")));
        await TabTo(it, "comment");
        await it.Keyboard.TypeAsync("Well done");
        await TabTo(it, "reviewer");
        await it.Keyboard.TypeAsync("Eve");
        await page.Follow(at => at.Keyboard.PressAsync("Enter"), "/quality/reviews?");
        await Assertions.Expect(it.Locator("#saved")).ToContainTextAsync("It counts in periods that hold 18 Nov");
        Assert.Equal(7.5 / 9, await Figure("quality_score", "&where=agent%3DKim"), 9);
        var kept = Assert.Single(own.Workspace.Reviews.Of("desk", ticket));
        Assert.Equal(("Eve", "Kim", "Orders", "email", "Well done"), (kept.Reviewer, kept.Reviewee, kept.RevieweeTeam, kept.Channel, kept.Comment));
        await page.GoTo("/quality");
        await Assertions.Expect(it.Locator("#latest tbody tr", new() { HasText = ticket })).ToContainTextAsync("Kim");

        // Opened again it is there to be corrected, and the correction keeps its period.
        await page.GoTo(FormOf(ticket));
        await Assertions.Expect(it.Locator("input[name='score.tone']:checked")).ToHaveValueAsync("3");
        await it.Locator("input[name='score.tone'][value='5']").CheckAsync();
        await page.Follow(at => at.GetByRole(AriaRole.Button, new() { Name = "Save review" }).ClickAsync(), "saved=1");
        Assert.Equal(8.5 / 9, await Figure("quality_score", "&where=agent%3DKim"), 9);
        Assert.Equal(1, await Figure("reviews_made", "&where=agent%3DKim"));
    }

    [Fact]
    public async Task Without_script_the_score_is_worked_out_by_a_button_and_what_is_missing_is_said()
    {
        var ticket = own.NewTicket();
        await using var page = await Open(360, hasScript: false, ColorScheme.Dark, mayFail: true);
        var it = await page.GoTo(FormOf(ticket));
        foreach (var key in Keys.Take(4)) await it.Locator($"input[name='score.{key}'][value='5']").CheckAsync();
        await it.GetByRole(AriaRole.Button, new() { Name = "Calculate" }).ClickAsync();
        await Assertions.Expect(it.Locator("#verdict")).ToContainTextAsync("1 category to go");
        await Assertions.Expect(it.Locator("input[name='score.tone']:checked")).ToHaveValueAsync("5");
        await it.Locator("input[name='score.solution'][value='2']").CheckAsync();
        await it.GetByRole(AriaRole.Button, new() { Name = "Calculate" }).ClickAsync();
        await Assertions.Expect(it.Locator("#score")).ToHaveTextAsync(Percent("0.0"));
        await Assertions.Expect(it.Locator("#verdict")).ToContainTextAsync("Critical error: Solution");
        Assert.Empty(own.Workspace.Reviews.Of("desk", ticket));

        // A browser that does not ask for what is required gets the same answer from the page.
        await it.EvaluateAsync("() => document.querySelectorAll('[required]').forEach(field => field.removeAttribute('required'))");
        await it.GetByRole(AriaRole.Button, new() { Name = "Save review" }).ClickAsync();
        await Assertions.Expect(it.Locator("#fault")).ToContainTextAsync("Say who reviews");
        Assert.Empty(own.Workspace.Reviews.Of("desk", ticket));
    }

    [Fact]
    public async Task A_form_from_elsewhere_does_nothing()
    {
        var ticket = own.NewTicket();
        using var review = new FormUrlEncodedContent([new("ticket", ticket), new("source", "desk"), new("scorecard", "Conversations"), new("reviewer", "Eve"), new("act", "save"), new("_handler", "review"), .. Keys.Select(key => new KeyValuePair<string, string>($"score.{key}", "5"))]);
        using var answer = await own.Client.PostAsync("/quality/review", review, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(own.Workspace.Reviews.Of("desk", ticket));
        using var card = new FormUrlEncodedContent([new("text", "name: Foreign\ncategories:\n  - key: tone\n"), new("act", "save"), new("_handler", "scorecard")]);
        using var cardAnswer = await own.Client.PostAsync("/quality/scorecards", card, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, cardAnswer.StatusCode);
        Assert.DoesNotContain(own.Workspace.Scorecards, known => known.Name == "Foreign");
        var first = own.Review(ticket, "Eve", 4);
        foreach (var (path, field, value) in new[] { ("invite", "ticket", ticket), ("remove", "id", first.Id), ("withdraw", "id", "1") })
        {
            using var form = new FormUrlEncodedContent([new(field, value), new("source", "desk"), new("reviewer", "Mallory")]);
            using var refused = await own.Client.PostAsync($"/quality/{path}", form, Cancellation);
            Assert.Equal("/quality?expired=1", refused.Headers.Location?.OriginalString);
        }

        Assert.DoesNotContain(own.Workspace.Quality.Invitations, invitation => invitation.Ticket == ticket);
        Assert.Single(own.Workspace.Reviews.Of("desk", ticket));
    }

    [Fact]
    public async Task A_second_reviewer_judges_without_seeing_the_first_and_the_ticket_counts_once()
    {
        var ticket = own.NewTicket(agent: "Ann");
        var first = own.Review(ticket, "Eve", 5, "Secret praise");
        var before = (await Figure("quality_score", "&where=reviewer%3DEve"), await Figure("reviews_made"));
        await using var page = await Open();
        var it = await page.GoTo($"/quality/reviews?source=deskmeter&id={Uri.EscapeDataString(first.Id)}");
        await Assertions.Expect(it.Locator("main")).ToContainTextAsync("Secret praise");
        await it.FillAsync("input[name=reviewer]", "Joe");
        await page.Follow(at => at.GetByRole(AriaRole.Button, new() { Name = "Ask", Exact = true }).ClickAsync(), "/quality#waiting");

        // From now on nobody but Eve sees what she gave: not in the list, not on its page, not side by side, not in the form.
        await Assertions.Expect(it.Locator("#latest")).ToContainTextAsync("held back until Joe has reviewed");
        foreach (var path in new[] { $"/quality/reviews?source=deskmeter&id={Uri.EscapeDataString(first.Id)}", $"/quality/compare?ticket={ticket}&source=desk" })
        {
            await page.GoTo(path);
            await Assertions.Expect(it.Locator("#held")).ToContainTextAsync("Joe is to review this ticket");
            await Assertions.Expect(it.Locator("main")).Not.ToContainTextAsync("Secret praise");
        }

        // Nor among the reviews behind a figure, where the place in the list would tell as well.
        var list = $"/kpi/quality_score?from=2026-11-01&to=2026-11-19&where=reviewer%3DEve";
        await page.GoTo(list);
        await Assertions.Expect(it.Locator("#tickets tbody tr").Last).ToContainTextAsync("held back until Joe has reviewed");
        await Assertions.Expect(it.Locator("#tickets tbody tr").Last).Not.ToContainTextAsync("%");
        await page.GoTo($"{list}&least=0.9&below=1.1");
        await Assertions.Expect(it.Locator("#tickets")).Not.ToContainTextAsync("held back");
        await it.Context.AddCookiesAsync([new Microsoft.Playwright.Cookie { Name = "reviewer", Value = "Eve", Url = own.Address }]);
        await page.GoTo(list);
        await Assertions.Expect(it.Locator("#tickets")).Not.ToContainTextAsync("held back");
        await Assertions.Expect(it.Locator("#tickets")).ToContainTextAsync("100.0");
        await it.Context.ClearCookiesAsync(new() { Name = "reviewer" });
        await page.GoTo($"{FormOf(ticket)}&reviewer=Eve");
        await Assertions.Expect(it.Locator("#score")).ToHaveTextAsync("–");
        await page.GoTo("/quality");
        await page.Follow(at => at.Locator("#waiting").GetByRole(AriaRole.Link, new() { Name = $"Review ticket {ticket}" }).ClickAsync(), "reviewer=Joe");
        Assert.DoesNotContain("Secret praise", await it.ContentAsync(), StringComparison.Ordinal);
        await Assertions.Expect(it.Locator("#score")).ToHaveTextAsync("–");
        foreach (var key in Keys) await it.Locator($"input[name='score.{key}'][value='{(key == "tone" ? 2 : 4)}']").CheckAsync();
        await page.Follow(at => at.GetByRole(AriaRole.Button, new() { Name = "Save review" }).ClickAsync(), "saved=1");
        await Assertions.Expect(it.Locator("#saved")).ToContainTextAsync("counts in no score");
        Assert.Equal(before, (await Figure("quality_score", "&where=reviewer%3DEve"), await Figure("reviews_made")));

        await page.Follow(at => at.GetByRole(AriaRole.Link, new() { Name = "Side by side" }).ClickAsync(), "/quality/compare");
        await Assertions.Expect(it.Locator(".side tbody tr", new() { HasText = "Tone" })).ToContainTextAsync("75.0");
        await Assertions.Expect(it.Locator("main")).ToContainTextAsync("Secret praise");
        await page.GoTo("/quality/calibration");
        await Assertions.Expect(it.GetByRole(AriaRole.Heading, new() { Name = "Eve and Joe" })).ToBeVisibleAsync();
        await Assertions.Expect(it.Locator("section", new() { HasText = "Eve and Joe" }).First).ToContainTextAsync("too few");
    }

    [Fact]
    public async Task Names_and_comments_are_only_ever_text()
    {
        const string Evil = "<img src=x onerror=alert(1)>";
        var ticket = own.NewTicket(subject: $"Help {Evil}", agent: $"Bob {Evil}");
        own.Workspace.SaveReview(new ReviewDraft
        {
            TicketSource = "desk",
            Ticket = ticket,
            Card = new Scorecard($"Card {Evil}", [new ScorecardCategory($"key {Evil}")]),
            Reviewer = $"Eve {Evil}",
            Reviewee = $"Bob {Evil}",
            Scores = new Dictionary<string, decimal?> { [$"key {Evil}"] = 1 },
            Comment = $"So {Evil}",
        });
        await using var page = await Open();
        var id = Uri.EscapeDataString(ReviewDraft.IdOf("desk", ticket, $"Eve {Evil}"));
        foreach (var path in new[] { $"/quality/reviews?source=deskmeter&id={id}", $"/quality/compare?ticket={ticket}&source=desk", FormOf(ticket), "/quality", "/quality/scorecards" })
        {
            var it = await page.GoTo(path);
            Assert.Equal(0, await it.Locator("img").CountAsync());
        }

        await Assertions.Expect(page.It.Locator("main")).ToContainTextAsync($"Card {Evil}");
    }

    [Fact]
    public async Task A_scorecard_of_ones_own_is_checked_by_line_kept_and_filled_in()
    {
        var ticket = own.NewTicket();
        await using var page = await Open(mayFail: true);
        var it = await page.GoTo("/quality/scorecards");
        await it.FillAsync("textarea", "name: Calls\ncategories:\n  - key: greeting\n    wieght: 2\n");
        await Assertions.Expect(it.Locator("#card-check")).ToHaveTextAsync("scorecard:4: a category has no 'wieght' (it has key, weight, critical, scale, how). Did you mean 'weight'?");
        await it.FillAsync("textarea", "name: Calls\ncategories:\n  - key: greeting\n    how: By name?\n  - key: accuracy\n    scale: 0-100\n    weight: 3\n");
        await Assertions.Expect(it.Locator("#card-check")).ToHaveTextAsync("The scorecard can be read.");
        await page.Follow(at => at.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync(), "kept=1");
        await page.GoTo($"{FormOf(ticket)}&scorecard=Calls&reviewer=Eve");
        await Assertions.Expect(it.Locator("fieldset", new() { HasText = "greeting" })).ToContainTextAsync("By name?");
        await it.Locator("input[name='score.greeting'][value='5']").CheckAsync();
        await it.FillAsync("input[name='score.accuracy']", "60");
        // (1 + 0.6 * 3) / 4
        await Assertions.Expect(it.Locator("#score")).ToHaveTextAsync(Percent("70.0"));
        await page.Follow(at => at.GetByRole(AriaRole.Button, new() { Name = "Save review" }).ClickAsync(), "saved=1");
        Assert.Equal("Calls", Assert.Single(own.Workspace.Reviews.Of("desk", ticket)).Scorecard);
        own.Workspace.Quality.RemoveCard("Calls");
    }

    [Fact]
    public async Task Tickets_to_review_are_drawn_by_lot_and_stay_drawn()
    {
        await using var page = await Open();
        var it = await page.GoTo("/quality?from=2026-09-01&to=2026-11-01");
        var drawn = await it.Locator("#plan tbody td:nth-child(2) a").AllTextContentsAsync();
        Assert.NotEmpty(drawn);
        await page.GoTo("/quality?from=2026-09-01&to=2026-11-01");
        Assert.Equal(drawn, await it.Locator("#plan tbody td:nth-child(2) a").AllTextContentsAsync());
        await it.Locator("#plan tbody tr").First.GetByRole(AriaRole.Link, new() { Name = $"Review ticket {drawn[0]}" }).ClickAsync();
        await Assertions.Expect(it.Locator("h1")).ToHaveTextAsync($"Review ticket {drawn[0]}");
        var agents = await page.GoTo("/quality?from=2026-09-01&to=2026-11-01&plan=all");
        var who = await agents.Locator("#plan tbody th").AllTextContentsAsync();
        Assert.True(who.Distinct().Count() > 3);
        Assert.DoesNotContain("Trail bot", who);
    }

    [Fact]
    public async Task The_pages_show_the_engines_figures()
    {
        await using var page = await Open();
        var it = await page.GoTo("/quality?from=2026-01-01&to=2026-11-01");
        var json = await own.Client.GetStringAsync("/api/v1/query?kpi=quality_score&from=2026-01-01&to=2026-11-01", Cancellation);
        using var document = JsonDocument.Parse(json);
        var value = document.RootElement.GetProperty("rows")[0].GetProperty("value").GetDouble();
        var shown = (await it.Locator("[data-kpi=quality_score] .value").TextContentAsync())!;
        Assert.Equal(value.ToString("P1", System.Globalization.CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal), shown.Replace("\u00a0", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal));
        await Assertions.Expect(it.Locator("#categories tbody tr")).ToHaveCountAsync(5);
    }

    [Fact]
    public async Task A_ticket_that_is_not_there_is_said()
    {
        await using var page = await Open(mayFail: true);
        var it = await page.GoTo("/quality/review?ticket=nope");
        await Assertions.Expect(it.Locator(".notice")).ToHaveTextAsync("There is no ticket nope.");
        using var gone = await own.Client.GetAsync("/quality/reviews?source=deskmeter&id=nope", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task The_pages_are_open_to_everybody()
    {
        var ticket = own.NewTicket();
        var first = own.Review(ticket, "Eve", 1, "A long comment\non two lines");
        own.Review(ticket, "Joe", 4);
        var asked = own.NewTicket();
        own.Review(asked, "Eve", 3);
        own.Workspace.Quality.Invite("desk", asked, "Joe");
        foreach (var path in new[] { "/quality?from=2026-01-01&to=2026-11-19", "/quality/review", FormOf(ticket), $"/quality/reviews?source=deskmeter&id={Uri.EscapeDataString(first.Id)}&saved=1", "/quality/calibration", $"/quality/compare?ticket={ticket}&source=desk", "/quality/scorecards" })
        {
            await using var page = await Open();
            await LookTests.CheckBoth(await page.GoTo(path));
        }
    }

    /// <summary>A percentage as it is set, with or without a space before its sign.</summary>
    private static Regex Percent(string number) => new($"^{Regex.Escape(number)}\\s?%$");

    private static async Task TabTo(IPage page, string name)
    {
        for (var tries = 0; tries < 60; tries++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<string?>("() => document.activeElement?.name ?? null") == name) return;
        }

        Assert.Fail($"The tab key does not come to {name}.");
    }
}
