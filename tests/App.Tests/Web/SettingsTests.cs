using Microsoft.Playwright;
using Xunit;

namespace Deskmeter.App.Tests.Web;

public class SettingsTests(Browser browser, EmptyServer own) : IClassFixture<EmptyServer>
{
    [Fact]
    public async Task A_calendar_is_written_checked_and_given_to_everybody_and_to_a_team()
    {
        await using var page = await browser.Open(own.Address, 1280, mayFail: true);
        var it = await page.GoTo("/settings/calendar");
        await it.FillAsync("textarea", "name: North\ntime_zone: Europe/Berlim\nhours:\n  mon: [\"09:00-17:00\"]\n");
        await Assertions.Expect(it.Locator("#calendar-check")).ToContainTextAsync("Did you mean 'Europe/Berlin'?");
        await it.FillAsync("textarea", "name: North\ntime_zone: Europe/Berlin\nhours:\n  mon: [\"09:00-17:00\"]\nholidays: [2026-12-28]\n");
        await Assertions.Expect(it.Locator("#calendar-check")).ToHaveTextAsync("The calendar can be read.");
        await it.SelectOptionAsync("select[name=For]", "*");
        await it.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(it.Locator("h1")).ToHaveTextAsync("Settings");
        await Assertions.Expect(it.Locator(".calendars h3")).ToHaveTextAsync("North");
        Assert.Equal("North", own.Workspace.Settings.DefaultCalendar);
        await Assertions.Expect(it.Locator(".year .off").First).ToBeAttachedAsync();

        await it.FillAsync("input[name=team][type=text]", "Returns");
        await it.GetByRole(AriaRole.Button, new() { Name = "Give the team this calendar" }).ClickAsync();
        await Assertions.Expect(it.Locator("#h-use + p, section[aria-labelledby=h-use] tbody tr")).ToHaveCountAsync(3);
        Assert.Equal("North", own.Workspace.Settings.TeamCalendars["Returns"]);
    }

    [Fact]
    public async Task A_wrong_zone_is_said_beside_its_field_and_changes_nothing()
    {
        await using var untouched = await EmptyServer.Begin();
        var workspace = untouched.Workspace;
        await using var page = await browser.Open(untouched.Address, 360, ColorScheme.Dark, hasScript: false, mayFail: true);
        var it = await page.GoTo("/settings");
        await it.FillAsync("input[name=tz]", "Europe/Istambul");
        await it.FillAsync("input[name=currency]", "TRY");
        await it.GetByRole(AriaRole.Button, new() { Name = "Save" }).First.ClickAsync();
        await Assertions.Expect(it.Locator(".bad-note")).ToContainTextAsync("Europe/Istanbul");
        Assert.Equal(("UTC", null), (workspace.Settings.Zone, workspace.Settings.Currency));
        await it.FillAsync("input[name=tz]", "Europe/Istanbul");
        await it.GetByRole(AriaRole.Button, new() { Name = "Save" }).First.ClickAsync();
        for (var tries = 0; tries < 100 && workspace.Settings.Currency is null; tries++) await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Equal(("Europe/Istanbul", "TRY"), (workspace.Settings.Zone, workspace.Settings.Currency));
    }
}
