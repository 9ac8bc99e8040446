namespace Deskmeter.Store.DuckDb;

/// <summary>A connection: one statement or one transaction at a time, one thread at a time.</summary>
internal sealed class DuckDbConnection(ConnectionHandle handle) : IDisposable
{
    public ConnectionHandle Handle => handle;

    /// <summary>Runs statements without parameters and forgets what they return.</summary>
    /// <exception cref="DuckDbException">A statement failed.</exception>
    public void Execute(string text)
    {
        var state = Native.Query(handle, text, out var result);
        try
        {
            if (state != Native.Success) throw Failure(ref result);
        }
        finally
        {
            Native.DestroyResult(ref result);
        }
    }

    /// <summary>Runs one statement with parameters and forgets what it returns.</summary>
    public void Execute(string text, params IReadOnlyList<object?> parameters)
    {
        foreach (var _ in Query(new SqlStatement(text, parameters), CancellationToken.None))
        {
        }
    }

    /// <summary>Runs one statement and hands over its rows as DuckDB makes them.</summary>
    /// <exception cref="DuckDbException">The statement is wrong or failed.</exception>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public IEnumerable<object?[]> Query(SqlStatement statement, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var prepared = Prepare(statement);
        using var pending = Start(prepared);
        // Tricky: starting clears an earlier interrupt, so only from here on can a cancellation reach the statement.
        using var interruption = cancellation.UnsafeRegister(static state => Native.Interrupt((ConnectionHandle)state!), handle);
        cancellation.ThrowIfCancellationRequested();
        using var result = Translate(() => new ResultReader(pending), cancellation);
        while (Translate(result.Next, cancellation) is { } rows)
        {
            foreach (var row in rows) yield return row;
            cancellation.ThrowIfCancellationRequested();
        }
    }

    public void Dispose() => handle.Dispose();

    /// <summary>The error that a failed result carries.</summary>
    internal static unsafe DuckDbException Failure(ref NativeResult result) =>
        new(DuckDbException.Text(Native.ResultError(ref result)), Native.ResultErrorKind(ref result));

    private unsafe StatementHandle Prepare(SqlStatement statement)
    {
        var state = Native.Prepare(handle, statement.Text, out var prepared);
        try
        {
            if (state != Native.Success) throw new DuckDbException(DuckDbException.Text(Native.PrepareError(prepared)));
            Parameters.Bind(prepared, statement.Parameters);
            return prepared;
        }
        catch
        {
            prepared.Dispose();
            throw;
        }
    }

    private static unsafe PendingHandle Start(StatementHandle prepared)
    {
        if (Native.PendingStreaming(prepared, out var pending) == Native.Success) return pending;
        using (pending) throw new DuckDbException(DuckDbException.Text(Native.PendingError(pending)));
    }

    /// <summary>An interrupt that was asked for is a cancellation; one that nobody asked for stays an error.</summary>
    private static T Translate<T>(Func<T> step, CancellationToken cancellation)
    {
        try
        {
            return step();
        }
        catch (DuckDbException error) when (error.Kind == DuckDbErrorKind.Interrupt && cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(error.Message, error, cancellation);
        }
    }
}
