using Deskmeter.Helpdesk;
using Microsoft.Playwright;
using NodaTime;
using Xunit;

namespace Deskmeter.App.Tests.Web;

/// <summary>A ticket's page: which events started and stopped each clock, and what else belongs to it.</summary>
[Collection(BoardCollection.Name)]
public sealed class TicketPageTests(BoardServer server, Browser browser)
{
    private static readonly Instant Monday = Instant.FromUtc(2026, 3, 2, 9, 0);

    [Fact]
    public async Task Every_clock_leads_to_the_events_that_started_and_stopped_it_and_back()
    {
        var busiest = server.Workspace.Records.OfKind<Ticket>().Where(ticket => ticket.Profile?.Subject is not null).MaxBy(ticket => ticket.Events.Count)!;
        foreach (var (width, scheme) in new[] { (360, ColorScheme.Dark), (1280, ColorScheme.Light) })
        {
            await using var page = await browser.Open(server, width, scheme);
            var it = await page.GoTo($"/tickets/{busiest.Id}");
            var targets = await it.Locator(".lane-runs a, .effect a").EvaluateAllAsync<string[]>("all => all.map(link => link.getAttribute('href'))");
            Assert.True(targets.Length >= 4, $"{targets.Length} links");
            foreach (var target in targets.Distinct()) Assert.Equal(1, await it.Locator(target).CountAsync());
            Assert.StartsWith("Started by ", await it.Locator(".lane-runs a").First.GetAttributeAsync("title"), StringComparison.Ordinal);
            await LookTests.Check(it);
        }
    }

    [Fact]
    public async Task What_belongs_to_a_ticket_stands_in_its_time_line_but_not_an_anonymous_answer()
    {
        await using var own = await EmptyServer.Begin();
        var workspace = own.Workspace;
        Instant At(int hours) => Monday + Duration.FromHours(hours);
        workspace.Add(
        [
            new Ticket("s", "7") { Profile = new TicketProfile { CreatedAt = Monday, Customer = "ann" }, Events = [new MessageSent("1", Monday), new MessageSent("2", At(4)) { By = new Actor(ActorClass.Agent, "bob") }] },
            new Call("s", "c") { Ticket = "7", Customer = "ann", Legs = [new CallLeg("1", At(1)) { AnsweredAt = At(1), EndedAt = At(2), Agent = "cem" }] },
            new Survey("s", "q") { Kind = "csat", Scale = "1-5", Ticket = "7", Customer = "ann", SentAt = At(5), Answers = [new SurveyAnswer("1", At(6), 4) { Comment = "<b>Kind</b> people" }] },
            new Survey("s", "secret") { Kind = "csat", Scale = "1-5", Ticket = "7", IsAnonymous = true, SentAt = At(5), Answers = [new SurveyAnswer("1", At(6), 1) { Comment = "never shown" }] },
            new Review("s", "r") { Ticket = "7", ReviewedAt = At(30), Reviewee = "bob" },
            new Order("shop", "o") { Customer = "ann", PaidAt = At(40), Amount = 12.5m, Currency = "EUR" },
            new Order("shop", "later") { Customer = "ann", PaidAt = At(4000), Amount = 1, Currency = "EUR" },
        ], 7, cancellation: TestContext.Current.CancellationToken);
        await using var page = await browser.Open(own.Address, 1280);
        var it = await page.GoTo("/tickets/7");
        var beside = await it.Locator(".beside-it").AllInnerTextsAsync();
        Assert.Equal(4, beside.Count);
        Assert.Contains("cem", beside[0], StringComparison.Ordinal);
        Assert.Contains("<b>Kind</b> people", beside[1], StringComparison.Ordinal);
        Assert.Contains("bob", beside[2], StringComparison.Ordinal);
        Assert.Contains("12.50", beside[3], StringComparison.Ordinal);
        Assert.DoesNotContain("never shown", await it.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await (await page.GoTo("/tickets/7?events=clocks")).Locator(".beside-it").CountAsync());
    }

    [Theory]
    [InlineData("en"), InlineData("tr"), InlineData("ms"), InlineData("hu"), InlineData("nl")]
    public async Task The_navigation_holds_its_words_in_every_language(string language)
    {
        await using var page = await browser.Open(server, 1280);
        await page.It.Context.AddCookiesAsync([new Cookie { Name = "language", Value = language, Url = server.Address }]);
        var it = await page.GoTo("/kpis");
        var over = await it.Locator("#nav :is(button, select, input, a, fieldset)").EvaluateAllAsync<string[]>(
            "all => { const nav = document.getElementById('nav').getBoundingClientRect(); return all.filter(one => one.getBoundingClientRect().right > nav.right - 8 || (one.tagName === 'BUTTON' && one.scrollWidth > one.clientWidth + 1)).map(one => one.outerHTML); }");
        Assert.Empty(over);
    }
}
