using System.Reflection;
using Deskmeter.App.Languages;
using Deskmeter.App.Tests.Web;
using Microsoft.Playwright;
using Xunit;

namespace Deskmeter.App.Tests.Pictures;

/// <summary>Every page in every language, from a phone to a large screen: nothing is wider than the window, cut, or written over something else.</summary>
public class LayoutTests(ShownDesk desk, LayoutPages pages, Browser browser) : IClassFixture<ShownDesk>, IClassFixture<LayoutPages>
{
    private static readonly int[] Widths = [360, 1280, 2560];
    private static readonly string Probe = Read();

    public static TheoryData<string> Names => [.. PictureList.Pages.Select(picture => picture.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Nothing_is_too_wide_cut_or_laid_over_something_else(string name)
    {
        var picture = PictureList.Pages.Single(page => page.Name == name);
        var faults = (await Task.WhenAll(Language.Cultures.Select(culture => Look(picture, culture)))).SelectMany(found => found).ToList();
        Assert.True(faults is [], string.Join('\n', faults));
    }

    [Fact]
    public async Task On_paper_a_page_is_light_and_has_nothing_to_press()
    {
        await using var page = await browser.Open(desk.Address, 794, ColorScheme.Dark);
        var it = await page.GoTo("/kpi/first_response_time?where=channel%3Demail");
        await it.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print, ColorScheme = ColorScheme.Dark });
        await Photographer.Settle(it);
        Assert.Empty(await it.EvaluateAsync<string[]>(Probe));
        await Assertions.Expect(it.Locator("#nav")).ToBeHiddenAsync();
        await Assertions.Expect(it.Locator("button:visible")).ToHaveCountAsync(0);
        await Assertions.Expect(it.Locator(".chip")).ToBeVisibleAsync();
        await Assertions.Expect(it.Locator("select[name=period]")).ToBeVisibleAsync();
        await Assertions.Expect(it.Locator("h1")).ToHaveCSSAsync("color", "rgb(23, 25, 28)");
    }

    /// <summary>What the shop does not have today, and another has: waits of days, in the languages with the longest words for them.</summary>
    [Theory]
    [InlineData("/wall", "ms", new[] { 360, 1280, 1920 }), InlineData("/wall", "hu", new[] { 360, 2560 }), InlineData("/live", "ms", new[] { 360, 1280 }), InlineData("/live", "hu", new[] { 360 }), InlineData("/live", "nl", new[] { 360 })]
    public async Task There_is_room_for_waits_of_days(string path, string culture, int[] widths)
    {
        var page = await pages.For(culture, desk.Address);
        var it = await page.GoTo(desk.Address + path);
        await it.EvaluateAsync("""
            ([hours, days]) => {
              const figure = document.querySelector("[data-kpi=longest_wait_now] .value");
              figure.innerHTML = `23<small>${days}</small> 23<small>${hours}</small>`;
              for (const wait of document.querySelectorAll("td.wait")) {
                wait.classList.add("over");
                wait.innerHTML = `23\u00a0${days} 23\u00a0${hours}` + '<svg class="icon"><use href="#cross" /></svg>';
              }
            }
            """, new[] { Language.Of(culture)["unit.hour"], Language.Of(culture)["unit.day"] });
        foreach (var width in widths)
        {
            await it.SetViewportSizeAsync(width, width < 500 ? 800 : width * 9 / 16);
            await Photographer.Settle(it);
            Assert.Empty(await it.EvaluateAsync<string[]>(Probe));
        }

        await it.GotoAsync("about:blank");
        page.Forgive();
    }

    private async Task<List<string>> Look(Picture picture, string culture)
    {
        List<string> faults = [];
        var page = await pages.For(culture, desk.HomeOf(picture));
        var it = await page.GoTo(desk.AddressOf(picture));
        foreach (var width in Widths)
        {
            await it.SetViewportSizeAsync(width, width < 500 ? 800 : width * 9 / 16);
            await Photographer.Settle(it);
            faults.AddRange((await it.EvaluateAsync<string[]>(Probe)).Select(fault => $"{culture}, {width} px: {fault}"));
        }

        await it.GotoAsync("about:blank"); // a page that comes anew by itself would outlive its server
        faults.AddRange(page.Complaints.Select(complaint => $"{culture}: {complaint}"));
        page.Forgive();
        return faults;
    }

    /// <summary>The script that looks: a function that answers what it found, in words.</summary>
    private static string Read()
    {
        using var script = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("Layout.js")!);
        return script.ReadToEnd();
    }
}
