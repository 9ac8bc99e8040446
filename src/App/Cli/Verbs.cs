using System.CommandLine;
using System.CommandLine.Invocation;
using Deskmeter.App.Hours;
using Deskmeter.Store.DuckDb;
using Microsoft.Data.Sqlite;

namespace Deskmeter.App.Cli;

/// <summary>The command line: every verb, run on a terminal and a way to open the data folder.</summary>
public static class Verbs
{
    /// <summary>Runs one command line and says how it ended.</summary>
    /// <exception cref="FolderHeldException">A server holds the folder; run the same arguments there.</exception>
    public static int Run(IReadOnlyList<string> arguments, Terminal terminal, WorkspaceAccess access)
    {
        try
        {
            // Tricky: a file named @x is a file, not a list of arguments.
            var parsed = Root(terminal, access).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Action is null or ParseErrorAction) return Misread.Tell(parsed, terminal.Error);
            return parsed.Invoke(new InvocationConfiguration
            {
                Output = terminal.Out,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null, // a verb may be killed at any moment, and a server ends by itself
            });
        }
        catch (UsageException error)
        {
            terminal.Error.WriteLine(error.Field is { } field && !error.Message.Contains(field, StringComparison.Ordinal)
                ? $"{field}: {error.Message}"
                : error.Message);
            return ExitCode.WrongUse;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or DuckDbException)
        {
            terminal.Error.WriteLine(error.Message);
            return ExitCode.Failed;
        }
        catch (SqliteException error)
        {
            terminal.Error.WriteLine($"The data folder cannot be read or written: {error.Message}");
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            terminal.Error.WriteLine("Stopped.");
            return ExitCode.Failed;
        }
        catch (Exception error) when (error is not FolderHeldException)
        {
            terminal.Error.WriteLine($"This should not have happened, and is a fault of Deskmeter's: {error}");
            return ExitCode.Failed;
        }
        finally
        {
            terminal.Out.Flush();
            terminal.Error.Flush();
        }
    }

    private static RootCommand Root(Terminal terminal, WorkspaceAccess access) =>
        new("Deskmeter measures customer service.")
        {
            ImportCommand.Create(terminal, access),
            SetCommand.Create(terminal, access),
            QueryCommand.Create(terminal, access),
            ExportCommand.Create(terminal, access),
            ExplainCommand.Create(terminal, access),
            RebuildCommand.Create(terminal, access),
            DoctorCommand.Create(terminal, access),
            HoursCommand.Create(terminal.In),
            ServeCommand.Create(terminal),
            DemoCommand.Create(terminal),
        };
}

/// <summary>Options that several verbs share.</summary>
internal static class SharedOptions
{
    /// <summary>The data folder; <c>DESKMETER_DATA</c> or <c>./data</c> without it.</summary>
    public static Option<string> Data() => new("--data")
    {
        Description = "The data folder (default: DESKMETER_DATA, else ./data).",
        HelpName = "DIR",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("DESKMETER_DATA") is { Length: > 0 } folder ? folder : "data",
    };
}
