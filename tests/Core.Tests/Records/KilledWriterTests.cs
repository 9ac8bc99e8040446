using System.Diagnostics;
using System.Globalization;
using Deskmeter.Helpdesk;
using Deskmeter.Records;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Records;

/// <summary>A process that writes is killed, again and again: what it acknowledged is there, and nothing is there in part.</summary>
public sealed class KilledWriterTests : IDisposable
{
    private const string FolderVariable = "DESKMETER_TEST_WRITER";
    private const int BatchSize = 40;
    private readonly RecordsFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_acknowledged_batch_survives_a_kill()
    {
        var random = new Random(7);
        for (var round = 1; round <= 5; round++)
        {
            using var writer = StartWriter();
            var wanted = Acknowledged() + random.Next(1, 60);
            while (Acknowledged() < wanted && !writer.HasExited) await Task.Delay(1, TestContext.Current.CancellationToken);
            Assert.False(writer.HasExited, "the writer ended by itself");
            writer.Kill();
            await writer.WaitForExitAsync(TestContext.Current.CancellationToken);
            AssertWhole();
        }
    }

    /// <summary>The process that is killed: this program, with only this test asked for.</summary>
    [Fact(Explicit = true)]
    public void Write_until_killed()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipWhen(folder is null, "Only the test that kills it starts it.");
        using var records = SqliteRecords.Open(folder);
        using var acknowledged = new StreamWriter(Path.Combine(folder, "acknowledged"), append: true) { AutoFlush = true };
        for (var batch = records.Position / BatchSize; ; batch++)
        {
            records.Merge([.. Enumerable.Range(0, BatchSize).Select(number => Written($"{batch}-{number}", number))]);
            acknowledged.WriteLine(batch.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>A record of any of four kinds, so that a batch writes to every table.</summary>
    private static SourceRecord Written(string id, int number) => (number % 4) switch
    {
        0 => Tickets.Simple(id),
        1 => new Order("s", id) { Customer = "customer of all" },
        2 => new Customer("s", id) { Emails = [$"{id}@shop.example"] },
        _ => new Shift("s", id) { Agent = "agent of all", Kind = ShiftKind.Available, FromAt = Tickets.Start },
    };

    private Process StartWriter()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(typeof(KilledWriterTests).Assembly.Location);
        string[] arguments = ["-method", "*" + nameof(Write_until_killed), "-explicit", "only"];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment[FolderVariable] = _folder.Folder;
        // Under a test runner's protocol the child must not speak to the parent's runner.
        start.Environment.Remove("TESTINGPLATFORM_DOTNETTEST_EXECUTIONID");
        return Process.Start(start)!;
    }

    private int Acknowledged()
    {
        var file = Path.Combine(_folder.Folder, "acknowledged");
        if (!File.Exists(file)) return 0;
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Count(character => character == '\n');
    }

    private void AssertWhole()
    {
        using var records = _folder.Open();
        Assert.Empty(records.FindDamage());
        var ids = records.ChangesAfter(0).Select(change => change.Record.Id).ToList();
        Assert.Equal(0, ids.Count % BatchSize);
        // What leads to records is written with them.
        Assert.Equal(ids.Count / 4, records.OfCustomer(["customer of all"]).Count);
        Assert.Equal(ids.Count / 4, records.CustomerLinks().Count);
        Assert.Equal(ids.Count / 4, records.OfAgent("agent of all", Tickets.Start, Tickets.Start + Duration.FromHours(1)).Count);
        // One batch may be on the disk whose acknowledgement was not written any more.
        Assert.InRange(ids.Count / BatchSize - Acknowledged(), 0, 5);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Equal(records.Position, ids.Count);
        Assert.Equal($"{(ids.Count / BatchSize) - 1}-{BatchSize - 1}", ids[^1]);
    }
}
