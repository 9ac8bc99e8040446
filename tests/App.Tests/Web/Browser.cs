using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(Deskmeter.App.Tests.Web.Browser))]

namespace Deskmeter.App.Tests.Web;

/// <summary>A headless browser: the one that <c>DESKMETER_CHROMIUM</c> names, or the first that is on the path.</summary>
public sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private static readonly string[] Switches =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly SemaphoreSlim _starting = new(1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Opens an empty page; what it complains of is kept.</summary>
    public Task<Page> Open(BoardServer server, int width = 1280, ColorScheme scheme = ColorScheme.Light, bool hasScript = true, bool mayFail = false) =>
        Open(server.Address, width, scheme, hasScript, mayFail);

    /// <summary>Opens an empty page of a server.</summary>
    public async Task<Page> Open(string address, int width = 1280, ColorScheme scheme = ColorScheme.Light, bool hasScript = true, bool mayFail = false)
    {
        var context = await (await Start()).NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address,
            ColorScheme = scheme,
            JavaScriptEnabled = hasScript,
            Locale = "en-GB",
            ViewportSize = new ViewportSize { Width = width, Height = width < 500 ? 800 : 900 },
        });
        await context.AddInitScriptAsync(Page.Watching);
        return new Page(context, await context.NewPageAsync(), new Uri(address), mayFail);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        _starting.Dispose();
    }

    private async Task<IBrowser> Start()
    {
        await _starting.WaitAsync();
        try
        {
            Assertions.SetDefaultExpectTimeout(15_000); // other tests have the machine at the same time
            _playwright ??= await Playwright.CreateAsync();
            return _browser ??= await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Find(), Args = Switches });
        }
        finally
        {
            _starting.Release();
        }
    }

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("DESKMETER_CHROMIUM") is { Length: > 0 } named) return named;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("Install chromium or google-chrome, or set DESKMETER_CHROMIUM to one.");
    }
}

/// <summary>
/// A page of the board. Disposing it fails the test if the browser complained: of an error, or of the content security policy; if a
/// dialog was opened, or if anything was asked of another host.
/// </summary>
public sealed class Page : IAsyncDisposable
{
    /// <summary>Says in the console what the content security policy forbade.</summary>
    internal const string Watching =
        "addEventListener('securitypolicyviolation', event => console.error(`The policy forbids ${event.violatedDirective} ${event.blockedURI} ${event.sample}`))";

    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    /// <param name="context">Closed with the page.</param>
    /// <param name="page">The page.</param>
    /// <param name="home">The only server that may be asked.</param>
    /// <param name="mayFail">The address is wrong on purpose, so that the browser says that it failed.</param>
    public Page(IBrowserContext context, IPage page, Uri home, bool mayFail)
    {
        _context = context;
        It = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !(mayFail && message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))) _complaints.Add(message.Text);
        };
        page.PageError += (_, error) => _complaints.Add(error);
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is var asked && asked.Scheme != "data" && asked.Scheme != "blob" && asked.Authority != home.Authority) _complaints.Add($"{asked} was asked for.");
        };
        page.Dialog += (_, dialog) =>
        {
            _complaints.Add($"The page says '{dialog.Message}' in a dialog.");
            _ = dialog.DismissAsync();
        };
    }

    /// <summary>The page itself.</summary>
    public IPage It { get; }

    /// <summary>What the browser complained of so far.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>What was complained of so far was meant to be.</summary>
    public void Forgive() => _complaints.Clear();

    public async Task<IPage> GoTo(string path)
    {
        await It.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        return It;
    }

    /// <summary>Does something that leads to another address, and waits for its page.</summary>
    public async Task Follow(Func<IPage, Task> step, string address)
    {
        await step(It);
        await It.WaitForFunctionAsync(
            "address => location.href.includes(address) && document.readyState === 'complete' && !document.documentElement.hasAttribute('aria-busy')", address, new() { Timeout = 60_000 });
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_complaints);
    }
}
