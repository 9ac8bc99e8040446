using Deskmeter.Connectors;
using Deskmeter.Helpdesk;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Deskmeter.Records;

/// <summary>
/// The records in one SQLite file. What was acknowledged is on the disk (a write-ahead log with full sync), so a process may be
/// killed at any moment. One thread writes at a time; others read meanwhile, each from a state between two transactions.
/// </summary>
public sealed class SqliteRecords : IRecordStore
{
    /// <summary>The most pieces that one transaction takes.</summary>
    public const int MostPieces = 5_000;

    // One reading of the file at a time takes this many documents, so that no reader holds an old state for long.
    private const int ChunkSize = 1_000;

    private readonly Lock _writing = new();
    private readonly SqliteConnection _connection;
    private readonly RecordWriter _writer;
    private readonly string _readOnly;

    private SqliteRecords(SqliteConnection connection, string readOnly)
    {
        _connection = connection;
        _readOnly = readOnly;
        _writer = new RecordWriter(connection);
    }

    /// <inheritdoc/>
    public long Position => Read("select position from state", reader => reader.GetInt64(0)).Single();

    /// <inheritdoc/>
    public Instant? NewestEvent => Read("select newest from state", InstantOrNull).Single();

    /// <summary>Opens the records of a data folder, or starts them.</summary>
    /// <param name="folder">A folder that exists; the file in it is <c>records.db</c>.</param>
    /// <exception cref="UsageException">The file there is not ours, or a newer program wrote it.</exception>
    public static SqliteRecords Open(string folder)
    {
        var file = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(folder, "records.db"),
            DefaultTimeout = 30,
            Pooling = false,
        };
        var connection = new SqliteConnection(file.ConnectionString);
        try
        {
            connection.Open();
            RecordSchema.Prepare(connection);
            file.Mode = SqliteOpenMode.ReadOnly;
            file.Pooling = true;
            return new SqliteRecords(connection, file.ConnectionString);
        }
        catch (Exception exception)
        {
            connection.Dispose();
            if (exception is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_NOTADB })
                throw new UsageException($"{file.DataSource} is not a file of Deskmeter's records.", "data");
            throw;
        }
    }

    /// <inheritdoc/>
    public MergeResult Merge(IReadOnlyCollection<Ticket> pieces)
    {
        if (pieces.Count > MostPieces) throw new ArgumentException($"One transaction takes at most {MostPieces} pieces.", nameof(pieces));
        lock (_writing) return _writer.Merge(pieces);
    }

    /// <inheritdoc/>
    public Ticket? Find(string source, string id) =>
        Documents("where kind = 'ticket' and id = $id and source = $source", ("$id", id), ("$source", source)) is [var found]
            ? found.Read()
            : null;

    /// <inheritdoc/>
    public IReadOnlyList<Ticket> FindTickets(string id) =>
        [.. Documents("where kind = 'ticket' and id = $id order by source", ("$id", id)).Select(document => document.Read())];

    /// <inheritdoc/>
    public IEnumerable<RecordChange> ChangesAfter(long position)
    {
        // What changes while the caller reads comes with the next call: the end is fixed now.
        foreach (var document in DocumentsAfter(position, Position)) yield return new RecordChange(document.Position, document.Read());
    }

    /// <inheritdoc/>
    public void SetAside(string source, IReadOnlyCollection<RowProblem> rows)
    {
        lock (_writing) _writer.SetAside(source, rows);
    }

    /// <inheritdoc/>
    public IReadOnlyList<RowProblem> RowsSetAside() => Read(
        "select file, line, reason, content from set_aside order by place",
        reader => new RowProblem(reader.GetString(0), reader.GetInt64(1), reader.GetString(2), reader.GetString(3)));

    /// <inheritdoc/>
    public IReadOnlyList<MergeLink> MergeLinks() => Read(
        "select source, child, parent from merge_link",
        reader => new MergeLink(reader.GetString(0), reader.GetString(1), reader.GetString(2)));

    /// <inheritdoc/>
    public RecordCounts Count() => new(
        Position,
        NewestEvent,
        Read("select source, count(*) from record where kind = 'ticket' group by source order by source",
            reader => KeyValuePair.Create(reader.GetString(0), reader.GetInt64(1))),
        Read("select count(*) from set_aside", reader => reader.GetInt64(0)).Single());

    /// <inheritdoc/>
    public IEnumerable<string> FindDamage()
    {
        foreach (var finding in Read("pragma quick_check", reader => reader.GetString(0)))
        {
            if (finding != "ok") yield return finding;
        }

        foreach (var document in DocumentsAfter(0, Position))
        {
            if (document.Damage() is { } damage) yield return damage;
        }
    }

    /// <summary>Closes the file; a reading that still runs ends with an error.</summary>
    public void Dispose()
    {
        lock (_writing)
        {
            _writer.Dispose();
            _connection.Dispose();
        }

        using var readers = new SqliteConnection(_readOnly);
        SqliteConnection.ClearPool(readers);
    }

    private static Instant? InstantOrNull(SqliteDataReader reader) =>
        reader.IsDBNull(0) ? null : Instant.FromUnixTimeTicks(reader.GetInt64(0));

    private IEnumerable<RecordDocument> DocumentsAfter(long position, long end)
    {
        while (position < end)
        {
            var chunk = Documents(
                "where kind = 'ticket' and position > $after and position <= $end order by position limit $limit",
                ("$after", position), ("$end", end), ("$limit", ChunkSize));
            foreach (var document in chunk) yield return document;
            position = chunk.Count < ChunkSize ? end : chunk[^1].Position;
        }
    }

    private List<RecordDocument> Documents(string condition, params ReadOnlySpan<(string, object)> parameters) => Read(
        $"select position, source, id, format, checksum, document from record {condition}",
        reader => new RecordDocument(
            reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3), reader.GetInt64(4),
            reader.GetFieldValue<byte[]>(5)),
        parameters);

    private List<T> Read<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var connection = new SqliteConnection(_readOnly);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value);
        using var reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read()) rows.Add(row(reader));
        return rows;
    }
}
