namespace Deskmeter.Store.DuckDb;

/// <summary>Writes rows to Parquet files, with DuckDB's own writer.</summary>
public static class ParquetFile
{
    /// <summary>Writes a table to the file at <paramref name="path"/>, in place of what is there.</summary>
    /// <exception cref="DuckDbException">The file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; what is there of the file is of no use.</exception>
    public static void Write(TableBatch rows, string path, CancellationToken cancellation = default)
    {
        var full = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(full)!;
        // A database of its own, in memory: the one of the facts may write to its export folder only.
        using var database = DuckDbDatabase.Open(":memory:", folder, new DuckDbOptions { Threads = 1, ExportFolder = folder });
        using var connection = database.Connect();
        connection.Execute(ColumnTypes.CreateTable(rows.Table));
        using (var appender = new TableAppender(connection, rows.Table))
        {
            appender.Append(rows);
            appender.Flush();
        }

        foreach (var _ in connection.Query(new SqlStatement($"copy {Sql.Name(rows.Table.Name)} to {Sql.Literal(full)} (format parquet)", []), cancellation))
        {
        }
    }
}
