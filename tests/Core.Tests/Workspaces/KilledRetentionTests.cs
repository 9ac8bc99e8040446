using System.Diagnostics;
using Deskmeter.Helpdesk;
using Deskmeter.Store;
using Deskmeter.Workspaces;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Workspaces;

/// <summary>A process that removes what is too old is killed at random: everything is there or nothing of it, and the next opening finishes.</summary>
public sealed class KilledRetentionTests : IDisposable
{
    private const string FolderVariable = "DESKMETER_TEST_ERASER";
    private const int Tickets = 4_000;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deskmeter-killed-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Nothing_is_half_removed_after_a_kill()
    {
        var random = new Random(11);
        var old = Instant.FromUtc(2020, 1, 1, 0, 0);
        for (var round = 0; round < 5; round++)
        {
            using (var workspace = Open())
            {
                var young = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()) - Duration.FromDays(3);
                workspace.SetRetention(null);
                workspace.Add(Enumerable.Range(0, Tickets).Select(number => Ticket(number, number % 2 == 0 ? old : young)), Tickets, cancellation: Cancellation);
            }

            var started = Path.Combine(_folder.FullName, "started");
            File.Delete(started);
            using var eraser = Start();
            while (!File.Exists(started) && !eraser.HasExited) await Task.Delay(1, Cancellation);
            await Task.Delay(random.Next(0, 250), Cancellation);
            eraser.Kill();
            await eraser.WaitForExitAsync(Cancellation);
            using var after = Open();
            Assert.Empty(after.Records.FindDamage());
            var left = after.Records.OfKind<Ticket>().Count;
            Assert.Contains(left, (int[])[Tickets, Tickets / 2]);
            Assert.Equal(after.Settings.RetentionMonths is null ? Tickets : Tickets / 2, left);
            Assert.Equal((long)left, after.Rows(new SqlStatement("select count(*) from ticket", []), Cancellation).Single()[0]);
            Assert.False(after.IsRetentionDue);
        }
    }

    /// <summary>The process that is killed: this program, with only this test asked for.</summary>
    [Fact(Explicit = true)]
    public void Remove_until_killed()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipWhen(folder is null, "Only the test that kills it starts it.");
        using var workspace = Workspace.Open(folder, TimeProvider.System);
        File.WriteAllText(Path.Combine(folder, "started"), "");
        workspace.SetRetention(12);
        using var never = new ManualResetEventSlim();
        never.Wait(TimeSpan.FromMinutes(1), Cancellation);
    }

    private static Ticket Ticket(int number, Instant at) => new("s", $"{number}")
    {
        Profile = new TicketProfile { CreatedAt = at, Subject = $"Subject {number}" },
        Events = [new MessageSent("first", at), new StatusChanged("end", at + Duration.FromHours(1), Stage.Closed)],
    };

    private Process Start()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet") start.ArgumentList.Add(typeof(KilledRetentionTests).Assembly.Location);
        foreach (var argument in (string[])["-method", "*" + nameof(Remove_until_killed), "-explicit", "only"]) start.ArgumentList.Add(argument);
        start.Environment[FolderVariable] = _folder.FullName;
        // Under a test runner's protocol the child must not speak to the parent's runner.
        start.Environment.Remove("TESTINGPLATFORM_DOTNETTEST_EXECUTIONID");
        return Process.Start(start)!;
    }

    private Workspace Open() => Workspace.Open(_folder.FullName, TimeProvider.System);
}
