using System.Diagnostics;
using System.Globalization;
using Deskmeter.Store;
using Deskmeter.Store.DuckDb;
using Xunit;

namespace Deskmeter.Core.Tests.Store;

/// <summary>A process that replaces and rebuilds is killed, again and again: the facts stand at a position and are those of it.</summary>
public sealed class DuckDbFactsKillTests : IDisposable
{
    private const string FolderVariable = "DESKMETER_TEST_FACTS";
    private const int Rows = 5000;
    private static readonly Table Ticket = new("ticket", [new Column("conversation", ColumnKind.Text), new Column("seconds", ColumnKind.BigInt)]);
    private readonly FactsFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Facts_survive_a_kill_and_belong_to_one_process_at_a_time()
    {
        var random = new Random(11);
        for (var round = 1; round <= 6; round++)
        {
            using var writer = StartWriter();
            var wanted = Acknowledged() + random.Next(1, 40);
            while (Acknowledged() < wanted && !writer.HasExited) await Task.Delay(1, TestContext.Current.CancellationToken);
            Assert.False(writer.HasExited, "the writer ended by itself");
            if (round == 1) Assert.Throws<IOException>(() => _folder.Open());
            writer.Kill();
            await writer.WaitForExitAsync(TestContext.Current.CancellationToken);
            using var facts = _folder.Open();
            Assert.InRange(facts.Projection!.Position, Acknowledged(), long.MaxValue);
            Assert.Equal(Rows * facts.Projection.Position, facts.Value("select sum(seconds) from ticket"));
            Assert.Single(_folder.Files, name => name.EndsWith(".duckdb", StringComparison.Ordinal));
            Assert.DoesNotContain(_folder.Files, name => name.Contains("building", StringComparison.Ordinal));
        }
    }

    /// <summary>The process that is killed: this program, with only this test asked for.</summary>
    [Fact(Explicit = true)]
    public void Replace_and_rebuild_until_killed()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipWhen(folder is null, "Only the test that kills it starts it.");
        using var facts = DuckDbFacts.Open(folder, FactsFolder.Options);
        using var acknowledged = new StreamWriter(Path.Combine(folder, "acknowledged"), append: true) { AutoFlush = true };
        for (var position = (facts.Projection?.Position ?? 0) + 1; ; position++)
        {
            if (position % 7 == 1)
            {
                using var rebuild = facts.Rebuild([Ticket]);
                rebuild.Append(All(position));
                rebuild.Complete(new Projection(position, ""));
            }
            else
            {
                facts.Replace([new("conversation", [.. Enumerable.Range(0, Rows).Select(Unit)])], [All(position)], position);
            }

            acknowledged.WriteLine(position.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static string Unit(int number) => string.Create(CultureInfo.InvariantCulture, $"t{number}");

    /// <summary>Every ticket with the position as its seconds.</summary>
    private static TableBatch All(long position)
    {
        var batch = new TableBatch(Ticket);
        for (var i = 0; i < Rows; i++)
        {
            ((TextBuffer)batch.Columns[0]).Append(Unit(i));
            ((ColumnBuffer<long>)batch.Columns[1]).Append(position);
        }

        return batch;
    }

    private Process StartWriter()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(typeof(DuckDbFactsKillTests).Assembly.Location);
        string[] arguments = ["-method", "*" + nameof(Replace_and_rebuild_until_killed), "-explicit", "only"];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment[FolderVariable] = _folder.Path;
        // Under a test runner's protocol the child must not speak to the parent's runner.
        start.Environment.Remove("TESTINGPLATFORM_DOTNETTEST_EXECUTIONID");
        return Process.Start(start)!;
    }

    /// <summary>The last position that was written down; a line that is only half there does not count.</summary>
    private long Acknowledged()
    {
        var file = _folder.File("acknowledged");
        if (!File.Exists(file)) return 0;
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n')[..^1].Select(line => long.Parse(line, CultureInfo.InvariantCulture)).LastOrDefault();
    }
}
