using Deskmeter.App.Frame;
using Deskmeter.App.Languages;
using Deskmeter.Helpdesk;
using Deskmeter.Workspaces;
using Microsoft.Playwright;
using NodaTime;
using Xunit;

namespace Deskmeter.App.Tests.Web;

/// <summary>An empty folder: nothing on any page looks broken, and each page says what to do.</summary>
public sealed class FirstVisitTests(Browser browser) : IAsyncLifetime
{
    private readonly EmptyServer _own = new();

    private Workspace Workspace => _own.Workspace;

    public static TheoryData<string, int, ColorScheme> Looks
    {
        get
        {
            var looks = new TheoryData<string, int, ColorScheme>();
            foreach (var (path, place) in Sections.All.Select((section, place) => (section.Path, place)).Append(("/kpi/csat_score", 0)))
                looks.Add(path, place % 2 == 0 ? 360 : 1280, place % 2 == 0 ? ColorScheme.Dark : ColorScheme.Light);
            return looks;
        }
    }

    public ValueTask InitializeAsync() => _own.InitializeAsync();

    public ValueTask DisposeAsync() => _own.DisposeAsync();

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Every_page_says_what_it_needs_in_every_language_and_nothing_is_broken(string path, int width, ColorScheme scheme)
    {
        await using var page = await browser.Open(_own.Address, width, scheme);
        foreach (var language in Language.Cultures)
        {
            await page.It.Context.AddCookiesAsync([new Cookie { Name = "language", Value = language, Url = _own.Address }]);
            var it = await page.GoTo(path);
            Assert.NotEqual("", await it.Locator("h1").InnerTextAsync());
            var text = await it.Locator("main").InnerTextAsync();
            if (Sections.All.Any(section => section.IsOfRecords && section.Path == path))
                Assert.Equal(Language.Of(language)[$"board.empty.needs.{path[1..]}"], await it.Locator(".lede").InnerTextAsync());
            foreach (var broken in (string[])["NaN", "Infinity", "undefined", "{0}", "{n}"]) Assert.DoesNotContain(broken, text, StringComparison.Ordinal);
            Assert.Equal(0, await it.Locator("main :is(svg, canvas):visible[width='0'], main table:not(:has(td))").CountAsync());
            if (language is "en" or "hu") await LookTests.Check(it);
        }
    }

    [Fact]
    public async Task Every_link_of_an_empty_folder_leads_somewhere()
    {
        await using var page = await browser.Open(_own.Address, 1280, hasScript: false);
        var links = new HashSet<string>();
        foreach (var section in Sections.All)
        {
            var it = await page.GoTo(section.Path);
            foreach (var link in await it.Locator("main a[href^='/']").EvaluateAllAsync<string[]>("all => all.map(link => link.getAttribute('href'))"))
                links.Add(link.Split('#')[0]);
        }

        foreach (var link in links.GroupBy(link => link.Split('/', '?')[1]).SelectMany(group => group.Take(5)))
        {
            using var answer = await _own.Client.GetAsync(link, TestContext.Current.CancellationToken);
            Assert.True(answer.IsSuccessStatusCode, $"{link}: {(int)answer.StatusCode}");
        }
    }

    [Fact]
    public async Task The_demonstration_is_begun_stopped_begun_again_and_removed_without_a_line_of_script()
    {
        Workspace.Change(settings => settings.SetZone("Asia/Kuala_Lumpur"), cancellation: TestContext.Current.CancellationToken);
        await using var page = await browser.Open(_own.Address, 360, hasScript: false);
        var it = await page.GoTo("/");
        await it.GetByRole(AriaRole.Button, new() { Name = "Start the demonstration" }).ClickAsync();
        await Assertions.Expect(it.Locator("progress")).ToBeVisibleAsync();
        await Assertions.Expect((await page.GoTo("/volume")).Locator("h1")).ToHaveTextAsync("Volume");
        it = await page.GoTo("/");
        await it.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Until(() => Workspace.IsEmpty && !Workspace.Settings.IsDemo);
        Assert.Equal("Asia/Kuala_Lumpur", Workspace.Settings.Zone);

        it = await page.GoTo("/");
        await it.GetByRole(AriaRole.Button, new() { Name = "Start the demonstration" }).ClickAsync();
        await Until(() => Workspace.Settings.IsDemo && Workspace.Facts.Projection?.Position == Workspace.Records.Position && Workspace.Records.Position > 50_000);
        Workspace.Add([new Order("own", "1") { PaidAt = Instant.FromUtc(2026, 1, 1, 0, 0) }], 1, cancellation: TestContext.Current.CancellationToken);
        await Assertions.Expect((await page.GoTo("/")).Locator(".notice").First).ToContainTextAsync("fictional shop");
        await page.It.GetByRole(AriaRole.Button, new() { Name = "Remove the demonstration" }).ClickAsync();
        await Until(() => !Workspace.Settings.IsDemo);
        Assert.Equal(["order/own/1"], Workspace.Records.ChangesAfter(0).Select(change => RecordKey.Of(change.Record).ToString()));
        Assert.Equal(("Asia/Kuala_Lumpur", null, 0), (Workspace.Settings.Zone, Workspace.Settings.DefaultCalendar, Workspace.Settings.Calendars.Count));
    }

    private static async Task Until(Func<bool> isSo)
    {
        for (var tries = 0; tries < 1200 && !isSo(); tries++) await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.True(isSo());
    }
}
