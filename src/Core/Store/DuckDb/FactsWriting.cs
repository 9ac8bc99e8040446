namespace Deskmeter.Store.DuckDb;

/// <summary>Replaces the rows of units in one transaction.</summary>
internal static class FactsWriting
{
    public static void Replace(
        DuckDbConnection connection, IReadOnlyList<Table> tables, IReadOnlyCollection<string> units, IReadOnlyList<TableBatch> rows, long position)
    {
        connection.Execute("begin transaction");
        try
        {
            foreach (var table in Touched(tables, rows)) Delete(connection, table, units);
            foreach (var batch in rows) Append(connection, batch);
            FactsMeta.Update(connection, position);
            connection.Execute("commit");
        }
        catch
        {
            Rollback(connection);
            throw;
        }
    }

    /// <summary>The tables whose rows belong to the same kind of unit as the new rows; all where none are new.</summary>
    private static IEnumerable<Table> Touched(IReadOnlyList<Table> tables, IReadOnlyList<TableBatch> rows) =>
        rows.Count == 0 ? tables : tables.Where(table => rows.Any(batch => batch.Table.Unit.Name == table.Unit.Name));

    private static void Delete(DuckDbConnection connection, Table table, IReadOnlyCollection<string> units)
    {
        if (units.Count > 0)
            connection.Execute($"delete from {Sql.Name(table.Name)} where {Sql.Name(table.Unit.Name)} in (select unnest($1))", [units]);
    }

    private static void Append(DuckDbConnection connection, TableBatch batch)
    {
        if (batch.Count == 0) return;
        using var appender = new TableAppender(connection, batch.Table);
        appender.Append(batch);
        appender.Flush();
    }

    /// <summary>A failure that ended the transaction already leaves nothing to take back.</summary>
    private static void Rollback(DuckDbConnection connection)
    {
        try
        {
            connection.Execute("rollback");
        }
        catch (DuckDbException)
        {
        }
    }
}
