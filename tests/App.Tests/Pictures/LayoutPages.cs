using System.Collections.Concurrent;
using Deskmeter.App.Tests.Web;
using Microsoft.Playwright;

namespace Deskmeter.App.Tests.Pictures;

/// <summary>A page of the browser for each language and server: opened once, so that script and style are fetched once.</summary>
public sealed class LayoutPages(Browser browser) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<(string Culture, string Home), Task<Page>> _pages = [];

    /// <summary>The page that shows a server in a language; one test at a time has it.</summary>
    public Task<Page> For(string culture, string home) => _pages.GetOrAdd((culture, home), _ => Open(culture, home));

    public async ValueTask DisposeAsync()
    {
        foreach (var page in _pages.Values) await (await page).DisposeAsync();
    }

    private async Task<Page> Open(string culture, string home)
    {
        var page = await browser.Open(home, mayFail: true);
        await page.It.Context.AddCookiesAsync([new Cookie { Name = "language", Value = culture, Url = home }]);
        return page;
    }
}
