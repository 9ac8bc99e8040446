using Xunit;

namespace Deskmeter.App.Tests.Cli;

/// <summary><c>set retention</c>: first told, then done, and said in every report.</summary>
public sealed class RetentionVerbTests
{
    [Fact]
    public void Nothing_is_removed_without_being_asked_for_twice_and_nothing_comes_back()
    {
        using var desk = new Desk();
        var recent = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 86_400).ToString("yyyy-MM-ddTHH:mm", null);
        desk.Ticket("old", "2019-03-04T09:00").Ticket("young", recent).Import();
        var told = desk.Run("set retention 12");
        Assert.Equal(2, told.ExitCode);
        Assert.Contains("1 tickets (the oldest of 2019-03-04) would be removed for good. Nothing was changed", told.Error, StringComparison.Ordinal);
        Assert.Equal(1, desk.Value("--kpi tickets_created --from 2019-03-01 --to 2019-04-01"));

        var done = desk.Run("set retention 12 --yes");
        Assert.Equal(0, done.ExitCode);
        Assert.Contains("were removed for good.", done.Error, StringComparison.Ordinal);
        var row = Assert.Single(desk.Rows("--kpi tickets_created --from 2019-03-01 --to 2019-04-01"));
        Assert.Equal((null, "not_kept"), (Desk.Number(row, "value"), row.GetProperty("status").GetString()));

        var again = desk.Run("import canonical tickets.jsonl");
        Assert.Contains("1 tickets past retention", again.Error, StringComparison.Ordinal);
        Assert.Contains("kept for           12 months", desk.Out("doctor"), StringComparison.Ordinal);
        Assert.Contains("everything", desk.Run("set retention evrything").Error, StringComparison.Ordinal);
    }
}
