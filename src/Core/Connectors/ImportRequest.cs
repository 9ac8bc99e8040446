namespace Deskmeter.Connectors;

/// <summary>What to import.</summary>
/// <param name="Format">A preset's name, <c>canonical</c>, or the path of a mapping file.</param>
/// <param name="Paths">Files, or folders that hold them.</param>
/// <param name="Zone">The IANA zone of times that state none; null: UTC. A zone that the mapping names wins.</param>
/// <param name="IsStrict">Stop at the first row that cannot be read, and leave the store as it was.</param>
public sealed record ImportRequest(string Format, IReadOnlyList<string> Paths, string? Zone = null, bool IsStrict = false);

/// <summary>How far an import has come.</summary>
/// <param name="Bytes">Read so far, of <paramref name="TotalBytes"/>, as they lie on the disk.</param>
/// <param name="Rows">Read so far.</param>
/// <param name="Tickets">Pieces of tickets that are in the store.</param>
public readonly record struct ImportProgress(long Bytes, long TotalBytes, long Rows, long Tickets);
