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
    public async Task An_unknown_ticket_is_named()
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder.File("data"));
        var told = await ProgramRun.Run(folder.Path, "explain", "first_response_time", "--ticket", "nobody");
        Assert.Equal(2, told.ExitCode);
        Assert.Contains("'nobody'", told.Error, StringComparison.Ordinal);
    }
}
