using Microsoft.Playwright;
using Xunit;

namespace Deskmeter.App.Tests.Web;

/// <summary>A browser is told to run nothing but the server's own scripts, on every page, and asks nobody else.</summary>
[Collection(BoardCollection.Name)]
public class PolicyTests(BoardServer server, Browser browser)
{
    private static readonly Dictionary<string, string[]> Strict = new()
    {
        ["default-src"] = ["'none'"],
        ["script-src"] = ["'self'"],
        ["style-src"] = ["'self'", "'sha256-WAyOw4V+FqDc35lQPyRADLBWbuNK8ahvYEaQIYF1+Ps='"],
        ["img-src"] = ["'self'", "data:"],
        ["connect-src"] = ["'self'"],
        ["font-src"] = ["'self'"],
        ["form-action"] = ["'self'"],
        ["base-uri"] = ["'none'"],
        ["frame-ancestors"] = ["'none'"],
    };

    public static TheoryData<string> Paths => [.. BoardPages.All, "/api/v1/health", "/api/v1/kpis", "/openapi/v1.json", "/live/events", "/favicon.svg", "/api/v1/tickets/nope/timeline", "/sources/quarantine.csv"];

    [Theory, MemberData(nameof(Paths))]
    public async Task Every_answer_has_the_strict_policy(string path)
    {
        using var response = await server.Client.GetAsync(server.Fill(path), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy")).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(directive => directive.Split(' ')).ToDictionary(words => words[0], words => words[1..]);
        Assert.Equal(Strict.Keys.Order(), policy.Keys.Order());
        Assert.All(Strict, directive => Assert.Equal([], policy[directive.Key].Except(directive.Value)));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }

    /// <summary>Each page in the dark, by the watch that fails every test of a page; LookTests opens each in the light.</summary>
    [Fact]
    public async Task No_page_asks_another_host_or_breaks_the_policy()
    {
        await using var page = await browser.Open(server, 1280, ColorScheme.Dark, mayFail: true);
        foreach (var path in BoardPages.All)
        {
            await page.GoTo(server.Fill(path));
            Assert.True(page.Complaints.Count == 0, $"{path}: {string.Join("; ", page.Complaints)}");
        }
    }

    [Theory]
    [InlineData("document.body.insertAdjacentHTML('beforeend', '<img src=//evil.example/x.png>')", "img-src")]
    [InlineData("document.body.insertAdjacentHTML('beforeend', '<b onclick=1>x</b>')", "script-src")]
    [InlineData("document.body.insertAdjacentHTML('beforeend', '<b style=color:red>x</b>')", "style-src")]
    [InlineData("document.body.append(Object.assign(document.createElement('script'), { textContent: 'var x' }))", "script-src")]
    [InlineData("void fetch('https://evil.example/').catch(() => {})", "connect-src")]
    [InlineData("setTimeout(() => alert(1))", "dialog")]
    public async Task The_watch_notices(string fault, string said)
    {
        var page = await browser.Open(server);
        var it = await page.GoTo("/kpis/edit");
        await it.EvaluateAsync($"() => {{ {fault} }}");
        for (var tries = 0; tries < 50 && page.Complaints.Count == 0; tries++) await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.Contains(said, string.Join('\n', page.Complaints), StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(async () => await page.DisposeAsync());
    }
}
