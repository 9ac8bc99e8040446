using Microsoft.Playwright;
using Xunit;

namespace Deskmeter.App.Tests.Web;

/// <summary>Everything on the main path is done with the keys alone.</summary>
[Collection(BoardCollection.Name)]
public class KeyboardTests(BoardServer server, Browser browser)
{
    private const string October = "from=2026-10-01&to=2026-11-01";

    /// <summary>The focus is seen: an outline of the element that has it, or of what stands for it.</summary>
    private const string IsSeen = """
        () => {
          const outlined = element => { const style = getComputedStyle(element); return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1; };
          const focused = document.activeElement;
          return [focused, focused.closest(".tile"), focused.closest("label")].some(element => element !== null && outlined(element));
        }
        """;

    private const string Told = "() => document.activeElement === document.body ? 'the page' : document.activeElement.outerHTML.slice(0, 160)";

    [Fact]
    public async Task From_the_overview_to_a_ticket_and_back()
    {
        await using var page = await browser.Open(server);
        var it = await page.GoTo($"/?{October}");

        // Past the navigation.
        await Press(it, "Tab");
        Assert.True(await Has(it, "a.skip"));
        await Press(it, "Enter");
        await Press(it, "Tab");
        Assert.True(await it.EvaluateAsync<bool>("() => document.querySelector('main').contains(document.activeElement)"), await it.EvaluateAsync<string>(Told));

        // A period, the clock, a filter: what was chosen keeps the focus, so that one goes on from there.
        await TabTo(it, "select[name=period]");
        await page.Follow(_ => Choose(it, "last_month"), "period=last_month");
        await Focused(it, "select[name=period]");
        await TabTo(it, "input[name=clock]:checked");
        await page.Follow(_ => Press(it, "ArrowRight"), "clock=calendar");
        await Focused(it, "input[name=clock]:checked");
        await TabTo(it, "select[name=add]");
        await page.Follow(_ => Choose(it, "channel"), "add=channel");
        await Focused(it, ".adding select");
        await page.Follow(_ => Choose(it, "channel=email"), "where=channel%3Demail");
        await Focused(it, "select[name=add]");

        // A tile, a row of its breakdown, a ticket.
        await TabTo(it, "[data-kpi=first_response_time] a");
        await page.Follow(_ => Press(it, "Enter"), "/kpi/first_response_time");
        Assert.Contains("where=channel%3Demail", it.Url, StringComparison.Ordinal);
        await TabTo(it, "#slice");
        await page.Follow(_ => Choose(it, "priority"), "by=priority");
        await TabTo(it, "#by tbody a");
        await page.Follow(_ => Press(it, "Enter"), "where=priority");
        var kpi = it.Url;
        await TabTo(it, "#tickets tbody a");
        await page.Follow(_ => Press(it, "Enter"), "/tickets/");
        await TabTo(it, ".event, [aria-labelledby=h-events] .grains a:last-child");
        await page.Follow(_ => Press(it, "Enter"), "events=clocks");

        await page.Follow(_ => it.GoBackAsync(), "/tickets/");
        await page.Follow(_ => it.GoBackAsync(), "/kpi/first_response_time");
        Assert.Equal(kpi, it.Url);

        // The filter goes by its cross.
        await TabTo(it, ".chip a");
        await Press(it, "Enter");
        await it.WaitForURLAsync(url => !url.Contains("where=channel", StringComparison.Ordinal));
        Assert.Contains("where=priority", it.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/kpi/first_response_time")]
    [InlineData("/targets")]
    [InlineData("/volume")]
    [InlineData("/live")]
    [InlineData("/kpis/edit")]
    [InlineData("/settings/calendar")]
    [InlineData("/sources/uploads/{upload}")]
    public async Task Tab_leads_through_the_whole_page_and_out_of_it_and_is_seen_at_each_step(string path)
    {
        await using var page = await browser.Open(server);
        var it = await page.GoTo(server.Fill($"{path}?{October}"));
        var all = await it.EvaluateAsync<int>("""
            () => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
              .filter(one => one.checkVisibility() && !one.disabled && one.type !== "hidden" && (one.type !== "radio" || one.checked)).length
            """);
        var seen = 0;
        var unseen = new List<string>();
        for (var steps = 0; steps < all + 40; steps++)
        {
            await it.Keyboard.PressAsync("Tab");
            var step = await it.EvaluateAsync<string>($$"""
                () => {
                  const focused = document.activeElement;
                  if (focused === document.body) return "out";
                  const isNew = !focused.wasHere;
                  focused.wasHere = true;
                  return (isNew ? "new " : "again ") + (({{IsSeen}})() ? "" : focused.outerHTML.slice(0, 160));
                }
                """);
            if (step == "out") break;
            if (step.StartsWith("new ", StringComparison.Ordinal)) seen++;
            if (step.Split(' ', 2)[1] is { Length: > 0 } element) unseen.Add(element);
        }

        Assert.Equal([], unseen.Distinct());
        Assert.True(await Has(it, "body"), $"Tab does not lead out of the page, but to {await it.EvaluateAsync<string>(Told)}");
        Assert.InRange(seen, all, all + 30);
    }

    [Fact]
    public async Task A_menu_opens_and_closes_and_gives_the_focus_back()
    {
        await using var page = await browser.Open(server);
        var it = await page.GoTo($"/kpi/first_response_time?{October}");
        await TabTo(it, ".menu > summary");
        await Press(it, "Enter");
        await Assertions.Expect(it.Locator(".menu ul")).ToBeVisibleAsync();
        await Press(it, "Tab");
        Assert.True(await Has(it, ".menu li a"), await it.EvaluateAsync<string>(Told));
        await Press(it, "Escape");
        await Assertions.Expect(it.Locator(".menu ul")).ToBeHiddenAsync();
        Assert.True(await Has(it, ".menu > summary"));
        Assert.True(await it.EvaluateAsync<bool>(IsSeen));

        // One who goes on past its end leaves it.
        await Press(it, "Enter");
        for (var steps = 0; steps < 12; steps++) await Press(it, "Tab");
        Assert.False(await Has(it, ".menu *"));
        await Assertions.Expect(it.Locator(".menu ul")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_navigation_of_a_narrow_page_opens_and_closes_and_gives_the_focus_back()
    {
        await using var page = await browser.Open(server, 360);
        var it = await page.GoTo($"/?{October}");
        await TabTo(it, "[popovertarget=nav]");
        await Press(it, "Enter");
        await Assertions.Expect(it.Locator("#nav")).ToBeVisibleAsync();
        await Press(it, "Tab");
        Assert.True(await Has(it, "#nav a"), await it.EvaluateAsync<string>(Told));
        await Press(it, "Escape");
        await Assertions.Expect(it.Locator("#nav")).ToBeHiddenAsync();
        Assert.True(await Has(it, "[popovertarget=nav]"), await it.EvaluateAsync<string>(Told));
        await Press(it, "Enter");
        await TabTo(it, "#nav a[href^='/kpis']");
        await page.Follow(_ => Press(it, "Enter"), "/kpis");
        await Assertions.Expect(it.Locator("#nav")).ToBeHiddenAsync();
    }

    private static Task Press(IPage page, string key) => page.Keyboard.PressAsync(key);

    private static Task<bool> Has(IPage page, string selector) => page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector);

    private static Task Focused(IPage page, string selector) => Assertions.Expect(page.Locator(selector).First).ToBeFocusedAsync();

    /// <summary>Goes on with Tab to the first that fits; it is seen where the focus is.</summary>
    private static async Task TabTo(IPage page, string selector)
    {
        for (var steps = 0; steps < 400; steps++)
        {
            await Press(page, "Tab");
            if (!await Has(page, selector)) continue;
            Assert.True(await page.EvaluateAsync<bool>(IsSeen), $"The focus on {await page.EvaluateAsync<string>(Told)} is not seen.");
            return;
        }

        Assert.Fail($"Tab does not lead to {selector}.");
    }

    /// <summary>
    /// Chooses in the list that has the focus: opened by a key, so that nothing is asked for on the way. A list that is not open yet
    /// would choose with the first arrow.
    /// </summary>
    private static async Task Choose(IPage page, string value)
    {
        var steps = await page.EvaluateAsync<int>("value => [...document.activeElement.options].findIndex(option => option.value === value) - document.activeElement.selectedIndex", value);
        await Press(page, "Space");
        await page.WaitForFunctionAsync("() => document.activeElement.matches(':open')");
        for (var step = 0; step < Math.Abs(steps); step++) await Press(page, steps > 0 ? "ArrowDown" : "ArrowUp");
        await Press(page, "Enter");
    }
}
