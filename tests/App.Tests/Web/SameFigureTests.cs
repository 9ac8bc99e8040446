using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Deskmeter.App.Cli;
using Deskmeter.Metrics;
using Deskmeter.Store;
using Xunit;

namespace Deskmeter.App.Tests.Web;

/// <summary>
/// Every key of the catalogue has one figure, to the digit, wherever one reads it: as a tile, on its page, in its breakdown, in an export,
/// from the API and from the command line. A page rounds for reading and has the exact value beside it in a <c>data</c> element.
/// </summary>
[Collection(BoardCollection.Name)]
public partial class SameFigureTests(BoardServer server)
{
    private const string October = "from=2026-10-01&to=2026-11-01";
    private static readonly string[] WithTiles = ["/?layout=all", "/", "/topics", "/articles", "/surveys", "/money", "/team", "/volume"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The digits of the API, by key; empty where there is no figure. A key that is only told by a slice has none of its own.</summary>
    private async Task<Dictionary<string, string>> Expected() => First(Parse(await Get($"/api/v1/query?kpi={Keys}&{October}&clock=business&compare=previous")));

    private IEnumerable<Metric> Metrics => server.Workspace.Catalogue.All.Where(metric => metric.By is null);

    private string Keys => string.Join(',', Metrics.Select(metric => metric.Id));

    [Fact]
    public async Task Every_key_has_the_digits_of_the_API_on_the_board_and_on_its_own_page()
    {
        var expected = await Expected();
        Assert.Equal(Metrics.Select(metric => metric.Id).Order(), expected.Keys.Order());
        Assert.InRange(expected.Values.Count(value => value.Length > 0), 80, 500);
        foreach (var path in WithTiles)
        {
            var tiles = Figure().Matches(await Get($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{October}")).Select(match => (Key: match.Groups["key"].Value, Value: match.Groups["value"].Value)).ToList();
            Assert.NotEmpty(tiles);
            Assert.All(tiles, tile => Assert.Equal((tile.Key, expected[tile.Key]), tile));
            if (path == WithTiles[0]) Assert.Equal(expected.Where(each => each.Value.Length > 0).Select(each => each.Key).Order(), tiles.Where(tile => tile.Value.Length > 0).Select(tile => tile.Key).Distinct().Order());
        }

        foreach (var metric in Metrics)
        {
            var page = await server.KpiPage(metric.Id);
            var hero = Figure().Match(page, page.IndexOf("class=\"hero\"", StringComparison.Ordinal));
            Assert.Equal((metric.Id, expected[metric.Id]), (hero.Groups["key"].Value, hero.Groups["value"].Value));
            Assert.All(Figure().Matches(page), match => Assert.Equal((metric.Id, match.Groups["key"].Value, expected.GetValueOrDefault(match.Groups["key"].Value, "")), (metric.Id, match.Groups["key"].Value, match.Groups["value"].Value)));
        }
    }

    [Fact]
    public async Task Every_export_and_the_command_line_have_the_digits_of_the_API()
    {
        var expected = await Expected();
        var question = $"/api/v1/query?kpi={Keys}&{October}&clock=business&compare=previous";
        var csv = (await Get($"{question}&format=csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).ToList();
        var (key, value) = (Array.IndexOf(csv[0], "kpi"), Array.IndexOf(csv[0], "value"));
        Assert.Equal(expected, First(csv.Skip(1).Select(row => (row[key], row[value]))));

        var file = Path.Combine(server.Workspace.ExportFolder, $"test-{Guid.NewGuid():N}.parquet");
        await File.WriteAllBytesAsync(file, await server.Client.GetByteArrayAsync($"{question}&format=parquet", Cancellation), Cancellation);
        var parquet = server.Workspace.Rows(new SqlStatement($"select kpi, value from read_parquet('{file}')", []), Cancellation)
            .Select(row => ((string)row[0]!, row[1] is double number ? number.ToString("R", CultureInfo.InvariantCulture) : "")).ToList();
        File.Delete(file);
        Assert.Equal(expected, First(parquet));

        Assert.Equal(expected, First(Parse(Query("json"))));
        var lines = Query("csv").Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(','));
        Assert.Equal(expected, First(lines.Skip(1).Select(row => (row[key], row[value]))));
    }

    [Fact]
    public async Task Every_row_of_a_breakdown_has_the_digits_of_the_API()
    {
        var seen = 0;
        foreach (var metric in server.Workspace.Catalogue.All)
        {
            var page = await server.KpiPage(metric.Id);
            if (Slice().Match(page) is not { Success: true } slice) continue;
            var by = slice.Groups[1].Value;
            var rows = JsonDocument.Parse(await Get($"/api/v1/query?kpi={metric.Id}&{October}&clock=business&compare=previous&by={by}")).RootElement.GetProperty("rows").EnumerateArray()
                .Select(row => row.GetProperty("value").GetRawText()).Where(value => value != "null").Order().ToList();
            var body = page[page.IndexOf("id=\"by\"", StringComparison.Ordinal)..];
            var shown = Exact().Matches(body[body.IndexOf("<tbody>", StringComparison.Ordinal)..body.IndexOf("</tbody>", StringComparison.Ordinal)]).Select(match => match.Groups[1].Value).Order().ToList();
            Assert.True(rows.Count > 12 ? !shown.Except(rows).Any() : rows.SequenceEqual(shown), $"{metric.Id} by {by}: {string.Join(' ', shown)}, and not {string.Join(' ', rows)}");
            seen += shown.Count;
        }

        Assert.InRange(seen, 200, 5000);
    }

    /// <summary>The program's answer as it runs in the server that holds the folder.</summary>
    private string Query(string format)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(TextReader.Null, output, TextWriter.Null, server.Workspace.Folder, IsInteractive: false, Width: null);
        string[] verb = ["query", "--kpi", Keys, "--from", "2026-10-01", "--to", "2026-11-01", "--clock", "business", "--compare", "previous", "--format", format, "--data", "."];
        Assert.Equal(0, Verbs.Run(verb, terminal, new ServedWorkspace(server.Workspace)));
        return output.ToString();
    }

    private Task<string> Get(string path) => server.Client.GetStringAsync(path, Cancellation);

    private static IEnumerable<(string, string)> Parse(string json) => JsonDocument.Parse(json).RootElement.GetProperty("rows").EnumerateArray()
        .Select(row => (row.GetProperty("kpi").GetString()!, row.GetProperty("value") is { ValueKind: JsonValueKind.Number } value ? value.GetRawText() : ""));

    /// <summary>Answers on several scales have a row each after the one that says so.</summary>
    private static Dictionary<string, string> First(IEnumerable<(string Key, string Value)> rows) => rows.GroupBy(row => row.Key, row => row.Value).ToDictionary(row => row.Key, row => row.First());

    /// <summary>A figure of a page: its key, and its exact value or none.</summary>
    [GeneratedRegex("data-kpi=\"(?<key>[^\"]+)\"(?:(?!data-kpi=)[\\s\\S])*?(?:<data (?:class=\"value\" )?value=\"(?<value>[^\"]+)\"|<span class=\"value\")")]
    private static partial Regex Figure();

    [GeneratedRegex("<select id=\"slice\"[\\s\\S]*?<option value=\"([^\"]+)\" selected")]
    private static partial Regex Slice();

    [GeneratedRegex("<data value=\"([^\"]+)\"")]
    private static partial Regex Exact();
}
