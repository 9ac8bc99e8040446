using System.Net;
using Xunit;

namespace Deskmeter.App.Tests.Web;

[Collection(BoardCollection.Name)]
public class ServerTests(BoardServer server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/kpi/resolution_time")]
    [InlineData("/api/v1/health")]
    [InlineData("/missing-page")]
    public async Task Every_answer_says_what_a_browser_may_do(string path)
    {
        using var response = await server.Client.GetAsync(path, Cancellation);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        // A page with forms keeps their token, out of reach of scripts and other sites; nothing else is kept.
        var cookies = response.Headers.TryGetValues("Set-Cookie", out var kept) ? kept : [];
        Assert.All(cookies, cookie => Assert.Matches("^\\.AspNetCore\\.Antiforgery\\.[^=]+=[^;]+; path=/; samesite=strict; httponly$", cookie));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("deskmeter.example")]
    [InlineData("127.0.0.1.nip.example")]
    public async Task A_foreign_name_for_this_machine_is_refused(string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/health");
        request.Headers.Host = host;
        using var response = await server.Client.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("/?period=28dd", HttpStatusCode.BadRequest, "28d")]
    [InlineData("/?where=chanel%3Demail", HttpStatusCode.BadRequest, "channel")]
    [InlineData("/?from=2026-10-01&to=2026-09-01", HttpStatusCode.BadRequest, "ends before it begins")]
    [InlineData("/kpi/resolution_tim", HttpStatusCode.BadRequest, "resolution_time")]
    [InlineData("/kpi/resolution_time?by=chanel", HttpStatusCode.BadRequest, "channel")]
    [InlineData("/tickets/nope", HttpStatusCode.NotFound, "There is no ticket nope")]
    [InlineData("/nowhere", HttpStatusCode.NotFound, "There is no such page.")]
    public async Task A_wrong_address_says_what_is_wrong_in_the_page(string path, HttpStatusCode status, string words)
    {
        using var response = await server.Client.GetAsync(path, Cancellation);
        var page = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(status, response.StatusCode);
        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.Contains("<nav", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/kpis?a=1", "/kpis?a=1")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    public async Task A_theme_chosen_without_script_is_kept_and_leads_back(string back, string to)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = new Uri(server.Address) };
        using var form = new FormUrlEncodedContent([new("theme", "dark"), new("back", back)]);
        using var response = await client.PostAsync("/theme", form, Cancellation);
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Equal(to, response.Headers.Location?.OriginalString);
        Assert.StartsWith("theme=dark", Assert.Single(response.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        Assert.Contains("data-theme=\"dark\"", await client.GetStringAsync("/kpis", Cancellation), StringComparison.Ordinal);
    }
}
