using Deskmeter.Store;
using Deskmeter.Store.DuckDb;
using Xunit;

namespace Deskmeter.Core.Tests.Store;

public sealed class DuckDbFactsTests : IDisposable
{
    private static readonly Table Ticket = new("ticket", [new Column("conversation", ColumnKind.Text), new Column("seconds", ColumnKind.BigInt)]);
    private static readonly Table Turn = new("turn", [new Column("conversation", ColumnKind.Text), new Column("words", ColumnKind.Integer)]);
    private static readonly Table Visit = new("visit", [new Column("customer", ColumnKind.Text), new Column("pages", ColumnKind.BigInt)]);
    private readonly FactsFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_folder_holds_no_facts_and_says_so()
    {
        using var facts = _folder.Open();
        Assert.Null(facts.Projection);
        Assert.Throws<InvalidOperationException>(() => facts.Rows("select 1"));
        Assert.Throws<InvalidOperationException>(() => facts.Replace([new("conversation", ["a"])], [], 1));
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public void A_rebuild_shows_when_it_is_complete_and_stays_after_reopening()
    {
        using (var facts = _folder.Open())
        {
            using var rebuild = facts.Rebuild([Ticket, Turn]);
            rebuild.Append(Tickets(("a", 1), ("b", 2)));
            Assert.Null(facts.Projection);
            rebuild.Complete(new Projection(42, "builder 1"));
            Assert.Equal(new Projection(42, "builder 1"), facts.Projection);
            Assert.Equal(3L, facts.Value("select sum(seconds) from ticket"));
            Assert.Equal(0L, facts.Value("select count(*) from turn"));
        }

        using var reopened = _folder.Open();
        Assert.Equal(new Projection(42, "builder 1"), reopened.Projection);
        Assert.Equal(3L, reopened.Value("select sum(seconds) from ticket"));
        Assert.Equal(["facts-1.duckdb"], _folder.Files);
    }

    [Fact]
    public void A_rebuild_that_is_given_up_leaves_everything_as_it_was()
    {
        using var facts = Filled(("a", 1));
        using (var rebuild = facts.Rebuild([Ticket])) rebuild.Append(Tickets(("b", 2)));
        Assert.Equal(1L, facts.Value("select sum(seconds) from ticket"));
        Assert.Equal(["facts-1.duckdb"], _folder.Files);
    }

    [Fact]
    public void A_reader_goes_on_with_the_old_facts_while_the_new_take_over()
    {
        using var facts = _folder.Open();
        using (var first = facts.Rebuild([Ticket]))
        {
            first.Append(Tickets([.. Enumerable.Range(0, 300_000).Select(i => ($"t{i}", 1L))]));
            first.Complete(new Projection(1, ""));
        }

        using var reader = facts.Query(new SqlStatement("select seconds from ticket", []), TestContext.Current.CancellationToken).GetEnumerator();
        Assert.True(reader.MoveNext());
        using (var second = facts.Rebuild([Ticket]))
        {
            second.Append(Tickets(("new", 5)));
            second.Complete(new Projection(2, ""));
        }

        Assert.Equal(5L, facts.Value("select sum(seconds) from ticket"));
        var sum = 1L;
        while (reader.MoveNext()) sum += (long)reader.Current[0]!;
        Assert.Equal(300_000L, sum);
        reader.Dispose();
        Assert.Equal(["facts-2.duckdb"], _folder.Files);
    }

    [Fact]
    public void Replacing_takes_the_units_rows_out_of_all_their_tables_and_puts_the_new_ones_in()
    {
        using var facts = _folder.Open();
        using (var rebuild = facts.Rebuild([Ticket, Turn, Visit]))
        {
            rebuild.Append(Tickets(("a", 1), ("b", 2), ("c", 3)));
            rebuild.Append(Batch(Turn, ("a", 10), ("a", 11), ("b", 20)));
            rebuild.Append(Batch(Visit, ("a", 100)));
            rebuild.Complete(new Projection(1, "d"));
        }

        facts.Replace([new("conversation", ["a", "c", "unknown"])], [Tickets(("a", 7))], 9);
        Assert.Equal(new Projection(9, "d"), facts.Projection);
        Assert.Equal([["a", 7L], ["b", 2L]], facts.Rows("select * from ticket order by 1"));
        Assert.Equal([["b", 20L]], facts.Rows("select * from turn"));
        Assert.Equal(1L, facts.Value("select count(*) from visit"));
        facts.Replace([new("conversation", ["b"]), new("customer", ["a"])], [], 10);
        Assert.Equal(0L, facts.Value("select count(*) from visit"));
        Assert.Equal(1L, facts.Value("select count(*) from ticket"));
    }

    [Fact]
    public void A_replacement_that_fails_changes_nothing_and_the_next_one_works()
    {
        using (var facts = Filled(("a", 1)))
        {
            Assert.Throws<DuckDbException>(() => facts.Replace([new("conversation", ["a"])], [Tickets(("a", 2)), Batch(Visit, ("a", 1))], 9));
            Assert.Equal(1, facts.Projection!.Position);
            Assert.Equal([["a", 1L]], facts.Rows("select * from ticket"));
            facts.Replace([new("conversation", ["a"])], [Tickets(("a", 3))], 10);
        }

        using var reopened = _folder.Open();
        Assert.Equal(10, reopened.Projection!.Position);
        Assert.Equal([["a", 3L]], reopened.Rows("select * from ticket"));
    }

    [Fact]
    public async Task Readers_see_the_state_before_or_after_a_replacement_and_never_between()
    {
        using var facts = Filled([.. Enumerable.Range(0, 5000).Select(i => ($"t{i}", 0L))]);
        var units = Enumerable.Range(0, 5000).Select(i => $"t{i}").ToArray();
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            var seen = 0;
            while (!done.IsCancellationRequested || seen == 0)
            {
                var row = facts.Rows("select count(*), min(seconds), max(seconds) from ticket").Single();
                Assert.Equal(5000L, row[0]);
                Assert.Equal(row[1], row[2]);
                seen++;
            }
        })).ToArray();
        for (var round = 1L; round <= 20; round++) facts.Replace([new("conversation", units)], [Tickets([.. units.Select(unit => (unit, round))])], round);
        await done.CancelAsync();
        await Task.WhenAll(readers);
        Assert.Equal(20L, facts.Value("select max(seconds) from ticket"));
    }

    [Fact]
    public void Leftovers_of_a_rebuild_that_died_and_of_older_facts_go_at_opening()
    {
        using (Filled(("a", 1)))
        {
        }

        File.Copy(_folder.File("facts-1.duckdb"), _folder.File("facts-3.duckdb"));
        string[] leftovers = ["facts-2.building", "facts-2.building.wal", "facts-4.building", "facts-1.duckdb.wal"];
        foreach (var name in leftovers) File.WriteAllText(_folder.File(name), "half done");
        File.WriteAllText(_folder.File("facts-notes.txt"), "not ours");
        using var facts = _folder.Open();
        Assert.NotNull(facts.Projection);
        Assert.Equal(["facts-3.duckdb", "facts-notes.txt"], _folder.Files);
    }

    [Fact]
    public void A_statement_that_needs_more_memory_than_allowed_spills_beside_the_facts_and_is_right()
    {
        using (Filled(("a", 1)))
        {
        }

        var spill = Directory.CreateDirectory(_folder.File("facts-1.spill")).FullName;
        File.WriteAllText(Path.Combine(spill, "left by a dead process"), "");
        using (var facts = _folder.Open(FactsFolder.Options with { MemoryLimit = 40L << 20 }))
        {
            Assert.False(Directory.Exists(spill));
            var sorted = "select i, row_number() over (order by hash(i)) as place, repeat(i::varchar, 5) as filler from range(1500000) r(i)";
            var spilled = false;
            foreach (var row in facts.Query(new SqlStatement($"select place from ({sorted}) order by hash(filler), place", []), TestContext.Current.CancellationToken))
            {
                spilled = spilled || Directory.Exists(spill);
                Assert.InRange((long)row[0]!, 1, 1_500_000);
            }

            Assert.True(spilled);
        }

        Assert.False(Directory.Exists(spill));
    }

    [Fact]
    public void A_store_that_was_disposed_says_so()
    {
        var facts = Filled(("a", 1));
        facts.Dispose();
        facts.Dispose();
        Assert.Throws<ObjectDisposedException>(() => facts.Rows("select 1"));
    }

    private static TableBatch Tickets(params (string, long)[] rows) => Batch(Ticket, rows);

    private static TableBatch Batch(Table table, params (string Unit, long Number)[] rows)
    {
        var batch = new TableBatch(table);
        foreach (var (unit, number) in rows)
        {
            ((TextBuffer)batch.Columns[0]).Append(unit);
            if (batch.Columns[1] is ColumnBuffer<int> integers) integers.Append((int)number);
            else ((ColumnBuffer<long>)batch.Columns[1]).Append(number);
        }

        return batch;
    }

    private DuckDbFacts Filled(params (string, long)[] tickets)
    {
        var facts = _folder.Open();
        using var rebuild = facts.Rebuild([Ticket]);
        rebuild.Append(Tickets(tickets));
        rebuild.Complete(new Projection(1, "d"));
        return facts;
    }
}
