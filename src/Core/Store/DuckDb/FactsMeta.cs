using System.Text.Json;
using System.Text.Json.Serialization;

namespace Deskmeter.Store.DuckDb;

/// <summary>
/// What a file of facts says about itself, in its table <c>projection</c> of one row: who wrote it, which tables it holds, and
/// what they reflect. The row changes in the same transaction as the facts.
/// </summary>
internal sealed partial record FactsMeta(IReadOnlyList<Table> Tables, Projection Projection)
{
    /// <summary>The way this program lays files of facts out; a file of another number is rebuilt.</summary>
    public const int Format = 1;

    public const string TableName = "projection";

    public const string Create =
        $"create table {TableName} (format integer, library varchar, tables varchar, position bigint, dependencies varchar)";

    /// <summary>Writes the only row.</summary>
    public void Insert(DuckDbConnection connection) => connection.Execute(
        $"insert into {TableName} values ($1, $2, $3, $4, $5)",
        Format, DuckDbLibrary.Version, JsonSerializer.Serialize(Tables, Json.Default.IReadOnlyListTable), Projection.Position, Projection.Dependencies);

    /// <summary>Moves the position on.</summary>
    public static void Update(DuckDbConnection connection, long position) =>
        connection.Execute($"update {TableName} set position = $1", position);

    /// <summary>Reads the row; null when it is not there, is another format's or library's, or the tables are not those it names.</summary>
    public static FactsMeta? Read(DuckDbConnection connection)
    {
        object?[]? row = null;
        var select = new SqlStatement($"select format, library, tables, position, dependencies from {TableName}", []);
        foreach (var found in connection.Query(select, CancellationToken.None))
        {
            if (row is not null) return null;
            row = found;
        }

        if (row is not [(long)Format, DuckDbLibrary.Version, string text, long position, string dependencies]) return null;
        var tables = JsonSerializer.Deserialize(text, Json.Default.IReadOnlyListTable);
        return tables is not null && Matches(connection, tables) ? new FactsMeta(tables, new Projection(position, dependencies)) : null;
    }

    private static bool Matches(DuckDbConnection connection, IReadOnlyList<Table> tables)
    {
        var columns = new SqlStatement(
            $"select table_name, column_name, lower(data_type) from duckdb_columns() where not internal and table_name <> '{TableName}' order by table_name, column_index", []);
        var actual = connection.Query(columns, CancellationToken.None).Select(row => string.Join('\n', row));
        // The engine keeps no order of tables when it writes the file.
        return actual.SequenceEqual(tables.OrderBy(table => table.Name, StringComparer.Ordinal).SelectMany(
            table => table.Columns.Select(column => $"{table.Name}\n{column.Name}\n{ColumnTypes.Name(column.Kind)}")));
    }

    [JsonSerializable(typeof(IReadOnlyList<Table>))]
    [JsonSourceGenerationOptions(UseStringEnumConverter = true)]
    private sealed partial class Json : JsonSerializerContext;
}
