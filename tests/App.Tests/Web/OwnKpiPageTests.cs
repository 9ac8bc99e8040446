using Microsoft.Playwright;
using Xunit;

namespace Deskmeter.App.Tests.Web;

[Collection(BoardCollection.Name)]
public class OwnKpiPageTests(BoardServer server, Browser browser)
{
    private const string Right = "fact: ticket\ndated_by: first_reply\nmeasure: median(first_reply_seconds)\nunit: duration\nbetter: lower\n";

    [Fact]
    public async Task A_KPI_is_checked_while_it_is_typed_and_seen_before_it_is_saved()
    {
        await using var page = await browser.Open(server);
        var editor = await page.GoTo("/kpis/edit");
        await editor.Locator("checked-form input[name=id]").FillAsync("own_wait");
        await editor.Locator("textarea[name=text]").FillAsync(Right.Replace("median", "medin", StringComparison.Ordinal));
        await Assertions.Expect(editor.Locator("#verdict")).ToContainTextAsync("Line 3:");
        await Assertions.Expect(editor.Locator("#verdict")).ToContainTextAsync("median");
        await editor.Locator("textarea[name=text]").FillAsync(Right);
        await Assertions.Expect(editor.Locator("#verdict .value")).ToBeVisibleAsync();
        Assert.Null(server.Workspace.Catalogue.Find("own_wait"));
        await editor.Locator("input[name='name.en']").FillAsync("Own <i>wait</i>");
        await editor.Locator("input[name='name.nl']").FillAsync("Eigen wachttijd");
        await page.Follow(it => it.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync(), "/kpi/own_wait");
        Assert.Equal("Own <i>wait</i>", await editor.Locator("h1").TextContentAsync());
        await page.GoTo("/kpis/edit/own_wait");
        Assert.Equal(("Eigen wachttijd", Right), (await editor.Locator("input[name='name.nl']").InputValueAsync(), await editor.Locator("textarea[name=text]").InputValueAsync()));
        await editor.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Assertions.Expect(editor.Locator("h1")).ToHaveTextAsync("Catalogue");
        Assert.Null(server.Workspace.Catalogue.Find("own_wait"));
    }

    [Fact]
    public async Task Without_script_a_button_checks_and_a_fault_is_not_saved()
    {
        await using var page = await browser.Open(server, hasScript: false);
        var editor = await page.GoTo("/kpis/edit?like=reopen_rate");
        Assert.Contains("unit: rate", await editor.Locator("textarea[name=text]").InputValueAsync(), StringComparison.Ordinal);
        await editor.Locator("checked-form input[name=id]").FillAsync("own_faulty");
        await editor.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await Assertions.Expect(editor.Locator("#verdict .value")).ToBeVisibleAsync();
        await editor.Locator("textarea[name=text]").FillAsync(Right.Replace("fact: ticket", "fact: tickt", StringComparison.Ordinal));
        await editor.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(editor.Locator("#verdict")).ToContainTextAsync("ticket");
        Assert.Equal("own_faulty", await editor.Locator("checked-form input[name=id]").InputValueAsync());
        Assert.Null(server.Workspace.OwnKpis.Read("own_faulty"));
    }

    [Fact]
    public async Task A_faulty_file_is_named_in_the_catalogue_and_leads_to_its_mending()
    {
        server.Workspace.OwnKpis.Write("own_broken", "id: own_broken\n" + Right.Replace("fact: ticket", "fact: tickt", StringComparison.Ordinal));
        server.Workspace.Change(_ => { }, cancellation: TestContext.Current.CancellationToken);
        await using var page = await browser.Open(server);
        var catalogue = await page.GoTo("/kpis");
        await page.Follow(it => it.GetByRole(AriaRole.Link, new() { Name = "Mend it" }).ClickAsync(), "/kpis/edit/own_broken");
        await Assertions.Expect(catalogue.Locator("#verdict")).ToContainTextAsync("ticket");
        server.Workspace.DeleteKpi("own_broken");
    }

    [Fact]
    public async Task The_catalogue_is_searched_as_one_types_and_by_address()
    {
        await using var page = await browser.Open(server);
        var catalogue = await page.GoTo("/kpis");
        await catalogue.Locator("input[name=q]").FillAsync("first response bot");
        await Assertions.Expect(catalogue.Locator("tbody tr:visible th").First).ToContainTextAsync("First response time");
        Assert.InRange(await catalogue.Locator("tbody tr:visible").CountAsync(), 1, 12);
        await page.GoTo("/kpis?q=reopen_rate");
        await Assertions.Expect(catalogue.Locator("tbody tr:visible th").GetByText("Reopen rate", new() { Exact = true })).ToBeVisibleAsync();
        await page.GoTo("/kpis?q=nothing+like+it");
        await Assertions.Expect(catalogue.GetByText("No KPI has these words.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_form_from_elsewhere_writes_nothing()
    {
        foreach (var path in new[] { "/kpis/save", "/kpis/delete" })
        {
            using var form = new FormUrlEncodedContent([new("id", "own_foreign"), new("text", Right)]);
            using var response = await server.Client.PostAsync(path, form, TestContext.Current.CancellationToken);
            Assert.Equal("?expired=1", response.RequestMessage!.RequestUri!.Query); // the page says so
        }

        Assert.Null(server.Workspace.OwnKpis.Read("own_foreign"));
    }
}
