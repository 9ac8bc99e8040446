namespace Deskmeter.Store.DuckDb;

/// <summary>How much of the machine DuckDB may use, and the one folder that it may write to besides its own file.</summary>
public sealed record DuckDbOptions
{
    /// <summary>Threads that one statement may use.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// Bytes that DuckDB keeps in memory before it spills to disk: half of what the machine, or the process's control group,
    /// has. The process may take more, for percentiles above all, whose state DuckDB does not count.
    /// </summary>
    public long MemoryLimit { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;

    /// <summary>The only folder that statements can read files from and write files to; null: none.</summary>
    public string? ExportFolder { get; init; }
}
