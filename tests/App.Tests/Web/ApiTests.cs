using System.Net;
using System.Text.Json;
using Deskmeter.Metrics;
using Xunit;

namespace Deskmeter.App.Tests.Web;

[Collection(BoardCollection.Name)]
public class ApiTests(BoardServer server)
{
    private const string Autumn = "from=2026-09-01&to=2026-11-01";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Health_says_version_and_freshness()
    {
        var health = await Json("/api/v1/health");
        Assert.Equal("ok", health.GetProperty("status").GetString());
        Assert.Equal(MetricJson.Text(server.Workspace.DefaultAsOf), health.GetProperty("as_of").GetString());
        Assert.Equal("Europe/Amsterdam", health.GetProperty("zone").GetString());
    }

    [Fact]
    public async Task A_query_is_answered_as_the_engine_answers_it()
    {
        const string query = $"kpi=tickets_created,resolution_time&{Autumn}&grain=month&by=channel&where=priority!=low&compare=previous&clock=business";
        var words = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query);
        var result = server.Workspace.Run(MetricQueryText.Read(word => words.TryGetValue(word, out var values) ? values : []), Cancellation);
        using var expected = new MemoryStream();
        await using (var json = new Utf8JsonWriter(expected, MetricJson.Options)) MetricJson.Write(json, result);
        Assert.Equal(expected.ToArray(), await server.Client.GetByteArrayAsync($"/api/v1/query?{query}", Cancellation));
        using var csv = new StringWriter();
        MetricCsv.Write(csv, result);
        Assert.Equal(csv.ToString(), await server.Client.GetStringAsync($"/api/v1/query?{query}&format=csv", Cancellation));
    }

    [Theory]
    [InlineData("query?kpi=tickets_creatd&from=2026-09-01&to=2026-10-01", "kpi", "tickets_created")]
    [InlineData("query?kpi=tickets_created&frm=2026-09-01&to=2026-10-01", "frm", "from")]
    [InlineData("query?kpi=tickets_created&to=2026-10-01", "from", null)]
    [InlineData("query?kpi=tickets_created&from=2026-09-01&to=2026-10-01&by=chanel", "by", "channel")]
    [InlineData("query?kpi=tickets_created&from=2026-09-01&to=2026-10-01&zone=Europe/Amsterdm", "zone", "Europe/Amsterdam")]
    [InlineData("query?kpi=tickets_created&from=2026-09-01&to=2026-10-01&format=xml", "format", null)]
    [InlineData("tickets?kpi=tickets_created,resolution_time&from=2026-09-01&to=2026-10-01", "kpi", null)]
    [InlineData("tickets?kpi=tickets_created&from=2026-09-01&to=2026-10-01&limit=-3", "limit", null)]
    public async Task A_wrong_question_names_the_field_and_the_nearest_right_word(string path, string field, string? near)
    {
        using var response = await server.Client.GetAsync($"/api/v1/{path}", Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).RootElement;
        Assert.Equal(field, problem.GetProperty("field").GetString());
        Assert.Equal(near, problem.TryGetProperty("near", out var word) ? word.GetString() : null);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
    }

    [Fact]
    public async Task The_catalogue_has_every_KPI_with_its_words()
    {
        var kpis = (await Json("/api/v1/kpis")).GetProperty("kpis").EnumerateArray().ToList();
        Assert.Equal(server.Workspace.Catalogue.Ids, kpis.Select(kpi => kpi.GetProperty("id").GetString()));
        Assert.All(kpis, kpi => Assert.NotEmpty(kpi.GetProperty("description").GetString()!));
        var first = kpis.Single(kpi => kpi.GetProperty("id").GetString() == "first_response_time");
        Assert.Equal("median(first_reply_seconds)", first.GetProperty("formula").GetString());
        Assert.Equal(86400, first.GetProperty("target").GetDouble());
        Assert.Contains("channel", first.GetProperty("slices").EnumerateArray().Select(slice => slice.GetString()));
    }

    [Fact]
    public async Task Tickets_come_page_by_page_the_worst_first()
    {
        var all = await Json($"/api/v1/tickets?kpi=resolution_time&{Autumn}&limit=1000");
        var rows = all.GetProperty("tickets").EnumerateArray().ToList();
        Assert.Equal(all.GetProperty("total").GetInt64(), rows.Count);
        var values = rows.ConvertAll(row => row.GetProperty("value").GetDouble());
        Assert.Equal(values.OrderDescending(), values);
        var page = await Json($"/api/v1/tickets?kpi=resolution_time&{Autumn}&offset=5&limit=3");
        Assert.Equal(rows.Skip(5).Take(3).Select(row => row.GetProperty("id").GetString()), page.GetProperty("tickets").EnumerateArray().Select(row => row.GetProperty("id").GetString()));
        Assert.Equal(rows.Count, page.GetProperty("total").GetInt32());
        Assert.Equal(rows.Count, (await Json($"/api/v1/tickets?kpi=resolution_time&{Autumn}&offset=100000")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_timeline_explains_the_value_that_the_list_shows()
    {
        var row = (await Json($"/api/v1/tickets?kpi=first_response_time&{Autumn}&limit=1")).GetProperty("tickets")[0];
        var told = await Json($"/api/v1/tickets/{row.GetProperty("id").GetString()}/timeline");
        var clock = told.GetProperty("clocks").EnumerateArray().Single(each => each.GetProperty("column").GetString() == "first_reply_seconds");
        Assert.Equal(row.GetProperty("value").GetDouble(), clock.GetProperty("seconds").GetDouble());
        Assert.Equal("first_response_time", clock.GetProperty("kpi").GetString());
        var run = Assert.Single(clock.GetProperty("runs").EnumerateArray());
        var events = told.GetProperty("events");
        Assert.Equal("customer", events[run.GetProperty("started").GetInt32() - 1].GetProperty("actor").GetString());
        Assert.Equal("agent", events[run.GetProperty("stopped").GetInt32() - 1].GetProperty("actor").GetString());
    }

    [Fact]
    public async Task A_figure_is_explained_with_what_it_counts_and_what_it_leaves_out()
    {
        var told = await Json($"/api/v1/kpis/sla_attainment_first/explain?{Autumn}&limit=3");
        Assert.Equal(
            ["query", "as_of", "kpi", "role", "fact", "formula", "where", "figures", "withheld", "counted", "left_out", "parts", "statements"],
            told.EnumerateObject().Select(field => field.Name));
        var row = told.GetProperty("figures")[0].GetProperty("row");
        Assert.Equal(row.GetProperty("n").GetInt64(), told.GetProperty("counted").GetProperty("total").GetInt64());
        Assert.Equal(3, told.GetProperty("counted").GetProperty("rows").GetArrayLength());
        Assert.Contains("metric is 'resolution'", told.GetProperty("left_out").EnumerateArray().Select(rows => rows.GetProperty("detail").GetString()));
        using var unknown = await server.Client.GetAsync($"/api/v1/kpis/sla_atainment_first/explain?{Autumn}", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal("sla_attainment_first", JsonDocument.Parse(await unknown.Content.ReadAsStringAsync(Cancellation)).RootElement.GetProperty("near").GetString());
        using var wrong = await server.Client.GetAsync($"/api/v1/kpis/sla_attainment_first/explain?{Autumn}&where=chanel=email", Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    [Fact]
    public async Task A_ticket_that_is_not_there_is_a_problem()
    {
        using var response = await server.Client.GetAsync("/api/v1/tickets/nope/timeline", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task The_document_describes_every_address_and_its_words()
    {
        var document = await Json("/openapi/v1.json");
        var paths = document.GetProperty("paths");
        Assert.Equal(
            ["/api/v1/change", "/api/v1/health", "/api/v1/kpis", "/api/v1/kpis/{id}/explain", "/api/v1/query", "/api/v1/targets", "/api/v1/tickets", "/api/v1/tickets/{id}/timeline"],
            paths.EnumerateObject().Select(path => path.Name).Order());
        var words = paths.GetProperty("/api/v1/query").GetProperty("get").GetProperty("parameters").EnumerateArray().Select(word => word.GetProperty("name").GetString());
        Assert.Equal([.. MetricQueryText.Words, "format"], words);
        Assert.DoesNotContain("\"string\",\"number\"", document.GetRawText().Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private async Task<JsonElement> Json(string path)
    {
        using var response = await server.Client.GetAsync(path, Cancellation);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
