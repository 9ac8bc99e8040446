using System.Text.Json;
using Xunit;

namespace Deskmeter.App.Tests.Cli;

public class VerbTests
{
    private const string Ticket = """
        {"id":"1","profile":{"created_at":"2024-01-01T09:00:00Z","customer":"c"},"events":[
        {"type":"message","at":"2024-01-01T09:00:00Z","by":{"class":"customer","id":"c"}},
        {"type":"message","at":"2024-01-01T10:00:00Z","by":{"class":"agent","id":"a"}},
        {"type":"status","at":"2024-01-01T11:00:00Z","stage":"solved","by":{"class":"agent","id":"a"}}]}
        """;

    [Fact]
    public async Task A_ticket_goes_in_and_its_figures_come_out()
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(folder.File("tickets.jsonl"), Ticket.ReplaceLineEndings(""), TestContext.Current.CancellationToken);
        var import = await ProgramRun.Run(folder.Path, "import", "canonical", "tickets.jsonl");
        Assert.True(import.ExitCode == 0, import.Error);
        var query = await ProgramRun.Run(
            folder.Path, "query", "--kpi", "first_response_time,resolution_time", "--from", "2024-01-01", "--to", "2024-02-01", "--format", "json");
        Assert.True(query.ExitCode == 0, query.Error);
        var rows = JsonDocument.Parse(query.Out).RootElement.GetProperty("rows");
        Assert.Equal([3600, 7200], rows.EnumerateArray().Select(row => row.GetProperty("value").GetDouble()));
    }

    [Fact]
    public async Task The_program_ends_with_0_1_2_or_3_and_keeps_data_and_words_apart()
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(folder.File("part.jsonl"), Ticket.ReplaceLineEndings("") + "\nnonsense", TestContext.Current.CancellationToken);
        string[] query = ["query", "--kpi", "tickets_created", "--from", "2024-01-01", "--to", "2024-02-01", "--format", "csv"];
        var part = await ProgramRun.Run(folder.Path, "import", "canonical", "part.jsonl");
        var good = await ProgramRun.Run(folder.Path, query);
        var strict = await ProgramRun.Run(folder.Path, "import", "canonical", "part.jsonl", "--strict");
        var unknown = await ProgramRun.Run(folder.Path, [.. query, "--by", "chanel"]);

        Assert.Equal([3, 0, 1, 2], new[] { part, good, strict, unknown }.Select(result => result.ExitCode));
        Assert.Equal(["", "", ""], new[] { part, strict, unknown }.Select(result => result.Out));
        Assert.All([part, strict, unknown], result => Assert.NotEmpty(result.Error));
        Assert.Empty(good.Error);
        Assert.Equal(3, good.Out.Split("\r\n").Length);
    }

    [Theory]
    [InlineData("query", "--kpi", "first_reponse_time", "--from", "2024-01-01", "--to", "2024-02-01", "first_response_time")]
    [InlineData("query", "--kpi", "resolution_time", "--from", "2024-01-01", "--to", "2024-02-01", "--zone", "Europe/Amsterdm", "Europe/Amsterdam")]
    [InlineData("set", "zone", "Europe/Istambul", "Europe/Istanbul")]
    public async Task A_wrong_word_ends_with_2_and_names_the_near_one(params string[] words)
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder.File("data"));
        var result = await ProgramRun.Run(folder.Path, words[..^1]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"'{words[^1]}'", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Out);
    }

    [Fact]
    public async Task A_value_that_no_ticket_has_is_said()
    {
        using var folder = new TestFolder();
        var ticket = Ticket.ReplaceLineEndings("").Replace("\"customer\":\"c\"", "\"customer\":\"c\",\"priority\":\"2 - High\"", StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder.File("tickets.jsonl"), ticket, TestContext.Current.CancellationToken);
        Assert.Equal(0, (await ProgramRun.Run(folder.Path, "import", "canonical", "tickets.jsonl")).ExitCode);
        var query = await ProgramRun.Run(
            folder.Path, "query", "--kpi", "tickets_created", "--from", "2024-01-01", "--to", "2024-02-01", "--where", "priority=high");
        Assert.Equal(0, query.ExitCode);
        Assert.Contains("No ticket has the priority 'high'. There are: 2 - High.", query.Error, StringComparison.Ordinal);
    }
}
