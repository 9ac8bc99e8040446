using System.Globalization;
using System.Text.Json;
using Deskmeter.App.Cli;
using Xunit;

namespace Deskmeter.App.Tests.Web;

/// <summary>A cell of an export is never a formula for a spreadsheet, and a number is a number.</summary>
[Collection(PayloadCollection.Name)]
public class CsvFormulaTests(PayloadServer world)
{
    private const string Starts = "=+-@\t\r\n|%＝＋－＠";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/v1/query?kpi=first_response_time&from=2026-10-01&to=2026-11-01&by=agent&by=team&by=topic&format=csv")]
    [InlineData("/api/v1/query?kpi=first_response_time&from=2026-10-01&to=2026-11-01&by=channel&compare=previous&guards=true&histogram=true&format=csv")]
    [InlineData("/sources/quarantine.csv")]
    public async Task No_cell_of_a_page_s_export_is_a_formula(string path)
    {
        var rows = Rows(await world.Client.GetStringAsync(path, Cancellation));
        Assert.InRange(rows.Count, 40, 10_000);
        Check(rows);
    }

    [Theory]
    [InlineData("export tickets")]
    [InlineData("export sla")]
    [InlineData("query --kpi first_response_time --from 2026-10-01 --to 2026-11-01 --by agent --by tag --format csv")]
    public void No_cell_of_the_command_line_s_export_is_a_formula(string verb)
    {
        var rows = Rows(Run(world, verb));
        Assert.InRange(rows.Count, 200, 10_000);
        Check(rows);
    }

    [Fact]
    public async Task A_guarded_text_keeps_all_its_letters_and_JSON_has_no_guard()
    {
        const string question = "/api/v1/query?kpi=first_response_time&from=2026-10-01&to=2026-11-01&by=agent";
        var rows = Rows(await world.Client.GetStringAsync($"{question}&format=csv", Cancellation));
        var column = rows[0].IndexOf("agent");
        var json = JsonDocument.Parse(await world.Client.GetStringAsync(question, Cancellation)).RootElement.GetProperty("rows").EnumerateArray()
            .Select(row => row.GetProperty("slice").GetProperty("agent").GetString() ?? "").ToList();
        Assert.Equal(json, rows.Skip(1).Select((row, i) => row[column] == json[i] ? row[column] : row[column][1..]));
        Assert.All(rows.Skip(1).Select((row, i) => (Cell: row[column], Text: json[i])).Where(each => each.Cell != each.Text), each => Assert.Equal('\'', each.Cell[0]));
        Assert.Contains("=1+1", json);
        Assert.Equal("'=1+1", rows[json.IndexOf("=1+1") + 1][column]);
    }

    /// <summary>There are texts that would be formulas, and none is one.</summary>
    private static void Check(List<List<string>> rows)
    {
        var cells = rows.SelectMany(row => row).ToList();
        Assert.Contains(cells, cell => cell.StartsWith('\'') && IsFormula(cell[1..]));
        Assert.Equal([], cells.Where(IsFormula));
    }

    /// <summary>A text that a spreadsheet would reckon with: numbers of ours are no texts.</summary>
    private static bool IsFormula(string cell) =>
        cell.TrimStart(' ', '"') is { Length: > 0 } text && Starts.Contains(text[0], StringComparison.Ordinal) && !double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    /// <summary>A verb as it runs in the server that holds the folder.</summary>
    private static string Run(PayloadServer world, string verb)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(TextReader.Null, output, TextWriter.Null, world.Workspace.Folder, IsInteractive: false, Width: null);
        Assert.Equal(0, Verbs.Run([.. verb.Split(' '), "--data", "."], terminal, new ServedWorkspace(world.Workspace)));
        return output.ToString();
    }

    /// <summary>The cells of a CSV file, by RFC 4180.</summary>
    private static List<List<string>> Rows(string text)
    {
        List<List<string>> rows = [[]];
        var cell = new System.Text.StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (isQuoted && letter == '"' && i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[i++]);
            else if (letter == '"') isQuoted = !isQuoted;
            else if (isQuoted || (letter != ',' && letter != '\n' && letter != '\r')) cell.Append(letter);
            else if (letter != '\r')
            {
                rows[^1].Add(cell.ToString());
                cell.Clear();
                if (letter == '\n') rows.Add([]);
            }
        }

        rows.RemoveAt(rows.Count - 1);
        return rows;
    }
}
