using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Deskmeter.Metrics;
using Deskmeter.Store;
using Xunit;

namespace Deskmeter.App.Tests.Web;

/// <summary>What a KPI's page gives as files is what it shows, to the digit.</summary>
[Collection(BoardCollection.Name)]
public partial class ExportTests(BoardServer server)
{
    private const string October = "from=2026-10-01&to=2026-11-01&clock=calendar";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_format_of_every_table_holds_the_same_figures()
    {
        var links = await Links($"/kpi/first_response_time?{October}&where=priority!=low");
        Assert.Equal(9, links.Count);
        foreach (var tables in links.Chunk(3))
        {
            Assert.Equal(["csv", "json", "parquet"], tables.Select(link => link.Split("format=")[1]));
            var rows = JsonDocument.Parse(await server.Client.GetStringAsync(tables[1], Cancellation)).RootElement.GetProperty("rows").EnumerateArray().ToList();
            var json = rows.ConvertAll(row => Text(row.GetProperty("value")));
            var csv = (await server.Client.GetStringAsync(tables[0], Cancellation)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            var place = csv[0].Split(',').ToList().IndexOf("value");
            Assert.Equal(json, csv.Skip(1).Select(line => line.Split(',')[place]));
            Assert.Equal(json, (await Parquet(tables[2], "value")).Select(row => row[0] is double value ? value.ToString("R", CultureInfo.InvariantCulture) : ""));
        }
    }

    [Fact]
    public async Task A_parquet_file_has_typed_columns_and_none_is_null()
    {
        var path = $"/api/v1/query?kpi=tickets_created&{October}&by=priority&compare=previous&histogram=true&guards=true&format=parquet";
        using var response = await server.Client.GetAsync(path, Cancellation);
        Assert.Equal("application/vnd.apache.parquet", response.Content.Headers.ContentType?.MediaType);
        var rows = await Parquet(path, "kpi, \"from\", priority, n, provisional, compare_change, guards");
        var expected = server.Workspace.Run(
            new MetricQuery { Kpis = ["tickets_created"], From = new(2026, 10, 1), To = new(2026, 11, 1), By = ["priority"], Compare = Compare.Previous }, Cancellation).Rows;
        Assert.Equal(
            expected.Select(row => (row.Kpi, row.From, row.Slice["priority"], row.N, row.Provisional, row.Compare!.Change)),
            rows.Where(row => row[6] is null).Select(row => ((string)row[0]!, (NodaTime.LocalDate)row[1]!, (string?)row[2], (long?)row[3], (bool)row[4]!, (double?)row[5])));
        Assert.Empty(Directory.EnumerateFileSystemEntries(server.Workspace.ExportFolder, "figures-*"));
    }

    [Fact]
    public async Task A_number_below_zero_stays_a_number()
    {
        var rows = (await server.Client.GetStringAsync("/api/v1/query?kpi=net_flow&from=2026-10-01&to=2026-11-01&grain=day&format=csv", Cancellation))
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).ToList();
        var values = rows.Skip(1).Select(row => row[Array.IndexOf(rows[0], "value")]).ToList();
        Assert.Contains(values, value => value.StartsWith('-'));
        Assert.All(values, value => Assert.True(double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _), value));
    }

    private async Task<List<string>> Links(string path)
    {
        var page = await server.Client.GetStringAsync(path, Cancellation);
        var menu = page[page.IndexOf("class=\"menu\"", StringComparison.Ordinal)..];
        return [.. Link().Matches(menu[..menu.IndexOf("</details>", StringComparison.Ordinal)]).Select(link => WebUtility.HtmlDecode(link.Groups[1].Value))];
    }

    private async Task<List<object?[]>> Parquet(string path, string columns)
    {
        var file = Path.Combine(server.Workspace.ExportFolder, $"test-{Guid.NewGuid():N}.parquet");
        await File.WriteAllBytesAsync(file, await server.Client.GetByteArrayAsync(path, Cancellation), Cancellation);
        try
        {
            return [.. server.Workspace.Rows(new SqlStatement($"select {columns} from read_parquet('{file}')", []), Cancellation)];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.Null ? "" : value.GetDouble().ToString("R", CultureInfo.InvariantCulture);

    [GeneratedRegex("href=\"([^\"]+)\"")]
    private static partial Regex Link();
}
