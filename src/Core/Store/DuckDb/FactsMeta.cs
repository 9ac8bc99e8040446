using System.Collections.Immutable;

namespace Deskmeter.Store.DuckDb;

/// <summary>
/// What a file of facts says about itself, in its table <c>projection</c> of one row: who wrote it, which tables it holds, and
/// what they reflect. The row changes in the same transaction as the facts.
/// </summary>
internal sealed record FactsMeta(IReadOnlyList<Table> Tables, Projection Projection)
{
    /// <summary>The way this program lays files of facts out; a file of another number is rebuilt.</summary>
    public const int Format = 1;

    public const string TableName = "projection";

    public const string Create =
        $"create table {TableName} (format integer, library varchar, tables varchar[], layout varchar, position bigint, dependencies varchar)";

    /// <summary>Writes the only row.</summary>
    public void Insert(DuckDbConnection connection) => connection.Execute(
        $"insert into {TableName} values ($1, $2, $3, $4, $5, $6)",
        Format, DuckDbLibrary.Version, Tables.Select(table => table.Name), Layout(Tables), Projection.Position, Projection.Dependencies);

    /// <summary>Moves the position on.</summary>
    public static void Update(DuckDbConnection connection, long position) =>
        connection.Execute($"update {TableName} set position = $1", position);

    /// <summary>Reads the row; null when it is not there, is another format's or library's, or the tables are not those it names.</summary>
    public static FactsMeta? Read(DuckDbConnection connection)
    {
        object?[]? row = null;
        var select = new SqlStatement($"select format, library, tables, layout, position, dependencies from {TableName}", []);
        foreach (var found in connection.Query(select, CancellationToken.None))
        {
            if (row is not null) return null;
            row = found;
        }

        if (row is not [(long)Format, DuckDbLibrary.Version, object?[] names, string layout, long position, string dependencies]) return null;
        var tables = names.OfType<string>().Select(name => Read(connection, name)).OfType<Table>().ToList();
        return Layout(tables) == layout ? new FactsMeta(tables, new Projection(position, dependencies)) : null;
    }

    private static string Layout(IReadOnlyList<Table> tables) => string.Join(";\n", tables.Select(ColumnTypes.CreateTable));

    /// <summary>A table as it is, asked for by itself, because the list of all columns costs 30 ms; null when it has a column that we do not make.</summary>
    private static Table? Read(DuckDbConnection connection, string name)
    {
        var columns = ImmutableArray.CreateBuilder<Column>();
        foreach (var row in connection.Query(new SqlStatement($"select name, type from pragma_table_info({Sql.Literal(Sql.Name(name))})", []), CancellationToken.None))
        {
            if (row is not [string column, string type] || ColumnTypes.Kind(type) is not { } kind) return null;
            columns.Add(new Column(column, kind));
        }

        return new Table(name, columns.ToImmutable());
    }
}
