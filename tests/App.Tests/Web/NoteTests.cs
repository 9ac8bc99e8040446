using Deskmeter.Notes;
using Microsoft.Playwright;
using NodaTime;
using Xunit;

namespace Deskmeter.App.Tests.Web;

/// <summary>Notes on the time line, added and taken away on a KPI's page.</summary>
[Collection(BoardCollection.Name)]
public sealed class NoteTests(BoardServer server, Browser browser) : IDisposable
{
    private const string October = "from=2026-10-01&to=2026-11-01";

    public void Dispose()
    {
        foreach (var note in server.Workspace.Notes.All) server.Workspace.Notes.Remove(note.Id);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_note_is_added_drawn_and_taken_away(bool hasScript)
    {
        await using var page = await browser.Open(server, hasScript: hasScript);
        var it = await page.GoTo($"/kpi/tickets_created?{October}&grain=day");
        await it.Locator("#notes > summary").ClickAsync();
        await it.Locator(".note-form [name=words]").FillAsync("<b>Carrier</b> strike");
        await it.Locator(".note-form [name=from]").FillAsync("2026-10-12");
        await it.Locator(".note-form [name=last]").FillAsync("2026-10-14");
        await it.Locator(".note-form button").ClickAsync();
        await Assertions.Expect(it.Locator("tr[data-note]")).ToHaveCountAsync(1);
        Assert.Contains($"{October}&grain=day", it.Url, StringComparison.Ordinal);
        Assert.Equal("<b>Carrier</b> strike", await it.Locator("tr[data-note]").GetAttributeAsync("data-note"));
        Assert.StartsWith("Mon 12\u00a0Oct", (await it.Locator("tr[data-note] th").TextContentAsync())!.Trim(), StringComparison.Ordinal);
        await it.Locator("#notes > summary").ClickAsync();
        await Assertions.Expect(it.Locator(".note-list")).ToContainTextAsync("12–14 Oct");
        await it.Locator(".note-list button").ClickAsync();
        await Assertions.Expect(it.Locator("tr[data-note]")).ToHaveCountAsync(0);
        Assert.Empty(server.Workspace.Notes.All);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_note_that_is_refused_comes_back_with_what_was_typed_and_the_reason(bool hasScript)
    {
        await using var page = await browser.Open(server, hasScript: hasScript);
        var it = await page.GoTo($"/kpi/tickets_created?{October}&grain=day");
        await it.Locator("#notes > summary").ClickAsync();
        await it.Locator(".note-form [name=words]").FillAsync("Carrier <b>strike</b>");
        await it.Locator(".note-form [name=from]").FillAsync("2026-10-12");
        await it.Locator(".note-form [name=last]").FillAsync("2026-10-10");
        await it.Locator(".note-form [name=only_kpi]").CheckAsync();
        await it.Locator(".note-form button").ClickAsync();
        await Assertions.Expect(it.Locator("#note-fault")).ToHaveTextAsync("The note ends before it begins.");
        Assert.Contains($"{October}&grain=day", it.Url, StringComparison.Ordinal);
        Assert.Equal(("Carrier <b>strike</b>", "2026-10-12", "2026-10-10", true), (await Value("words"), await Value("from"), await Value("last"), await it.Locator(".note-form [name=only_kpi]").IsCheckedAsync()));
        Assert.Empty(server.Workspace.Notes.All);
        await it.Locator(".note-form [name=last]").FillAsync("2026-10-14");
        await it.Locator(".note-form button").ClickAsync();
        await Assertions.Expect(it.Locator("tr[data-note]")).ToHaveCountAsync(1);
        Assert.DoesNotContain("note.", it.Url, StringComparison.Ordinal);

        Task<string> Value(string name) => it.Locator($".note-form [name={name}]").InputValueAsync();
    }

    [Theory]
    [InlineData("", "2026-10-12", "Not boş olamaz.")]
    [InlineData("x", "2026-10-32", "“2026-10-32”, 2016-03-01 biçiminde bir tarih değil.")]
    public async Task The_reason_is_said_in_the_language_of_the_page(string words, string from, string reason)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/kpi/tickets_created?{October}&note.words={words}&note.from={from}&note.last=");
        request.Headers.AcceptLanguage.ParseAdd("tr");
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var page = System.Net.WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains(reason, page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, 1)]
    [InlineData(15, 14)]
    public async Task A_note_over_several_days_is_a_band_with_its_words_in_the_legend(int days, int? longer)
    {
        var first = new LocalDate(2026, 10, 5);
        server.Workspace.Notes.Add(new Note(first, first.PlusDays(days - 1), "strike", null, []));
        await using var page = await browser.Open(server);
        var it = await page.GoTo($"/kpi/tickets_created?{October}&grain=day");
        var row = it.Locator("tr[data-note]");
        var place = await row.EvaluateAsync<int>("row => [...row.parentElement.children].indexOf(row)");
        Assert.Equal(longer is null ? null : $"{place + longer}", await row.GetAttributeAsync("data-note-until"));
        Assert.Equal(longer is null ? 0 : 1, await it.Locator(".legend .k-note").CountAsync());
    }

    [Fact]
    public async Task A_note_on_one_KPI_or_filter_is_not_on_others()
    {
        var day = new LocalDate(2026, 10, 12);
        server.Workspace.Notes.Add(new Note(day, day, "for one", "tickets_created", []));
        server.Workspace.Notes.Add(new Note(day, day, "for email", null, [new("channel", ["email"])]));
        Assert.Equal((true, false), (await Says("/kpi/tickets_created", "for one"), await Says("/kpi/tickets_created", "for email")));
        Assert.Equal((false, false), (await Says("/kpi/resolution_time", "for one"), await Says("/kpi/resolution_time", "for email")));
        Assert.True(await Says("/kpi/resolution_time", "for email", "&where=channel%3Demail"));
    }

    [Fact]
    public async Task A_form_from_elsewhere_is_refused()
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["words"] = "x", ["from"] = "2026-10-12", ["back"] = "/" });
        using var response = await server.Client.PostAsync("/notes", form, TestContext.Current.CancellationToken);
        Assert.Equal("/?expired=1", response.RequestMessage!.RequestUri!.PathAndQuery); // the page says so
        Assert.Empty(server.Workspace.Notes.All);
    }

    private async Task<bool> Says(string path, string words, string more = "") =>
        (await server.Client.GetStringAsync($"{path}?{October}{more}", TestContext.Current.CancellationToken)).Contains(words, StringComparison.Ordinal);
}
