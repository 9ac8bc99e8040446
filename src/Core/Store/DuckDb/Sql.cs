namespace Deskmeter.Store.DuckDb;

/// <summary>Names and words as they stand in a statement.</summary>
internal static class Sql
{
    /// <summary>A name in quotes, so that no word is reserved.</summary>
    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A text in quotes, for the few places where DuckDB takes no parameter.</summary>
    public static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
