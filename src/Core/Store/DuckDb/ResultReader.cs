namespace Deskmeter.Store.DuckDb;

/// <summary>Reads the answer to one statement, chunk by chunk, while DuckDB still works on the rest.</summary>
internal sealed unsafe class ResultReader : IDisposable
{
    private readonly VectorReader[] _columns;
    private NativeResult _result;
    private bool _isDisposed;

    /// <summary>Executes a started statement up to its first chunk.</summary>
    public ResultReader(PendingHandle pending)
    {
        var state = Native.ExecutePending(pending, out _result);
        try
        {
            if (state != Native.Success) throw DuckDbConnection.Failure(ref _result);
            _columns = new VectorReader[Native.ColumnCount(ref _result)];
            for (var i = 0; i < _columns.Length; i++)
            {
                using var type = Native.ColumnType(ref _result, (ulong)i);
                _columns[i] = VectorReader.For(type, DuckDbException.Text(Native.ColumnName(ref _result, (ulong)i)));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The rows of the next chunk; null at the end.</summary>
    /// <exception cref="DuckDbException">The statement failed on its way, or a value fits none of our types.</exception>
    public object?[][]? Next()
    {
        using var chunk = Native.FetchChunk(_result);
        if (chunk.IsInvalid)
        {
            // Tricky: a statement that fails half-way ends like one that is done, but carries an error.
            return Native.ResultError(ref _result) is null ? null : throw DuckDbConnection.Failure(ref _result);
        }

        var rows = new object?[Native.ChunkSize(chunk)][];
        for (var row = 0; row < rows.Length; row++) rows[row] = new object?[_columns.Length];
        for (var i = 0; i < _columns.Length; i++)
        {
            var column = _columns[i];
            column.Attach(Native.ChunkVector(chunk, (ulong)i));
            for (var row = 0; row < rows.Length; row++) rows[row][i] = column.Read(row);
        }

        return rows;
    }

    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        Native.DestroyResult(ref _result);
    }
}
