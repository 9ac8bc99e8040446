using Deskmeter.Store;
using Deskmeter.Store.DuckDb;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Store;

public sealed class TableAppenderTests : IDisposable
{
    private readonly OpenedDatabase _opened = new();

    public void Dispose() => _opened.Dispose();

    [Fact]
    public void Every_value_of_every_kind_comes_back_as_it_went_and_so_does_null()
    {
        Returns<bool, bool>(ColumnKind.Boolean, ArbMap.Default.GeneratorFor<bool>(), value => value);
        Returns<int, int>(ColumnKind.Integer, ArbMap.Default.GeneratorFor<int>(), value => (long)value);
        Returns<long, long>(ColumnKind.BigInt, ArbMap.Default.GeneratorFor<long>(), value => value);
        Returns<double, double>(ColumnKind.Double, ArbMap.Default.GeneratorFor<double>(), value => value);
        Returns<decimal, decimal>(ColumnKind.Decimal, Samples.Money, value => value);
        Returns<string, string>(ColumnKind.Text, Samples.Text, value => value);
        Returns<LocalDate, int>(ColumnKind.Date, Samples.Date, value => value, Parameters.Days);
        Returns<Instant, long>(ColumnKind.Timestamp, Samples.Instant, value => value, Parameters.Microseconds);
        Returns<IReadOnlyList<string>, IReadOnlyList<string>>(
            ColumnKind.TextList, Samples.Text.ArrayOf().Select(texts => (IReadOnlyList<string>)texts), value => value.ToArray<object?>());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(2047)]
    [InlineData(2048)]
    [InlineData(2049)]
    [InlineData(4097)]
    [InlineData(250_000)]
    public void Batches_of_any_size_arrive_whole_with_their_nulls_in_place(int count)
    {
        var table = new Table("odd \"name\"", [new Column("select", ColumnKind.Text), new Column("at", ColumnKind.BigInt), new Column("tags", ColumnKind.TextList)]);
        _opened.Connection.Execute(ColumnTypes.CreateTable(table));
        using (var appender = new TableAppender(_opened.Connection, table))
        {
            // Twice the same batch, so that what one chunk left behind would show in the next.
            var batch = Numbered(table, count, row => row % 3 == 0);
            appender.Append(batch);
            batch.Clear();
            appender.Append(Numbered(table, count, row => row % 5 == 0));
            appender.Flush();
        }

        var rows = _opened.Connection.Rows("select * from \"odd \"\"name\"\"\" order by rowid");
        Assert.Equal(2 * count, rows.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            var (row, isNull) = (i % count, i < count ? i % 3 == 0 : i % count % 5 == 0);
            Assert.Equal(isNull ? null : $"a text number {row}", rows[i][0]);
            Assert.Equal(isNull ? null : (long)row, rows[i][1]);
            if (isNull) Assert.Null(rows[i][2]);
            else Assert.Equal(row % 4, ((object?[])rows[i][2]!).Length);
        }
    }

    [Fact]
    public void Money_is_rounded_to_four_places_and_never_cut_to_fit()
    {
        var table = new Table("cost", [new Column("amount", ColumnKind.Decimal)]);
        _opened.Connection.Execute(ColumnTypes.CreateTable(table));
        Append(table, [0.00005m, -0.00005m, 99_999_999_999_999.9999m]);
        Assert.Equal([0.0001m, -0.0001m, 99_999_999_999_999.9999m], _opened.Connection.Rows("select amount from cost order by rowid").Select(row => row[0]));
        Assert.All([99_999_999_999_999.99995m, 100_000_000_000_000m, decimal.MinValue], value =>
        {
            var error = Assert.Throws<DuckDbException>(() => Append(table, [value]));
            Assert.Contains("amount", error.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Half_a_surrogate_pair_becomes_the_replacement_character()
    {
        var table = new Table("words", [new Column("word", ColumnKind.Text)]);
        _opened.Connection.Execute(ColumnTypes.CreateTable(table));
        Append(table, ["\ud83d", new string('x', 20) + "\udc00"]);
        Assert.Equal(["\ufffd", new string('x', 20) + "\ufffd"], _opened.Connection.Rows("select word from words order by rowid").Select(row => row[0]));
    }

    [Fact]
    public void A_table_that_is_not_there_is_an_error_by_name()
    {
        var error = Assert.Throws<DuckDbException>(() => new TableAppender(_opened.Connection, new Table("nowhere", [new Column("a", ColumnKind.Text)])));
        Assert.Contains("nowhere", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_flushed_is_not_there()
    {
        var table = new Table("words", [new Column("word", ColumnKind.Text)]);
        _opened.Connection.Execute(ColumnTypes.CreateTable(table));
        using (var appender = new TableAppender(_opened.Connection, table))
        {
            var batch = new TableBatch(table);
            ((TextBuffer)batch.Columns[0]).Append("lost");
            appender.Append(batch);
        }

        Assert.Equal(0L, _opened.Connection.Value("select count(*) from words"));
    }

    private static TableBatch Numbered(Table table, int count, Func<int, bool> isNull)
    {
        var batch = new TableBatch(table);
        for (var row = 0; row < count; row++)
        {
            if (isNull(row))
            {
                foreach (var column in batch.Columns) column.AppendNull();
                continue;
            }

            ((TextBuffer)batch.Columns[0]).Append($"a text number {row}");
            ((ColumnBuffer<long>)batch.Columns[1]).Append(row);
            ((TextListBuffer)batch.Columns[2]).Append([.. Enumerable.Range(0, row % 4).Select(i => $"tag {i} of {row}")]);
        }

        return batch;
    }

    private void Returns<T, TStored>(ColumnKind kind, Gen<T> values, Func<T, object> expected, Func<T, TStored>? stored = null)
    {
        var table = new Table($"t_{kind}", [new Column("value", kind)]);
        _opened.Connection.Execute(ColumnTypes.CreateTable(table));
        var lists = (from value in values from isNull in Gen.Choose(0, 3) select (value, isNull: isNull == 0)).ArrayOf();
        Prop.ForAll(lists.ToArbitrary(), rows =>
        {
            _opened.Connection.Execute($"delete from t_{kind}");
            var batch = new TableBatch(table);
            var column = batch.Columns[0];
            foreach (var (value, isNull) in rows)
            {
                if (isNull) column.AppendNull();
                else Add(column, stored is null ? (TStored)(object)value! : stored(value));
            }

            Append(batch);
            var actual = _opened.Connection.Rows($"select value from t_{kind} order by rowid").Select(row => row[0]);
            Assert.Equal(rows.Select(row => row.isNull ? null : expected(row.value)), actual);
        }).Check(Samples.Config.WithMaxTest(50));
    }

    private void Append<T>(Table table, T[] values)
    {
        var batch = new TableBatch(table);
        foreach (var value in values) Add(batch.Columns[0], value);
        Append(batch);
    }

    private static void Add<T>(ColumnBuffer column, T value)
    {
        switch (column)
        {
            case TextBuffer texts: texts.Append((string)(object)value!); break;
            case TextListBuffer lists: lists.Append((IReadOnlyList<string>)value!); break;
            default: ((ColumnBuffer<T>)column).Append(value); break;
        }
    }

    private void Append(TableBatch batch)
    {
        using var appender = new TableAppender(_opened.Connection, batch.Table);
        appender.Append(batch);
        appender.Flush();
    }
}
