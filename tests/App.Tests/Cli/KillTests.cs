using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Deskmeter.App.Tests.Cli;

/// <summary>An import that is killed at any moment.</summary>
public sealed class KillTests
{
    private const int Rows = 3_000;
    private const int Kills = 20;
    private const int MostImports = 60;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task An_import_killed_at_twenty_random_moments_leaves_folders_that_open_and_whose_next_import_gives_the_same_figures()
    {
        using var folder = new TestFolder();
        var file = ImportFile.Write(folder.Path, Rows);
        var usual = await Import(folder, file, Longest) ?? Longest;
        var expected = Figures.Of(folder.Path);

        var random = new Random(20_160_229);
        var kills = 0;
        for (var imports = 0; kills < Kills; imports++)
        {
            Assert.True(imports < MostImports, $"Only {kills} of {imports} imports ran long enough to be killed.");
            using var killed = new TestFolder();
            var moment = usual * random.NextDouble();
            if (await Import(killed, file, moment) is { } whole)
            {
                // The machine has become faster since: this one was not disturbed.
                usual = whole;
                continue;
            }

            Report(++kills, moment, killed);
            Opens(killed.Path);
            VerbCall.Out(killed.Path, file.Verb);
            Assert.Equal(expected, Figures.Of(killed.Path));
        }
    }

    /// <summary>Imports, and kills the import when it has worked on the folder for so long; nothing can be hurt before that.</summary>
    /// <returns>How long it worked; null when it was killed.</returns>
    private static async Task<TimeSpan?> Import(TestFolder folder, ImportFile file, TimeSpan moment)
    {
        using var import = ProgramRun.Start(folder.Path, file.Verb);
        var error = Drain(import);
        var started = await Taken(folder, import);
        using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(TimeSpan.FromTicks(Math.Max(1, (moment - Stopwatch.GetElapsedTime(started)).Ticks)));
        try
        {
            await import.WaitForExitAsync(late.Token);
            var whole = Stopwatch.GetElapsedTime(started);
            Assert.True(import.ExitCode == 0, await error);
            return whole;
        }
        catch (OperationCanceledException)
        {
            import.Kill();
            await import.WaitForExitAsync(TestContext.Current.CancellationToken);
            return null;
        }
    }

    /// <summary>The folder opens, whatever is in it, and answers.</summary>
    private static void Opens(string folder) => VerbCall.Out(
        folder, "query", "--kpi", "tickets_created,resolution_time", "--from", "2016-01-01", "--to", "2017-01-01", "--format", "json");

    /// <summary>The moment at which the import takes the folder.</summary>
    private static async Task<long> Taken(TestFolder folder, Process import)
    {
        var from = Stopwatch.GetTimestamp();
        var taken = Path.Combine(folder.File("data"), "lock");
        while (!File.Exists(taken))
        {
            Assert.False(import.HasExited && !File.Exists(taken), "The import ended without taking the folder.");
            Assert.True(Stopwatch.GetElapsedTime(from) < Longest, "The import does not take the folder.");
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        return Stopwatch.GetTimestamp();
    }

    /// <summary>Tells what the kill left, for whoever reads the test's report.</summary>
    private static void Report(int number, TimeSpan moment, TestFolder killed)
    {
        var files = new DirectoryInfo(killed.File("data")).EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(file => file.Length > 0).OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => $"{file.Name} {file.Length}");
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{number}: after {moment.TotalMilliseconds:0} ms: {string.Join(", ", files)}"));
    }

    private static Task<string> Drain(Process process)
    {
        _ = process.StandardOutput.ReadToEndAsync();
        return process.StandardError.ReadToEndAsync();
    }
}
