using Deskmeter.Helpdesk;
using Microsoft.Playwright;
using NodaTime;
using Xunit;

namespace Deskmeter.App.Tests.Web;

/// <summary>How long records are kept, chosen on a page without a line of script.</summary>
public sealed class RetentionPageTests(Browser browser)
{
    [Fact]
    public async Task What_would_go_is_shown_first_and_figures_before_it_are_not_kept_afterwards()
    {
        await using var own = await EmptyServer.Begin();
        var workspace = own.Workspace;
        var now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        workspace.Add([Ticket("old", now - Duration.FromDays(900)), Ticket("young", now - Duration.FromDays(2))], 2, cancellation: TestContext.Current.CancellationToken);
        await using var page = await browser.Open(own.Address, 360, ColorScheme.Dark, hasScript: false);
        var it = await page.GoTo("/settings");
        var panel = it.Locator("#retention");
        await Assertions.Expect(panel).ToContainTextAsync("Everything is kept.");
        await panel.Locator("select[name=keep]").SelectOptionAsync("24");
        await panel.GetByRole(AriaRole.Button, new() { Name = "See what would be removed" }).ClickAsync();
        await Assertions.Expect(panel).ToContainTextAsync("1 record would be removed for good. The oldest is of");
        Assert.Equal(2, workspace.Records.OfKind<Ticket>().Count);
        await panel.GetByRole(AriaRole.Button, new() { Name = "Remove them for good" }).ClickAsync();
        for (var tries = 0; tries < 200 && (workspace.KeptFrom is null || workspace.IsRetentionDue); tries++) await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Equal(["young"], workspace.Records.OfKind<Ticket>().Select(ticket => ticket.Id));

        it = await page.GoTo("/kpi/tickets_created?from=2020-01-01&last=2020-01-31");
        await Assertions.Expect(it.Locator("main")).ToContainTextAsync("Not kept");
        await Assertions.Expect(it.Locator(".notice").First).ToContainTextAsync("Records are kept from");
        it = await page.GoTo("/settings?keep=everything");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        for (var tries = 0; tries < 100 && workspace.Settings.RetentionMonths is not null; tries++) await Task.Delay(50, TestContext.Current.CancellationToken);
        it = await page.GoTo("/settings");
        await Assertions.Expect(panel).ToContainTextAsync("Periods that begin before it have no figures.");
        await panel.GetByRole(AriaRole.Button, new() { Name = "They are back" }).ClickAsync();
        Assert.Null(workspace.KeptFrom);
        await Assertions.Expect((await page.GoTo("/settings?keep=7000")).Locator("#retention .bad-note")).ToContainTextAsync("7000");
    }

    private static Ticket Ticket(string id, Instant at) => new("s", id) { Profile = new TicketProfile { CreatedAt = at }, Events = [new MessageSent("first", at)] };
}
