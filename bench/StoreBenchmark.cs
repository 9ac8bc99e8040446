using System.Globalization;
using Deskmeter.Store;
using Deskmeter.Store.DuckDb;

namespace Deskmeter.Bench;

/// <summary>
/// What the binding costs: a million rows of eight columns appended, against DuckDB making the same table by itself; and the rate
/// at which rows are read back as objects.
/// </summary>
internal static class StoreBenchmark
{
    private const int Rows = 1_000_000, BatchRows = 10_000;

    private const string SameRows = """
        select 'source/' || i, date '2022-01-01' + (i % 700)::integer, make_timestamp(1640995200000000 + i * 60000000),
               case when i % 3 = 0 then 'email' else 'phone' end, 'team ' || (i % 20), i * 7919 % 1000000,
               case when i % 5 <> 0 then i % 86400 end, i % 9 = 0
        from range(1000000) r(i)
        """;

    private static readonly Table Ticket = new("ticket",
    [
        new Column("conversation", ColumnKind.Text), new Column("created_on", ColumnKind.Date), new Column("created_at", ColumnKind.Timestamp),
        new Column("channel", ColumnKind.Text), new Column("team", ColumnKind.Text), new Column("seconds", ColumnKind.BigInt),
        new Column("business_seconds", ColumnKind.BigInt), new Column("is_reopened", ColumnKind.Boolean),
    ]);

    public static void Run()
    {
        var folder = Directory.CreateTempSubdirectory("deskmeter-bench-").FullName;
        try
        {
            using var ours = DuckDbDatabase.Open(Path.Combine(folder, "ours"), Path.Combine(folder, "ours.spill"), new DuckDbOptions());
            using var theirs = DuckDbDatabase.Open(Path.Combine(folder, "theirs"), Path.Combine(folder, "theirs.spill"), new DuckDbOptions());
            using var left = ours.Connect();
            using var right = theirs.Connect();
            Rounds.Compare(
                "1M rows x 8 columns into a table", ("appended", () => Append(left)), ("create table as", () => Create(right)),
                isSame: (one, other) => Checksum(one) == Checksum(other));
            var milliseconds = Rounds.Measure("the same rows read as objects", () => Read(left));
            Rounds.Print($"values read a second: {Rows * Ticket.Columns.Length / milliseconds / 1000:0.0} million");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static DuckDbConnection Append(DuckDbConnection connection)
    {
        connection.Execute("drop table if exists ticket");
        connection.Execute(ColumnTypes.CreateTable(Ticket));
        using var appender = new TableAppender(connection, Ticket);
        var batch = new TableBatch(Ticket);
        for (var row = 0; row < Rows; row++)
        {
            Add(batch, row);
            if (batch.Count < BatchRows) continue;
            appender.Append(batch);
            batch.Clear();
        }

        appender.Flush();
        return connection;
    }

    private static void Add(TableBatch batch, long row)
    {
        Texts(0).Append(string.Create(CultureInfo.InvariantCulture, $"source/{row}"));
        Column<int>(1).Append(18_993 + (int)(row % 700));
        Column<long>(2).Append(1_640_995_200_000_000 + row * 60_000_000);
        Texts(3).Append(row % 3 == 0 ? "email" : "phone");
        Texts(4).Append(string.Create(CultureInfo.InvariantCulture, $"team {row % 20}"));
        Column<long>(5).Append(row * 7919 % 1_000_000);
        if (row % 5 == 0) batch.Columns[6].AppendNull();
        else Column<long>(6).Append(row % 86_400);
        Column<bool>(7).Append(row % 9 == 0);

        TextBuffer Texts(int index) => (TextBuffer)batch.Columns[index];
        ColumnBuffer<T> Column<T>(int index) => (ColumnBuffer<T>)batch.Columns[index];
    }

    private static DuckDbConnection Create(DuckDbConnection connection)
    {
        connection.Execute("drop table if exists ticket");
        connection.Execute($"create table ticket as select * from ({SameRows}) t({string.Join(", ", Ticket.Columns.Select(column => column.Name))})");
        return connection;
    }

    private static string Checksum(DuckDbConnection connection) =>
        string.Join(' ', connection.Query(new SqlStatement("select count(*), bit_xor(hash(t))::varchar from ticket t", []), CancellationToken.None).Single());

    private static void Read(DuckDbConnection connection)
    {
        var rows = connection.Query(new SqlStatement("select * from ticket", []), CancellationToken.None).Count();
        if (rows != Rows) throw new InvalidOperationException($"{rows} rows were read, {Rows} were written.");
    }
}
