using System.Net;
using System.Text.RegularExpressions;
using Deskmeter.Imports;
using Microsoft.Playwright;
using Xunit;

namespace Deskmeter.App.Tests.Web;

public partial class SourcesTests(Browser browser, EmptyServer own) : IClassFixture<EmptyServer>
{
    private const string Tickets = "Ref;Opened;State;Owner;Badge\nR-1;04.03.2026 09:00;Done;ada;gold\nR-2;14.03.2026 10:00;Odd;bob;basic\nR-3;31.04.2026 10:00;Done;ada;gold\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_is_uploaded_looked_at_tried_and_imported_without_script_and_its_bad_rows_wait()
    {
        await using var page = await browser.Open(own.Address, 1280, hasScript: false, mayFail: true);
        var it = await page.GoTo("/sources");
        await it.SetInputFilesAsync("input[type=file]", new FilePayload { Name = "requests.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(Tickets) });
        await it.GetByRole(AriaRole.Button, new() { Name = "Upload", Exact = true }).ClickAsync();
        await Assertions.Expect(it.Locator("h1")).ToHaveTextAsync("requests.csv");
        await Assertions.Expect(it.Locator("select[name=as]")).ToHaveValueAsync("tickets");
        await Assertions.Expect(it.Locator("select[name=c0]")).ToHaveValueAsync("ticket");
        await Assertions.Expect(it.Locator("select[name=c2]")).ToHaveValueAsync("status");

        // The guess is corrected: a word of theirs, and a column of their own.
        await it.SelectOptionAsync("select[name=c4]", "slice");
        await it.SelectOptionAsync("select[name='w2.1']", "open");
        await it.GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();
        await Assertions.Expect(it.Locator("#h-preview")).ToBeVisibleAsync();
        await Assertions.Expect(it.Locator("td", new() { HasText = "gold" }).First).ToBeVisibleAsync();

        await it.GetByRole(AriaRole.Button, new() { Name = "Dry run" }).ClickAsync();
        await Ended(it);
        await Assertions.Expect(it.Locator(".tally")).ToContainTextAsync("Rows to read2");
        Assert.Equal(0, own.Workspace.Records.Position);

        await it.GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true }).ClickAsync();
        await Ended(it);
        await Assertions.Expect(it.Locator("#quarantine")).ToContainTextAsync("31.04.2026");
        Assert.Equal(2, own.Workspace.Records.Count().Records.Single(count => count.Kind.Word == "ticket").Count);
        Assert.Contains("badge", own.Workspace.Settings.CustomSlices);

        // The row waits with its file: read it again, or forget it.
        await it.GotoAsync("/sources");
        await Assertions.Expect(it.Locator("#quarantine tbody tr")).ToHaveCountAsync(1);
        Assert.Contains("31.04.2026", await own.Client.GetStringAsync("/sources/quarantine.csv", Cancellation), StringComparison.Ordinal);
        await it.GetByRole(AriaRole.Link, new() { Name = "Mend and retry" }).ClickAsync();
        await Assertions.Expect(it.Locator("select[name=c4]")).ToHaveValueAsync("slice");
        await it.GotoAsync("/sources");
        await it.GetByRole(AriaRole.Button, new() { Name = "Forget" }).ClickAsync();
        await Assertions.Expect(it.Locator("#quarantine")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("ab\0c", "a binary file")]
    [InlineData("ticket,created_at\n", "no rows")]
    [InlineData("ticket,created_at\n\"1,2026-03-04\n", "line 2")]
    public async Task A_bad_file_is_refused_and_the_error_names_the_place(string content, string words)
    {
        var (status, page) = await Upload("<b>bad</b>.csv", System.Text.Encoding.UTF8.GetBytes(content));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.Contains("b&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>bad", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_no_page_of_ours_does_nothing()
    {
        using var form = new MultipartFormDataContent { { new StringContent("a,b\n1,2\n"), "file", "a.csv" } };
        using var response = await own.Client.PostAsync("/sources/upload", form, Cancellation);
        Assert.Contains("too old", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.DoesNotContain(own.Workspace.Uploads.All(), upload => upload.Name == "a.csv");
        using var empty = new FormUrlEncodedContent([]);
        using var forget = await own.Client.PostAsync("/sources/quarantine/forget", empty, Cancellation);
        Assert.Contains("too old", await forget.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/sources/uploads/nope")]
    [InlineData("/sources/uploads/..%2F..%2Frecords.db")]
    [InlineData("/sources/imports/999")]
    public async Task What_is_not_there_is_said(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await own.Client.GetAsync(path, Cancellation)).StatusCode);

    [Fact]
    public async Task The_preview_shows_local_times_and_words_as_pages_say_them()
    {
        var (_, page) = await Upload("preview.csv", "id,offered_at,agent,outcome\nk1,2026-07-04T07:00:05Z,ada,answered\n"u8.ToArray());
        Assert.Contains("<td class=\"nowrap\">2026-07-04 07:00:05</td>", page, StringComparison.Ordinal);
        Assert.Contains($"clocks in {own.Workspace.Settings.Zone}", page, StringComparison.Ordinal);
        Assert.Matches("<option value=\"abandoned_queue\">(?!abandoned_queue)", page);
        Assert.Contains("<td class=\"nowrap\">Answered</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pages_are_open_to_everybody_and_never_scroll_sideways()
    {
        var (_, upload) = await Upload("calls.csv", "id,offered_at,agent,outcome\nk1,2026-03-04T09:00:00Z,ada,answered\n"u8.ToArray());
        var run = own.Workspace.Imports.Begin(new Connectors.ImportRequest("calls", ["/x/killed.csv"]));
        own.Workspace.Imports.End(run.Id, ImportState.Interrupted, new ImportOutcome());
        foreach (var path in new[] { "/sources", UploadPath().Match(upload).Value, $"/sources/imports/{run.Id}", "/settings", "/settings/calendar" })
        {
            await using var page = await browser.Open(own.Address);
            await LookTests.CheckBoth(await page.GoTo(path));
        }
    }

    private static async Task Ended(IPage page)
    {
        for (var tries = 0; tries < 100 && await page.Locator("progress").CountAsync() > 0; tries++)
        {
            await Task.Delay(100, Cancellation);
            await page.ReloadAsync();
        }

        await Assertions.Expect(page.Locator("progress")).ToHaveCountAsync(0);
    }

    private async Task<(HttpStatusCode Status, string Page)> Upload(string name, byte[] content)
    {
        var token = Token().Match(await own.Client.GetStringAsync("/sources", Cancellation)).Groups[1].Value;
        using var form = new MultipartFormDataContent { { new StringContent(WebUtility.HtmlDecode(token)), "__RequestVerificationToken" }, { new ByteArrayContent(content), "file", name } };
        using var response = await own.Client.PostAsync("/sources/upload", form, Cancellation);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("/sources/uploads/[0-9a-f]{32}")]
    private static partial Regex UploadPath();
}
