using Deskmeter.Store;
using Deskmeter.Store.DuckDb;
using Xunit;

namespace Deskmeter.Core.Tests.Store;

/// <summary>Whatever happened to the file, the store opens, tells the truth or nothing, and can be rebuilt.</summary>
public sealed class DuckDbFactsDamageTests : IDisposable
{
    private const int Rows = 20_000;
    private static readonly Table Ticket = new("ticket", [new Column("conversation", ColumnKind.Text), new Column("seconds", ColumnKind.BigInt)]);
    private readonly FactsFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_flipped_bit_is_noticed_or_harmless_and_never_counted()
    {
        Fill();
        var whole = File.ReadAllBytes(_folder.File("facts-1.duckdb"));
        var random = new Random(20240229);
        for (var round = 0; round < 40; round++)
        {
            var damaged = (byte[])whole.Clone();
            // A third hits the headers, which every opening reads.
            var place = round % 3 == 0 ? random.Next(12_288) : random.Next(whole.Length);
            damaged[place] ^= (byte)(1 << random.Next(8));
            StaysRightOrHeals(damaged, $"bit at {place}");
        }
    }

    [Fact]
    public void A_file_cut_short_is_noticed()
    {
        Fill();
        var whole = File.ReadAllBytes(_folder.File("facts-1.duckdb"));
        var random = new Random(20240301);
        foreach (var length in (int[])[0, 1, 4096, 12_288, whole.Length - 1, .. Enumerable.Range(0, 20).Select(_ => random.Next(whole.Length))])
            StaysRightOrHeals(whole[..length], $"cut at {length}");
    }

    [Fact]
    public void A_log_that_is_cut_or_spoilt_gives_an_earlier_state_with_its_position_or_nothing()
    {
        Fill();
        var (file, log) = WithLog();
        var random = new Random(20240302);
        for (var round = 0; round < 30; round++)
        {
            var damaged = (byte[])log.Clone();
            if (round % 2 == 0) damaged = damaged[..random.Next(log.Length)];
            else damaged[random.Next(log.Length)] ^= (byte)(1 << random.Next(8));
            Reset();
            File.WriteAllBytes(_folder.File("facts-1.duckdb"), file);
            File.WriteAllBytes(_folder.File("facts-1.duckdb.wal"), damaged);
            using var facts = _folder.Open();
            if (facts.Projection is null) continue;
            var sum = facts.Value("select sum(seconds) from ticket");
            Assert.Equal(Expected(facts.Projection.Position), sum);
        }
    }

    [Theory]
    [InlineData("this was never a database")]
    [InlineData("SQLite format 3\0")]
    public void A_foreign_file_is_put_away_and_the_store_is_empty(string content)
    {
        File.WriteAllText(_folder.File("facts-1.duckdb"), content);
        using var facts = _folder.Open();
        Assert.Null(facts.Projection);
        Assert.Empty(_folder.Files);
    }

    [Theory]
    [InlineData("drop table projection")]
    [InlineData("delete from projection")]
    [InlineData("insert into projection select * from projection")]
    [InlineData("update projection set format = 99")]
    [InlineData("update projection set library = 'v0.9.0'")]
    [InlineData("update projection set position = null")]
    [InlineData("update projection set layout = replace(layout, 'seconds', 'minutes')")]
    [InlineData("update projection set tables = []")]
    [InlineData("update projection set tables = null")]
    [InlineData("drop table ticket")]
    [InlineData("alter table ticket drop column seconds")]
    [InlineData("alter table ticket alter seconds type integer")]
    [InlineData("alter table ticket rename seconds to minutes")]
    [InlineData("alter table ticket add column another uuid")]
    public void Facts_of_another_format_library_or_shape_are_rebuilt(string change)
    {
        Fill();
        using (var database = DuckDbDatabase.Open(_folder.File("facts-1.duckdb"), _folder.File("spill"), FactsFolder.Options))
        using (var connection = database.Connect())
            connection.Execute(change);
        using (var facts = _folder.Open()) Assert.Null(facts.Projection);
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public void A_file_whose_opening_killed_the_process_twice_is_not_opened_again()
    {
        Fill();
        File.WriteAllBytes(_folder.File("facts-1.opening"), [1]);
        using (var facts = _folder.Open()) Assert.NotNull(facts.Projection);
        Assert.Equal(["facts-1.duckdb"], _folder.Files);
        File.WriteAllBytes(_folder.File("facts-1.opening"), [1, 1]);
        using (var facts = _folder.Open()) Assert.Null(facts.Projection);
        Assert.Empty(_folder.Files);
    }

    private static long Expected(long position) => (long)Rows * (Rows - 1) / 2 + position - 1;

    private void StaysRightOrHeals(byte[] content, string what)
    {
        Reset();
        File.WriteAllBytes(_folder.File("facts-1.duckdb"), content);
        using var facts = _folder.Open();
        try
        {
            if (facts.Projection is not null)
                Assert.True(Equals(Expected(1), facts.Value("select sum(seconds) from ticket where conversation like 't%'")), what);
            return;
        }
        catch (FactsLostException)
        {
            Assert.Null(facts.Projection);
        }

        Rebuild(facts);
        Assert.Equal(Expected(1), facts.Value("select sum(seconds) from ticket where conversation like 't%'"));
    }

    private void Fill()
    {
        using var facts = _folder.Open();
        Rebuild(facts);
    }

    private static void Rebuild(DuckDbFacts facts)
    {
        using var rebuild = facts.Rebuild([Ticket]);
        var batch = new TableBatch(Ticket);
        for (var i = 0; i < Rows; i++) Add(batch, $"t{i}", i);
        rebuild.Append(batch);
        rebuild.Complete(new Projection(1, ""));
    }

    private static void Add(TableBatch batch, string unit, long seconds)
    {
        ((TextBuffer)batch.Columns[0]).Append(unit);
        ((ColumnBuffer<long>)batch.Columns[1]).Append(seconds);
    }

    /// <summary>The file and its log as a kill leaves them: copied while the store is open, after ten replacements.</summary>
    private (byte[] File, byte[] Log) WithLog()
    {
        using var facts = _folder.Open();
        for (var position = 2L; position <= 11; position++)
        {
            var batch = new TableBatch(Ticket);
            Add(batch, "t0", position - 1);
            facts.Replace([new("conversation", ["t0"])], [batch], position);
        }

        return (ReadShared(_folder.File("facts-1.duckdb")), ReadShared(_folder.File("facts-1.duckdb.wal")));
    }

    private static byte[] ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private void Reset()
    {
        foreach (var name in _folder.Files) File.Delete(_folder.File(name));
    }
}
