namespace Deskmeter.Store.DuckDb;

/// <summary>Opens a file of facts that may be anything: whole, cut short, foreign, or one that kills the process that opens it.</summary>
internal static class FactsOpening
{
    /// <summary>After so many openings that never came back the file is given up unopened.</summary>
    private const int Patience = 2;

    /// <summary>The file's generation; null where there is nothing that can be used, and then the file is gone.</summary>
    /// <exception cref="IOException">Another process has it open, or it may not be read.</exception>
    public static FactsGeneration? Open(FactsFile file, DuckDbOptions options)
    {
        if (Attempts(file) >= Patience)
        {
            file.Delete();
            return null;
        }

        CheckAccess(file);
        file.DeleteSpill();
        using (var attempt = new FileStream(file.AttemptsPath, FileMode.Append)) attempt.WriteByte(1);
        var generation = TryOpen(file, options);
        if (generation is null) file.Delete();
        else File.Delete(file.AttemptsPath);
        return generation;
    }

    private static long Attempts(FactsFile file) => new FileInfo(file.AttemptsPath) is { Exists: true } left ? left.Length : 0;

    /// <summary>
    /// What the system refuses says nothing about the file: it stays, and the error is told. Tricky: on Unix this is right only
    /// while this process has the file not open yet, because closing any handle of a file gives up the process's lock on it.
    /// </summary>
    private static void CheckAccess(FactsFile file)
    {
        try
        {
            using var _ = new FileStream(file.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IOException(error.Message, error);
        }
    }

    private static FactsGeneration? TryOpen(FactsFile file, DuckDbOptions options)
    {
        DuckDbDatabase? database = null;
        try
        {
            database = DuckDbDatabase.Open(file.Path, file.SpillPath, options);
            using var connection = database.Connect();
            if (FactsMeta.Read(connection) is { } meta) return new FactsGeneration(file, database, meta);
        }
        catch (DuckDbException error) when (error.Message.Contains("lock on file", StringComparison.OrdinalIgnoreCase))
        {
            File.Delete(file.AttemptsPath);
            throw new IOException($"Another process has the facts open: {error.Message}", error);
        }
        catch (DuckDbException)
        {
        }

        database?.Dispose();
        return null;
    }
}
