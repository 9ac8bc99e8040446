using System.Globalization;
using Deskmeter.Helpdesk;
using Microsoft.Data.Sqlite;

namespace Deskmeter.Records;

/// <summary>The tables of <c>records.db</c>, and which files this program may touch.</summary>
internal static class RecordSchema
{
    /// <summary>The version of the tables that this program writes.</summary>
    public const int Version = 3;

    // "dskm": tells our file from any other SQLite file.
    private const int ApplicationId = 0x64736b6d;

    // The position is the rowid itself: catching up reads the table in its own order, and there is one tree less to keep.
    // Scalars stand before the document, so that reading them does not walk through it.
    private const string Tables =
        """
        create table record(
            position integer primary key,
            kind text not null,
            source text not null,
            id text not null,
            customer text,
            newest integer,
            format integer not null,
            checksum integer not null,
            document blob not null);
        create unique index record_key on record(kind, id, source);
        create index record_customer on record(customer) where customer is not null;
        create table merge_link(source text not null, child text not null, parent text not null, primary key(source, child))
            without rowid;
        create table set_aside(
            place integer primary key,
            key blob not null unique,
            source text not null,
            file text not null,
            line integer not null,
            reason text not null,
            content text not null);
        create table state(one integer primary key check(one = 1), position integer not null, newest integer);
        insert into state values(1, 0, null);
        """;

    // Since version 2. The word's index holds the key too, so that words are followed from customer to customer within it alone.
    private const string TieTables =
        """
        create table customer_word(source text not null, id text not null, word text not null, primary key(source, id, word)) without rowid;
        create index customer_word_word on customer_word(word);
        create table agent_span(
            position integer not null,
            agent text not null,
            start integer not null,
            until integer not null,
            primary key(position, agent, start, until)) without rowid;
        create index agent_span_agent on agent_span(agent, until, start);
        create table left_behind(position integer not null, customer text, agent text, start integer, until integer);
        create index left_behind_position on left_behind(position);
        """;

    // Since version 3: when things arrived, and what was removed for good.
    private const string AgeTables =
        """
        create table arrival(day integer primary key, position integer not null);
        alter table set_aside add column day integer not null default 0;
        alter table state add column kept_from integer;
        alter table state add column must_shrink integer not null default 0;
        """;

    /// <summary>Opens the file for writing, makes the tables where there are none, and brings those of an older program up to date.</summary>
    /// <exception cref="UsageException">It is not ours, or a newer program wrote it.</exception>
    public static void Prepare(SqliteConnection connection, TimeProvider time)
    {
        var application = Number(connection, "pragma application_id");
        var version = Number(connection, "pragma user_version");
        if (application != ApplicationId && (application != 0 || Number(connection, "select count(*) from sqlite_schema") > 0))
            throw new UsageException($"{connection.DataSource} is not a file of Deskmeter's records.", "data");
        if (version > Version)
        {
            throw new UsageException(
                $"{connection.DataSource} was written by a newer Deskmeter (its records have version {version}, this program knows "
                + $"{Version}). Use the newer program.", "data");
        }

        // The page size must be set before the first table; the journal mode stays with the file.
        if (version == 0) Run(connection, "pragma page_size = 8192");
        Run(connection, "pragma journal_mode = wal; pragma synchronous = full");
        Run(connection, "pragma wal_autocheckpoint = 8000; pragma journal_size_limit = 67108864");
        Run(connection, "pragma cache_size = -65536; pragma busy_timeout = 30000; pragma temp_store = memory");
        if (version < Version) Bring(connection, time);
    }

    /// <summary>Runs a statement that takes and gives nothing.</summary>
    public static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static void Bring(SqliteConnection connection, TimeProvider time)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        // Another process may have been first.
        var version = Number(connection, "pragma user_version");
        if (version == 0) Run(connection, Tables);
        if (version < 2) Run(connection, TieTables);
        if (version == 1) NameCustomers(connection);
        if (version < 3) AddAges(connection, time);
        if (version < Version) Run(connection, $"pragma application_id = {ApplicationId}; pragma user_version = {Version}");
        transaction.Commit();
    }

    /// <summary>Version 1 kept only tickets, and of those only the customers that their profiles stated.</summary>
    private static void NameCustomers(SqliteConnection connection)
    {
        using var read = new RecordStatement(
            connection,
            $"select {RecordDocument.Columns}, customer from record where position > ? order by position limit 1000");
        using var write = new RecordStatement(connection, "update record set customer = ? where position = ?");
        var position = 0L;
        while (read.Rows(row => (Document: RecordDocument.Of(row), Customer: row.IsNull(7) ? null : row.Text(7)), position) is [.., var last] chunk)
        {
            foreach (var (document, before) in chunk)
            {
                if (document.Damage() is null && RecordCustomer.Of(document.Read()) is var customer && customer != before)
                    write.Run(customer, document.Position);
            }

            position = last.Document.Position;
        }
    }

    /// <summary>Of what is there already nobody knows when it arrived: at the latest today.</summary>
    private static void AddAges(SqliteConnection connection, TimeProvider time)
    {
        Run(connection, AgeTables);
        using var arrivals = new Arrivals(connection, time);
        arrivals.Note();
        Run(connection, string.Create(CultureInfo.InvariantCulture, $"update set_aside set day = {arrivals.Today}"));
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
