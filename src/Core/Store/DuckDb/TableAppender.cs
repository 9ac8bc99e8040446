namespace Deskmeter.Store.DuckDb;

/// <summary>
/// Appends batches to one table, a data chunk of up to 2,048 rows at a time. What was appended belongs to the connection's
/// transaction, or becomes durable by itself one row group after the other, and is in the table after <see cref="Flush"/>;
/// disposing without it drops the rest.
/// </summary>
internal sealed unsafe class TableAppender : IDisposable
{
    /// <summary>DuckDB's vector size: a chunk holds no more rows.</summary>
    public const int ChunkRows = 2048;

    /// <summary>DuckDB's row group: exactly so many rows go to the file as they are, past the log and without gaps.</summary>
    private const int RowGroupRows = 60 * ChunkRows;

    private readonly Table _table;
    private readonly AppenderHandle _appender;
    private readonly ChunkHandle _chunk;
    private readonly VectorWriter[] _columns;
    private int _waiting;

    /// <summary>Prepares to append to <paramref name="table"/>, which exists with these columns in this order.</summary>
    /// <exception cref="DuckDbException">There is no such table.</exception>
    public TableAppender(DuckDbConnection connection, Table table)
    {
        _table = table;
        _columns = [.. table.Columns.Select(VectorWriter.For)];
        var state = Native.CreateAppender(connection.Handle, null, table.Name, out _appender);
        if (state == Native.Success)
        {
            _chunk = NewChunk(table);
            return;
        }

        using (_appender) throw Failure();
    }

    /// <exception cref="DuckDbException">A value does not fit its column, or DuckDB failed.</exception>
    public void Append(TableBatch rows)
    {
        for (int start = 0, count; start < rows.Count; start += count)
        {
            count = Math.Min(Math.Min(ChunkRows, RowGroupRows - _waiting), rows.Count - start);
            Native.ResetChunk(_chunk);
            for (var i = 0; i < _columns.Length; i++)
                _columns[i].Write(Native.ChunkVector(_chunk, (ulong)i), rows.Columns[i], start, count);
            Native.SetChunkSize(_chunk, (ulong)count);
            if (Native.AppendChunk(_appender, _chunk) != Native.Success) throw Failure();
            _waiting += count;
            if (_waiting == RowGroupRows) Flush();
        }
    }

    /// <summary>Hands everything over to the table.</summary>
    public void Flush()
    {
        if (Native.FlushAppender(_appender) != Native.Success) throw Failure();
        _waiting = 0;
    }

    public void Dispose()
    {
        if (_waiting > 0) _ = Native.ClearAppender(_appender);
        _chunk.Dispose();
        _appender.Dispose();
    }

    private static ChunkHandle NewChunk(Table table)
    {
        var types = table.Columns.Select(column => ColumnTypes.Create(column.Kind)).ToArray();
        try
        {
            var handles = Array.ConvertAll(types, type => type.DangerousGetHandle());
            fixed (nint* first = handles) return Native.CreateChunk(first, (ulong)handles.Length);
        }
        finally
        {
            foreach (var type in types) type.Dispose();
        }
    }

    private DuckDbException Failure() => new($"{_table.Name}: {DuckDbException.Text(Native.AppenderError(_appender))}");
}
