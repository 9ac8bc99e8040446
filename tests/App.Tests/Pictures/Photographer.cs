using Deskmeter.App.Tests.Web;
using Microsoft.Playwright;

namespace Deskmeter.App.Tests.Pictures;

/// <summary>Takes pictures of pages with the browser of the tests: at one time of the day, without animation, as WebP.</summary>
internal sealed class Photographer(ShownDesk desk, Browser browser)
{
    /// <summary>The most bytes that a picture may have.</summary>
    public const int Largest = 150_000;

    private static readonly int[] Qualities = [75, 65, 55, 45, 30];

    /// <summary>The picture, in the best quality that is small enough.</summary>
    public async Task<byte[]> Take(Picture picture)
    {
        await using var page = await browser.Open(desk.HomeOf(picture), picture.Width, picture.Scheme, mayFail: true);
        var it = page.It;
        await it.Context.AddCookiesAsync([new Cookie { Name = "language", Value = picture.Culture, Url = desk.AddressOf(picture) }]);
        await it.EmulateMediaAsync(new PageEmulateMediaOptions { ReducedMotion = ReducedMotion.Reduce });
        await it.Clock.SetFixedTimeAsync(new DateTime(2026, 11, 18, 13, 40, 0, DateTimeKind.Utc));
        if (picture.Width > 1900) await it.SetViewportSizeAsync(picture.Width, picture.Width * 9 / 16);
        await it.GotoAsync(desk.AddressOf(picture), new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        await Settle(it);
        if (await it.Locator("live-feed").CountAsync() > 0) await Assertions.Expect(it.Locator("live-feed")).ToHaveAttributeAsync("data-state", "live");
        var height = Math.Min(picture.Height, await it.EvaluateAsync<int>("() => document.documentElement.scrollHeight"));
        var session = await it.Context.NewCDPSessionAsync(it);
        byte[] taken = [];
        foreach (var quality in Qualities)
        {
            taken = await Capture(session, picture.Width, height, quality);
            if (taken.Length <= Largest) break;
        }

        return taken;
    }

    /// <summary>Waits until fonts are there and what follows the window's size has followed it.</summary>
    public static Task Settle(IPage page) =>
        page.EvaluateAsync("async () => { await document.fonts.ready; for (let frame = 0; frame < 3; frame++) await new Promise(drawn => requestAnimationFrame(drawn)); }");

    private static async Task<byte[]> Capture(ICDPSession session, int width, int height, int quality)
    {
        var answer = await session.SendAsync("Page.captureScreenshot", new Dictionary<string, object>
        {
            ["format"] = "webp",
            ["quality"] = quality,
            ["captureBeyondViewport"] = true,
            ["clip"] = new Dictionary<string, object> { ["x"] = 0, ["y"] = 0, ["width"] = width, ["height"] = height, ["scale"] = 1 },
        });
        return answer is { } found && found.TryGetProperty("data", out var data) ? data.GetBytesFromBase64() : throw new InvalidOperationException("The browser took no picture.");
    }
}
