using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Deskmeter.App.Languages;
using Deskmeter.Imports;
using Deskmeter.Metrics;
using NodaTime;
using Xunit;

namespace Deskmeter.App.Tests.Web;

/// <summary>Pages in the browser's language, or the chosen one, whole.</summary>
[Collection(BoardCollection.Name)]
public partial class LanguagePagesTests(BoardServer server)
{
    public static TheoryData<string, string> Pages
    {
        get
        {
            var pages = new TheoryData<string, string>();
            foreach (var culture in Language.Cultures.Where(culture => culture != "en"))
                foreach (var path in BoardPages.All) pages.Add(culture, path);
            return pages;
        }
    }

    [Theory]
    [InlineData("nl-BE,nl;q=0.9,en;q=0.8", null, "nl")]
    [InlineData("de,hu;q=0.5,tr;q=0.7", null, "tr")]
    [InlineData("de", null, "en")]
    [InlineData(null, null, "en")]
    [InlineData("nl", "ms", "ms")]
    [InlineData("nl", "klingon", "nl")]
    public async Task The_browser_says_the_language_and_a_choice_overrides_it(string? accepted, string? cookie, string expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/kpis");
        if (accepted is not null) request.Headers.TryAddWithoutValidation("Accept-Language", accepted);
        if (cookie is not null) request.Headers.Add("Cookie", $"language={cookie}");
        using var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Contains($"<html lang=\"{expected}\"", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_choice_is_kept_and_an_unknown_one_refused()
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(server.Address) };
        using var chosen = await client.PostAsync("/language", Form("hu", "/kpis?period=month"), TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.SeeOther, "/kpis?period=month"), (chosen.StatusCode, chosen.Headers.Location?.OriginalString));
        Assert.StartsWith("language=hu;", chosen.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
        using var foreign = await client.PostAsync("/language", Form("hu", "//elsewhere.example"), TestContext.Current.CancellationToken);
        Assert.Equal("/", foreign.Headers.Location?.OriginalString);
        using var unknown = await client.PostAsync("/language", Form("klingon", "/"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
    }

    [Theory]
    [InlineData("tr", "/quality/scorecards/check", "name: A\ncategories:\n  - key: b\n    wieght: 2\n",
        "scorecard:4: kategori için “wieght” yok (olanlar: key, weight, critical, scale, how). Şunu mu demek istediniz: “weight”?")]
    [InlineData("nl", "/quality/scorecards/check", "- a\n---\n- b\n", "scorecard:1: er wordt één scorekaart verwacht.")]
    [InlineData("hu", "/settings/calendar/check", "name: A\n", "calendar:1: a naptárhoz „hours” kell, például hours: {mon: [\"09:00-17:00\"]}.")]
    public async Task What_is_wrong_with_a_text_is_said_in_the_language_as_it_is_written(string culture, string check, string text, string expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, check) { Content = new StringContent(text) };
        request.Headers.Add("Cookie", $"language={culture}");
        using var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var fault = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(expected, fault.GetProperty("fault").GetString());
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task No_English_is_left_on_a_page(string culture, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Fill(path));
        request.Headers.Add("Cookie", $"language={culture}");
        using var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var (english, language) = (Language.Of("en"), Language.Of(culture));
        var own = language.Keys.Select(key => language[key]).ToHashSet(StringComparer.Ordinal);
        var left = english.Keys.Where(key => key != "board.language.own_name" && !key.StartsWith("board.member.", StringComparison.Ordinal)).Select(key => english[key])
            .Where(text => text.Length > 3 && !text.Contains('{', StringComparison.Ordinal) && text.Any(char.IsLetter) && !own.Contains(text)).ToHashSet(StringComparer.Ordinal);
        var said = TextNode().Matches(html).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value + match.Groups[2].Value).Trim());
        Assert.Equal([], said.Where(left.Contains).Except(Data()).Distinct());
    }

    /// <summary>Names in the data and words of the formats, which no language changes: a team may be called as something is in English.</summary>
    private IEnumerable<string> Data() =>
        (from slice in (string[])["team", "agent", "topic", "channel"]
         let query = new MetricQuery { Kpis = ["tickets_resolved"], From = new LocalDate(2024, 1, 1), To = new LocalDate(2027, 1, 1), By = [slice] }
         from row in server.Workspace.Run(query).Rows
         select row.Slice[slice] ?? "").Concat(ImportTarget.All.SelectMany(target => target.Fields).SelectMany(field => field.Words));

    [Fact]
    public void Every_slice_has_a_name()
    {
        var catalogue = server.Workspace.Catalogue;
        Assert.All(catalogue.All.SelectMany(catalogue.SlicesOf).Distinct(), slice => Assert.NotNull(Language.Of("en").Find($"board.slice.{slice}")));
    }

    private static FormUrlEncodedContent Form(string language, string back) => new(new Dictionary<string, string> { ["language"] = language, ["back"] = back });

    [GeneratedRegex(">([^<]+)<|(?:aria-label|placeholder|title)=\"([^\"]+)\"")]
    private static partial Regex TextNode();
}
