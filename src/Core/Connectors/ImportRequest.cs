using Deskmeter.Connectors.Forms;

namespace Deskmeter.Connectors;

/// <summary>What to import.</summary>
/// <param name="Format">A preset's name, <c>canonical</c>, the path of a mapping file, or what an import of records is called, such as <c>calls</c>.</param>
/// <param name="Paths">Files, or folders that hold them.</param>
/// <param name="Zone">The IANA zone of times that state none; null: UTC. A zone that the mapping names wins.</param>
/// <param name="IsStrict">Stop at the first row that cannot be read, and leave the store as it was.</param>
public sealed record ImportRequest(string Format, IReadOnlyList<string> Paths, string? Zone = null, bool IsStrict = false)
{
    /// <summary>The path of a file that says how tables of records are read; null: their columns have our names.</summary>
    public string? Mapping { get; init; }

    /// <summary>The name of the source in the records; null: the mapping's, or the import's own.</summary>
    public string? Source { get; init; }

    /// <summary>What messages call the one file, when not by its own name: an uploaded file lies under another.</summary>
    public string? Shown { get; init; }

    /// <summary>Read everything and write nothing.</summary>
    public bool IsDry { get; init; }

    /// <summary>It brings records other than tickets.</summary>
    public bool IsOfRecords => RecordForm.OfImport(Format).Count > 0;
}

/// <summary>How far an import has come.</summary>
/// <param name="Bytes">Read so far, of <paramref name="TotalBytes"/>, as they lie on the disk.</param>
/// <param name="Rows">Read so far.</param>
/// <param name="SoFar">What became of it: only the kinds and the findings are filled.</param>
public readonly record struct ImportProgress(long Bytes, long TotalBytes, long Rows, ImportSummary SoFar);
