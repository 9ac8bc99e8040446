using Deskmeter.Store;
using Deskmeter.Store.DuckDb;
using Xunit;

namespace Deskmeter.Core.Tests.Store;

/// <summary>A folder for facts that goes with the test.</summary>
internal sealed class FactsFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("deskmeter-facts-").FullName;

    public static DuckDbOptions Options { get; } = new() { Threads = 2, MemoryLimit = 512L << 20 };

    public DuckDbFacts Open(DuckDbOptions? options = null) => DuckDbFacts.Open(Path, options ?? Options);

    /// <summary>A bare database, for statements that need no facts.</summary>
    public DuckDbDatabase Database(DuckDbOptions? options = null) =>
        DuckDbDatabase.Open(System.IO.Path.Combine(Path, "bare.duckdb"), System.IO.Path.Combine(Path, "spill"), options ?? Options);

    /// <summary>The files of facts, by name.</summary>
    public IReadOnlyList<string> Files => [.. Directory.EnumerateFiles(Path).Select(file => System.IO.Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

internal static class FactStoreReading
{
    public static object?[][] Rows(this IFactStore store, string text, params object?[] parameters) =>
        [.. store.Query(new SqlStatement(text, parameters), TestContext.Current.CancellationToken)];

    public static object? Value(this IFactStore store, string text, params object?[] parameters) =>
        store.Rows(text, parameters).Single().Single();

    public static object?[][] Rows(this DuckDbConnection connection, string text, params object?[] parameters) =>
        [.. connection.Query(new SqlStatement(text, parameters), TestContext.Current.CancellationToken)];

    public static object? Value(this DuckDbConnection connection, string text, params object?[] parameters) =>
        connection.Rows(text, parameters).Single().Single();
}
