using System.Diagnostics;
using Deskmeter.App.Tests.Web;
using Deskmeter.Demo;
using Deskmeter.Workspaces;
using NodaTime;
using Xunit;

namespace Deskmeter.App.Tests.Cli;

/// <summary>A server that is killed while it builds all figures again.</summary>
public sealed class OpeningKillTests
{
    private const int Kills = 5;
    private const int MostStarts = 20;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_killed_while_it_builds_leaves_a_folder_that_is_whole_and_builds_anew()
    {
        using var folder = new TestFolder();
        var shop = new DemoShop(1_500, seed: 3, DemoShop.LastMidnight(Instant.FromUtc(2026, 11, 18, 12, 0)));
        string expected;
        using (var workspace = Workspace.Open(folder.File("data"), TimeProvider.System))
        {
            workspace.Change(settings => settings.Adopt(shop.Settings), cancellation: Cancellation);
            workspace.Add(shop.Records(), shop.RecordsInAll(), cancellation: Cancellation);
            expected = OpeningTests.Figures(workspace);
        }

        var facts = Path.Combine(folder.File("data"), "facts");
        var random = new Random(5);
        var kills = 0;
        for (var starts = 0; kills < Kills; starts++)
        {
            Assert.True(starts < MostStarts, $"Only {kills} of {starts} servers were building when they were killed.");
            Directory.Delete(facts, recursive: true);
            using var server = ProgramRun.Start(folder.Path, "serve", "--port", "0");
            _ = server.StandardOutput.ReadToEndAsync(Cancellation);
            _ = server.StandardError.ReadToEndAsync(Cancellation);
            var from = Stopwatch.GetTimestamp();
            while (!Directory.Exists(facts) || !Directory.EnumerateFiles(facts).Any())
            {
                Assert.True(!server.HasExited && Stopwatch.GetElapsedTime(from) < TimeSpan.FromMinutes(1), "The server does not begin to build.");
                await Task.Delay(1, Cancellation);
            }

            await Task.Delay(random.Next(1, 400), Cancellation);
            server.Kill();
            await server.WaitForExitAsync(Cancellation);
            if (!Directory.EnumerateFiles(facts, "*.duckdb").Any()) kills++;
            using var again = Workspace.Open(folder.File("data"), TimeProvider.System);
            Assert.Equal(expected, OpeningTests.Figures(again));
            Assert.Empty(again.Records.FindDamage());
            Assert.EndsWith(".duckdb", Assert.Single(Directory.EnumerateFileSystemEntries(facts)), StringComparison.Ordinal);
        }
    }
}
