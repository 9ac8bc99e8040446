using System.Globalization;

namespace Deskmeter.Store.DuckDb;

/// <summary>
/// An open database, locked down: no file but its own and the export folder's, no extension, no setting that a statement could
/// change. One instance per file and process.
/// </summary>
internal sealed class DuckDbDatabase : IDisposable
{
    private readonly DatabaseHandle _handle;

    private DuckDbDatabase(DatabaseHandle handle) => _handle = handle;

    /// <summary>Opens the database at <paramref name="path"/> and makes it where there is none; what does not fit in memory goes to <paramref name="spillFolder"/>.</summary>
    /// <exception cref="DuckDbException">It cannot be opened: another process has it, or it is not a database.</exception>
    public static unsafe DuckDbDatabase Open(string path, string spillFolder, DuckDbOptions options)
    {
        DuckDbLibrary.Load();
        _ = Native.CreateConfig(out var config);
        using (config)
        {
            foreach (var (name, value) in AtOpening(spillFolder, options))
            {
                if (Native.SetConfig(config, name, value) != Native.Success)
                    throw new DuckDbException($"DuckDB does not take the setting {name} = {value}.");
            }

            var state = Native.Open(path, out var handle, config, out var error);
            if (state == Native.Success) return new DuckDbDatabase(handle).Locked(options);
            handle.Dispose();
            var message = DuckDbException.Text(error);
            Native.Free(error);
            throw new DuckDbException(message);
        }
    }

    /// <exception cref="DuckDbException">The database answers nothing more.</exception>
    public DuckDbConnection Connect() =>
        Native.Connect(_handle, out var connection) == Native.Success
            ? new DuckDbConnection(connection)
            : throw new DuckDbException("DuckDB gives no connection.");

    public void Dispose() => _handle.Dispose();

    /// <summary>What holds from the first moment on, before anything in the file is read.</summary>
    private static IEnumerable<(string Name, string Value)> AtOpening(string spillFolder, DuckDbOptions options) =>
    [
        ("threads", options.Threads.ToString(CultureInfo.InvariantCulture)),
        ("memory_limit", $"{options.MemoryLimit.ToString(CultureInfo.InvariantCulture)}B"),
        ("temp_directory", spillFolder),
        ("autoinstall_known_extensions", "false"),
        ("autoload_known_extensions", "false"),
        ("allow_community_extensions", "false"),
        ("allow_persistent_secrets", "false"),
        ("integer_division", "true"),
        ("ieee_floating_point_ops", "false"),
    ];

    /// <summary>Closes the doors in the order that DuckDB demands: first the exception, then the rule, last the lock. No answer depends on the machine's zone.</summary>
    private DuckDbDatabase Locked(DuckDbOptions options)
    {
        try
        {
            using var connection = Connect();
            if (options.ExportFolder is { } folder)
                connection.Execute($"set allowed_directories = [{Sql.Literal(Path.GetFullPath(folder))}]");
            connection.Execute("set global timezone = 'UTC'");
            connection.Execute("set enable_external_access = false");
            connection.Execute("set lock_configuration = true");
            return this;
        }
        catch
        {
            Dispose();
            throw;
        }
    }
}
