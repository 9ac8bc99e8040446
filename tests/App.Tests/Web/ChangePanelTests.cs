using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace Deskmeter.App.Tests.Web;

/// <summary>Why a figure changed, on its page and in the API.</summary>
[Collection(BoardCollection.Name)]
public partial class ChangePanelTests(BoardServer server, Browser browser)
{
    private const string October = "from=2026-10-01&to=2026-11-01";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("first_response_time")]
    [InlineData("tickets_created")]
    [InlineData("one_touch_rate")]
    [InlineData("messages_per_ticket")]
    [InlineData("unresolved_tickets")]
    public async Task The_parts_that_are_shown_add_up_to_the_change_that_is_shown(string kpi)
    {
        await using var page = await browser.Open(server);
        var it = await page.GoTo($"/kpi/{kpi}?{October}&clock=calendar");
        var texts = await it.Locator("#why tbody td.num").AllTextContentsAsync();
        Assert.InRange(texts.Count, 3, 8);
        var amounts = texts.Select(Amount).ToList();
        Assert.Equal(amounts[^1] - amounts[0], amounts.Skip(1).SkipLast(1).Sum(), 6);
    }

    [Fact]
    public async Task A_part_leads_to_its_member_and_another_slice_can_be_chosen()
    {
        await using var page = await browser.Open(server);
        var it = await page.GoTo($"/kpi/tickets_created?{October}");
        await page.Follow(page => page.GetByLabel("Split by").SelectOptionAsync("priority"), "why=priority");
        Assert.Contains("priority", await it.Locator("#why .reason").TextContentAsync(), StringComparison.Ordinal);
        await page.Follow(page => page.Locator("#why tbody a").First.ClickAsync(), "where=priority");
        await Assertions.Expect(it.Locator(".chip")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task What_has_no_parts_says_why()
    {
        Assert.Contains("It is no sum, share or mean", await Page($"/kpi/longest_wait_now?{October}"), StringComparison.Ordinal);
        Assert.Contains("Nothing is compared", await Page($"/kpi/tickets_created?{October}&compare=none"), StringComparison.Ordinal);
        Assert.Contains("Some count in several members", await Page($"/kpi/tickets_created?{October}&why=tag"), StringComparison.Ordinal);
        Assert.Contains("Each row counts one, so there is nothing to spread", await Page($"/kpi/tickets_created?{October}"), StringComparison.Ordinal);
        Assert.Contains("which has no line over time", await Page($"/kpi/longest_wait_now?{October}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_API_answers_the_same_split()
    {
        var change = JsonDocument.Parse(await server.Client.GetStringAsync($"/api/v1/change?kpi=first_response_time&{October}&by=channel", Cancellation)).RootElement;
        Assert.Equal(
            ["query", "as_of", "row", "by", "statistic", "status", "before", "now", "change", "rate", "mix", "parts", "members"],
            change.EnumerateObject().Select(field => field.Name));
        Assert.Equal(("mean", "ok"), (change.GetProperty("statistic").GetString(), change.GetProperty("status").GetString()));
        var sum = change.GetProperty("parts").EnumerateArray().Sum(part => part.GetProperty("effect").GetDouble());
        Assert.Equal(change.GetProperty("now").GetDouble() - change.GetProperty("before").GetDouble(), sum, 6);
        Assert.Equal(change.GetProperty("rate").GetDouble() + change.GetProperty("mix").GetDouble(), sum, 6);
        using var wrong = await server.Client.GetAsync($"/api/v1/change?kpi=first_response_time&{October}&by=chanel", Cancellation);
        Assert.Equal("by", JsonDocument.Parse(await wrong.Content.ReadAsStringAsync(Cancellation)).RootElement.GetProperty("field").GetString());
    }

    private Task<string> Page(string path) => server.Client.GetStringAsync(path, Cancellation);

    /// <summary>A written amount in the smallest unit: seconds, points, ones.</summary>
    private static double Amount(string text)
    {
        var sign = text.StartsWith('−') ? -1 : 1;
        var sum = NumberWithUnit().Matches(text).Sum(match => double.Parse(match.Groups[1].Value, NumberStyles.Number, CultureInfo.InvariantCulture) * match.Groups[2].Value switch
        {
            "d" => 86400,
            "h" => 3600,
            "min" => 60,
            _ => 1,
        });
        return sign * sum;
    }

    [GeneratedRegex(@"([\d.,]+)\s*([a-z]*)")]
    private static partial Regex NumberWithUnit();
}
