using Xunit;

namespace Deskmeter.App.Tests.Cli;

/// <summary>KPIs of one's own as files of the data folder.</summary>
public sealed class OwnKpiFolderTests
{
    private const string Right = "fact: ticket\ndated_by: created\nmeasure: count()\nunit: count\n";
    private static readonly string[] Question = ["query", "--from", "2024-01-01", "--to", "2024-02-01", "--format", "csv", "--kpi"];

    [Fact]
    public async Task A_faulty_file_is_reported_everywhere_stops_nothing_and_is_followed_when_it_is_mended()
    {
        var folder = new TestFolder();
        var metrics = Path.Combine(folder.File("data"), "metrics");
        Directory.CreateDirectory(metrics);
        await File.WriteAllTextAsync(Path.Combine(metrics, "own_fine.yaml"), "id: own_fine\n" + Right, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(metrics, "own_faulty.yaml"), "id: own_faulty\n" + Right.Replace("ticket", "tickt", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await using var served = await ServedFolder.Start(folder);
        Assert.Contains(",2,count,", (await served.Through([.. Question, "own_fine"])).Out, StringComparison.Ordinal);
        var doctor = await served.Through("doctor");
        Assert.Equal(1, doctor.ExitCode);
        Assert.Contains("metrics/own_faulty.yaml:2:7: There is no fact 'tickt'", doctor.Out, StringComparison.Ordinal);
        using var client = new HttpClient { BaseAddress = new Uri(served.Address) };
        Assert.Contains("metrics/own_faulty.yaml", await client.GetStringAsync("/kpis", TestContext.Current.CancellationToken), StringComparison.Ordinal);

        await File.WriteAllTextAsync(Path.Combine(metrics, "own_faulty.yaml"), "id: own_faulty\n" + Right, TestContext.Current.CancellationToken);
        await Eventually(async () => (await served.Through([.. Question, "own_faulty"])).Out.Contains(",2,count,", StringComparison.Ordinal));
        Assert.Equal(0, (await served.Through("doctor")).ExitCode);
        served.Server.Kill();
        await served.End();
        Assert.Contains("This KPI is left out: metrics/own_faulty.yaml:2:7: There is no fact 'tickt'", await served.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "metrics/own_old.yaml")]
    [InlineData(true, "metrics/catalogue/own_old.yaml")]
    public void The_folder_of_an_older_program_is_moved(bool isThere, string place)
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(Path.Combine(folder.File("data"), "catalogue"));
        if (isThere) Directory.CreateDirectory(Path.Combine(folder.File("data"), "metrics"));
        File.WriteAllText(Path.Combine(folder.File("data"), "catalogue", "own_old.yaml"), "id: own_old\n" + Right);
        VerbCall.Out(folder.Path, [.. Question, "own_old"]);
        Assert.True(File.Exists(Path.Combine(folder.File("data"), place)));
        Assert.False(Directory.Exists(Path.Combine(folder.File("data"), "catalogue")));
    }

    private static async Task Eventually(Func<Task<bool>> holds)
    {
        for (var tries = 0; !await holds(); tries++)
        {
            Assert.True(tries < 100, "It does not come true.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }
}
