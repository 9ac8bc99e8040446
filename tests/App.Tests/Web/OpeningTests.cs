using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Deskmeter.App.Tests.Cli;
using Deskmeter.Demo;
using Deskmeter.Metrics;
using Deskmeter.Workspaces;
using Microsoft.Playwright;
using NodaTime;
using Xunit;

namespace Deskmeter.App.Tests.Web;

/// <summary>A server whose folder needs all figures built again: it listens, says how far it is, and answers as soon as they are there.</summary>
public sealed class OpeningTests(Browser browser) : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private string _expected = "";
    private HeldOpening _held = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var shop = new DemoShop(300, seed: 3, DemoShop.LastMidnight(Instant.FromUtc(2026, 11, 18, 12, 0)));
        using (var workspace = Workspace.Open(_folder.Path, TimeProvider.System))
        {
            workspace.Change(settings => settings.Adopt(shop.Settings));
            workspace.Add(shop.Records(), shop.RecordsInAll());
            _expected = Figures(workspace);
        }

        _held = await HeldOpening.Begin(_folder.Path, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await _held.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("/api/v1/query?kpi=tickets_created&from=2026-10-01&to=2026-11-01")]
    [InlineData("/api/v1/health")]
    [InlineData("/sources/quarantine.csv")]
    public async Task A_program_is_told_to_come_again(string path)
    {
        using var client = new HttpClient { BaseAddress = new Uri(_held.Address) };
        using var refused = await client.GetAsync(path, Cancellation);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "5"), (refused.StatusCode, Assert.Single(refused.Headers.GetValues("Retry-After"))));
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Contains("are built again", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.InRange(problem.GetProperty("progress").GetDouble(), 0, 1);
        _held.GoOn();
        await _held.Opening.Done.WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
        using var answered = await client.GetAsync(path, Cancellation);
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        Assert.Equal(_expected, Figures(_held.Workspace));
    }

    [Fact]
    public async Task A_page_shows_how_far_it_is_can_be_left_and_becomes_what_was_asked_for_by_itself()
    {
        await using var page = await browser.Open(_held.Address, 360, ColorScheme.Dark);
        var kpi = await page.GoTo("/kpi/tickets_created?from=2026-10-01&to=2026-11-01");
        await Assertions.Expect(kpi.Locator("h1")).ToHaveTextAsync("The figures are being built");
        await Assertions.Expect(kpi.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        await Assertions.Expect(kpi.Locator("#h-progress")).ToContainTextAsync("Building figures");
        await LookTests.Check(kpi);
        await kpi.GotoAsync("about:blank");
        await page.GoTo("/volume");
        await Assertions.Expect(kpi.Locator("h1")).ToHaveTextAsync("The figures are being built");
        await page.GoTo("/kpi/tickets_created?from=2026-10-01&to=2026-11-01");
        await kpi.Locator("html").EvaluateAsync("it => it.dataset.same = 'yes'"); // which a page that is loaded anew would not have
        await Task.Delay(1500, Cancellation);
        await Assertions.Expect(kpi.Locator("h1")).ToHaveTextAsync("The figures are being built");
        _held.GoOn();
        await Assertions.Expect(kpi.Locator("h1")).ToHaveTextAsync("Tickets created");
        Assert.Equal("yes", await kpi.Locator("html").GetAttributeAsync("data-same"));
        await Assertions.Expect(kpi.Locator("trend-chart canvas")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_page_goes_on_without_script_and_in_the_language_that_is_chosen_on_it()
    {
        using var client = new HttpClient { BaseAddress = new Uri(_held.Address) };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var form = new FormUrlEncodedContent([new("language", "nl"), new("back", "/volume")]);
        using var chosen = await client.PostAsync("/language", form, Cancellation);
        Assert.Equal("/volume", chosen.RequestMessage?.RequestUri?.AbsolutePath);
        Assert.Contains("<h1>De cijfers worden opgebouwd", await chosen.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        await using var page = await browser.Open(_held.Address, hasScript: false);
        var volume = await page.GoTo("/volume");
        await Assertions.Expect(volume.Locator("h1")).ToHaveTextAsync("The figures are being built");
        _held.GoOn();
        await Assertions.Expect(volume.Locator("h1")).ToHaveTextAsync("Volume");
    }

    [Fact]
    public async Task A_server_that_ends_meanwhile_leaves_the_folder_whole()
    {
        var opening = _held.Opening;
        var end = _held.App.DisposeAsync().AsTask();
        _held.GoOn();
        await end.WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening.Done);
        _held.Workspace.Dispose();
        using var again = Workspace.Open(_folder.Path, TimeProvider.System);
        Assert.Equal(_expected, Figures(again));
        Assert.Empty(again.Records.FindDamage());
    }

    internal static string Figures(Workspace workspace)
    {
        var query = new MetricQuery { Kpis = ["tickets_created", "first_response_time"], From = new LocalDate(2026, 9, 1), To = new LocalDate(2026, 11, 1), Grain = Grain.Day };
        return string.Join(' ', workspace.Run(query).Rows.Select(row => row.Value));
    }
}
