using Deskmeter.Metrics;
using Deskmeter.Store;
using Microsoft.Playwright;
using Xunit;

namespace Deskmeter.App.Tests.Web;

/// <summary>Two hundred texts that people with bad intentions bring in are texts on every page, and nothing else.</summary>
[Collection(PayloadCollection.Name)]
public class StoredPayloadTests(PayloadServer world, Browser browser)
{
    private static readonly string[] Slices = ["channel", "team", "agent", "topic", "tag", "priority", "brand", "product", "segment", "plan", "calendar"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void There_are_two_hundred_and_all_that_can_be_kept_is_kept()
    {
        Assert.InRange(Payloads.Kept.Count, 200, 400);
        Assert.Equal(Payloads.Kept.Count, Payloads.Kept.Distinct(StringComparer.Ordinal).Count());
        // An id has letters that can be seen.
        Assert.Equal([], world.SetAside.Where(reason => !reason.Contains("holds a control character", StringComparison.Ordinal)));
        foreach (var column in new[] { "topic", "channel", "assignee_id", "assignee_team", "status_name" })
        {
            var kept = world.Workspace.Rows(new SqlStatement($"select distinct {column} from ticket where {column} is not null", []), Cancellation).Select(row => (string)row[0]!);
            Assert.Equal([], Payloads.Kept.Select(Plain).Except(kept.Select(Plain), StringComparer.Ordinal));
        }
    }

    /// <summary>The check can fail: a text that is put into a document as it is leaves its mark.</summary>
    [Fact]
    public async Task A_text_that_is_taken_for_markup_is_noticed()
    {
        await using var page = await browser.Open(world.Address);
        await page.GoTo("/kpis/edit");
        var noticed = 0;
        foreach (var text in Payloads.Kept)
            if ((await PayloadMarks.InTexts(page.It, [$"<p>{text}</p>", $"<a title=\"{text}\">x</a>", $"<a href=\"{text}\">x</a>"])).Count > 0) noticed++;
        Assert.InRange(noticed, 100, Payloads.Kept.Count);
        await page.It.EvaluateAsync("() => document.querySelector('main').insertAdjacentHTML('beforeend', '<b pwned></b>')");
        Assert.Single(await PayloadMarks.In(page.It));
        page.Forgive(); // the policy forbids what is tried here, and says so
    }

    [Fact]
    public async Task No_page_makes_anything_of_them_but_texts()
    {
        await using var page = await browser.Open(world.Address, mayFail: true);
        string[] paths =
        [
            .. BoardPages.All.Select(world.Fill), .. Slices.Select(slice => $"/kpi/first_response_time?from=2026-09-01&to=2026-12-01&clock=calendar&show=all&by={slice}"), .. Enumerable.Range(0, 6).Select(i => $"/tickets/{Uri.EscapeDataString(PayloadRecords.IdOf(1 + (i * 37)))}"),
            "/kpi/own_0", "/kpis/edit/own_1", "/sources?show=all", "/team?show=all&sort=member", "/topics?show=all", "/articles?show=all", "/surveys?show=all", "/money?show=all",
            .. Enumerable.Range(0, 8).Select(i => $"/?where={Where(i)}"), .. Enumerable.Range(8, 4).Select(i => $"/wall?where={Where(i)}"),
        ];
        await Check(page, paths);
    }

    [Fact]
    public async Task Each_of_them_is_shown_as_it_is()
    {
        await using var page = await browser.Open(world.Address);
        foreach (var slice in Slices[..6])
        {
            var it = await page.GoTo($"/kpi/first_response_time?from=2026-09-01&to=2026-12-01&clock=calendar&show=all&by={slice}");
            var shown = await it.Locator("#by tbody th").AllTextContentsAsync();
            Assert.Equal([], Payloads.Kept.Select(Plain).Except(shown.Select(Plain), StringComparer.Ordinal));
        }

        var list = await page.GoTo("/kpi/tickets_created?page=5");
        Assert.Equal(12, (await list.Locator("#tickets tbody td:nth-child(2)").AllTextContentsAsync()).Count(text => Payloads.Kept.Select(Plain).Contains(Plain(text))));
        await page.Follow(it => it.Locator("#tickets tbody a").First.ClickAsync(), "/tickets/");
        var heading = Plain((await list.Locator("h1").TextContentAsync())!);
        Assert.Contains(Payloads.Kept, text => heading.EndsWith(Plain(text), StringComparison.Ordinal));
    }

    /// <summary>A name of the data may have a slash or anything else in it, and still has its page.</summary>
    [Fact]
    public async Task A_ticket_is_found_by_any_id()
    {
        foreach (var i in Enumerable.Range(0, Payloads.Kept.Count).Where(i => i % 6 == 0))
        {
            using var response = await world.Client.GetAsync($"/tickets/{Uri.EscapeDataString(PayloadRecords.IdOf(i))}", Cancellation);
            Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {PayloadRecords.IdOf(i)}");
        }
    }

    [Fact]
    public async Task Tooltips_of_charts_show_notes_as_texts()
    {
        await using var page = await browser.Open(world.Address);
        foreach (var path in new[] { "/kpi/tickets_created?grain=day", "/kpi/first_response_time?grain=day", "/volume" })
        {
            var it = await page.GoTo(path);
            await Assertions.Expect(it.Locator("trend-chart canvas")).ToBeVisibleAsync();
            await it.Locator("trend-chart").ScrollIntoViewIfNeededAsync();
            var box = (await it.Locator("trend-chart").BoundingBoxAsync())!;
            var said = new HashSet<string>();
            for (var step = 0; step < 45; step++)
            {
                await it.Mouse.MoveAsync(box.X + (box.Width * (step + 2) / 48), box.Y + (box.Height / 2));
                if (await it.Locator(".tip").CountAsync() > 0) said.Add((await it.Locator(".tip").TextContentAsync())!);
                Assert.Equal([], await PayloadMarks.In(it));
            }

            Assert.InRange(said.Count, 10, 60);
            if (path != "/volume") Assert.Contains(said, text => text.Contains("pwned", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task What_is_pushed_to_an_open_page_is_text_too()
    {
        await using var page = await browser.Open(world.Address);
        var live = await page.GoTo("/live");
        await Assertions.Expect(live.Locator("live-feed")).ToHaveAttributeAsync("data-state", "live");
        var before = await live.Locator("[data-kpi=unresolved_tickets] .value").TextContentAsync();
        var lines = Enumerable.Range(0, 30).Select(i => System.Text.Json.JsonSerializer.Serialize(new
        {
            id = $"pushed-{i}",
            profile = new { created_at = "2026-10-25T12:00:00Z", channel = Payloads.Kept[i * 7] },
            events = new object[] { new { type = "message", at = "2026-10-25T12:00:00Z", by = new { @class = "customer", id = Payloads.Kept[i] } } },
        }));
        world.Import("canonical", lines, 21);
        await Assertions.Expect(live.Locator("[data-kpi=unresolved_tickets] .value")).Not.ToHaveTextAsync(before!);
        Assert.Equal([], await PayloadMarks.In(live));
    }

    [Fact]
    public async Task In_an_address_they_are_texts_and_never_a_fault_of_ours()
    {
        List<string> paths = [.. Payloads.Kept.Select((text, i) => Shapes[i % Shapes.Length](text)), .. Whole.SelectMany((shape, i) => Payloads.Kept.Where((_, place) => place % 75 == i).Select(shape))];
        var texts = new List<string>();
        foreach (var path in paths)
        {
            using var response = await world.Client.GetAsync(path, Cancellation);
            Assert.True((int)response.StatusCode < 500, $"{(int)response.StatusCode} {path}");
            texts.Add(await response.Content.ReadAsStringAsync(Cancellation));
        }

        await using var page = await browser.Open(world.Address, mayFail: true);
        await Check(page, [.. paths.Take(Shapes.Length), .. paths.TakeLast(Whole.Length)]);
        Assert.Equal([], await PayloadMarks.InTexts(page.It, texts));
    }

    /// <summary>Addresses with a text in them that somebody else may have written, which are mostly refused.</summary>
    private static readonly Func<string, string>[] Shapes =
    [
        text => $"/?period={Uri.EscapeDataString(text)}", text => $"/?where={Uri.EscapeDataString(text)}", text => $"/kpi/{Uri.EscapeDataString(text)}", text => $"/tickets/{Uri.EscapeDataString(text)}",
        text => $"/kpi/first_response_time?by={Uri.EscapeDataString(text)}", text => $"/kpis?q={Uri.EscapeDataString(text)}", text => $"/{Uri.EscapeDataString(text)}",
        text => $"/targets?kpi=csat_score&wrong=1&value={Uri.EscapeDataString(text)}&owner={Uri.EscapeDataString(text)}", text => $"/settings?tz={Uri.EscapeDataString(text)}&currency={Uri.EscapeDataString(text)}",
        text => $"/sources/uploads/{Uri.EscapeDataString(text)}", text => $"/?from={Uri.EscapeDataString(text)}", text => $"/kpis/edit?like={Uri.EscapeDataString(text)}", text => $"/kpis/edit/{Uri.EscapeDataString(text)}",
        text => $"/settings/calendar?name={Uri.EscapeDataString(text)}", text => $"/?zone={Uri.EscapeDataString(text)}", text => $"/kpi/csat_score?as_of={Uri.EscapeDataString(text)}", text => $"/kpi/tickets_created?grain={Uri.EscapeDataString(text)}",
    ];

    /// <summary>Those that show a whole page with the text in it.</summary>
    private static readonly Func<string, string>[] Whole =
    [
        text => $"/topics?sort={Uri.EscapeDataString(text)}", text => $"/volume?add={Uri.EscapeDataString(text)}", text => $"/live?where={Uri.EscapeDataString(FilterText.Write(new Filter("channel", [text])))}",
        text => $"/wall?where={Uri.EscapeDataString(FilterText.Write(new Filter("team", [text])))}", text => $"/kpi/tickets_created?where={Uri.EscapeDataString(FilterText.Write(new Filter("agent", [text])))}",
        text => $"/kpi/first_response_time?page={Uri.EscapeDataString(text)}&why={Uri.EscapeDataString("channel")}&sort={Uri.EscapeDataString(text)}",
    ];

    private static async Task Check(Page page, IReadOnlyList<string> paths)
    {
        var found = new List<string>();
        foreach (var path in paths)
        {
            var it = await page.GoTo(path);
            found.AddRange((await PayloadMarks.In(it)).Select(mark => $"{path}: {mark}"));
            found.AddRange(page.Complaints.Select(complaint => $"{path}: {complaint}"));
        }

        Assert.Equal([], found.Distinct());
    }

    private static string Where(int i) => Uri.EscapeDataString(FilterText.Write(new Filter(Slices[i % 4], [Payloads.Kept[i * 17]])));

    /// <summary>Without blanks and what a document has no letter for.</summary>
    private static string Plain(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter) && !char.IsControl(letter) && letter != '…'));
}
