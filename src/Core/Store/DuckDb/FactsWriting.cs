namespace Deskmeter.Store.DuckDb;

/// <summary>Replaces the rows of units in one transaction.</summary>
internal static class FactsWriting
{
    public static void Replace(
        DuckDbConnection connection, IReadOnlyList<Table> tables, IReadOnlyList<ReplacedUnits> units, IReadOnlyList<TableBatch> rows, long position)
    {
        connection.Execute("begin transaction");
        try
        {
            foreach (var replaced in units)
            {
                foreach (var table in tables.Where(table => table.Unit.Name == replaced.Column)) Delete(connection, table, replaced.Keys);
            }

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

    private static void Delete(DuckDbConnection connection, Table table, IReadOnlyCollection<string> units)
    {
        var (name, unit) = (Sql.Name(table.Name), Sql.Name(table.Unit.Name));
        if (units.Count == 1) connection.Execute($"delete from {name} where {unit} = $1", units.Single());
        else if (units.Count > 1) connection.Execute($"delete from {name} where {unit} in (select unnest($1))", [units]);
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
