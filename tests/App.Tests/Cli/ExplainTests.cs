using Xunit;

namespace Deskmeter.App.Tests.Cli;

public class ExplainTests
{
    private const string Ticket = """
        {"id":"7","profile":{"created_at":"2024-01-01T09:00:00Z"},"events":[
        {"type":"message","at":"2024-01-01T09:00:00Z","by":{"class":"customer"}},
        {"type":"message","at":"2024-01-01T09:01:00Z","by":{"class":"bot","id":"robot"}},
        {"type":"message","at":"2024-01-01T09:30:00Z","by":{"class":"agent","id":"ann"},"is_public":false},
        {"type":"message","at":"2024-01-01T10:00:00Z","by":{"class":"agent","id":"ann"}}]}
        """;

    [Fact]
    public async Task A_first_response_names_what_started_and_stopped_it_what_was_left_out_and_what_ran()
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(folder.File("tickets.jsonl"), Ticket.ReplaceLineEndings(""), TestContext.Current.CancellationToken);
        Assert.Equal(0, (await ProgramRun.Run(folder.Path, "import", "canonical", "tickets.jsonl")).ExitCode);
        var told = await ProgramRun.Run(folder.Path, "explain", "first_response_time", "--ticket", "7");
        Assert.True(told.ExitCode == 0, told.Error);
        var lines = told.Out.Split('\n');
        Assert.Contains(lines, line => line.Contains("09:00:00", StringComparison.Ordinal) && line.Contains("starts the clock", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("robot", StringComparison.Ordinal) && line.Contains("left out", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("09:30:00", StringComparison.Ordinal) && line.Contains("left out", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("10:00:00", StringComparison.Ordinal) && line.Contains("stops the clock", StringComparison.Ordinal));
        Assert.Contains("median(first_reply_seconds)", told.Out, StringComparison.Ordinal);
        Assert.Contains("(3,600 s)", told.Out, StringComparison.Ordinal);
        Assert.Contains("$1 = 7", told.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_figure_tells_what_was_counted_and_what_was_left_out_and_why()
    {
        using var desk = new Desk();
        desk.Ticket("1", "2024-01-01T09:00", replied: "2024-01-01T10:00", solved: "2024-01-01T11:00", priority: "high")
            .Ticket("2", "2024-01-01T10:00", replied: "2024-01-01T10:30", solved: "2024-01-02T11:00")
            .Ticket("3", "2024-01-02T12:00")
            .Ticket("4", "2024-01-30T12:00", solved: "2024-01-30T13:00").Import();
        var told = desk.Out("explain first_response_time --from 2024-01-01 --to 2024-02-01 --sql");
        Assert.Matches(@"Figure\s+45\smin \(2700\); n 2; .*; few", told);
        Assert.Matches(@"Counted: 2 rows of ticket\s+ticket canonical/1 \(2024-01-01 10:00:00\)  1\sh  high\s", told.Replace("desk/", "canonical/", StringComparison.Ordinal));
        Assert.Contains("2  not dated: first_reply has not happened, of what began in the range", told, StringComparison.Ordinal);
        Assert.Contains("quantile_cont", told, StringComparison.Ordinal);
        Assert.Contains("and 1 more: --skip 1", desk.Out("explain first_response_time --from 2024-01-01 --to 2024-02-01 --limit 1"), StringComparison.Ordinal);
        var formula = desk.Out("explain net_flow --from 2024-01-01 --to 2024-02-01");
        Assert.Contains("Calculation  tickets_created 4 + tickets_reopened 0 - resolution_events 3", formula, StringComparison.Ordinal);
        Assert.Contains("Counted: 3 rows of resolve_cycle", formula, StringComparison.Ordinal);
        Assert.Contains("1  too young: the window is not over yet", desk.Out("explain reopen_rate --from 2024-01-01 --to 2024-02-01"), StringComparison.Ordinal);
        Assert.Contains("\"left_out\":[", desk.Out("explain reopen_rate --from 2024-01-01 --to 2024-02-01 --format json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_ticket_is_named()
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder.File("data"));
        var told = await ProgramRun.Run(folder.Path, "explain", "first_response_time", "--ticket", "nobody");
        Assert.Equal(2, told.ExitCode);
        Assert.Contains("'nobody'", told.Error, StringComparison.Ordinal);
    }
}
