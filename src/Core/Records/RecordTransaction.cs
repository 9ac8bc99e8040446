using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Deskmeter.Records;

/// <summary>One transaction of the writer: all of it, or nothing.</summary>
internal static class RecordTransaction
{
    /// <summary>Does work and keeps it.</summary>
    public static T Run<T>(SqliteConnection connection, Func<T> work) => Run(connection, work, _ => true);

    /// <summary>Does work, and keeps it when its result says so.</summary>
    public static T Run<T>(SqliteConnection connection, Func<T> work, Func<T, bool> isKept)
    {
        RecordSchema.Run(connection, "begin immediate");
        try
        {
            var result = work();
            RecordSchema.Run(connection, isKept(result) ? "commit" : "rollback");
            return result;
        }
        finally
        {
            // A full disk or an error within leaves the transaction open; some errors have ended it already.
            if (sqlite3_get_autocommit(connection.Handle) == 0) RecordSchema.Run(connection, "rollback");
        }
    }
}
