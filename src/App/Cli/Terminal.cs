using Deskmeter.Connectors.Files;

namespace Deskmeter.App.Cli;

/// <summary>
/// Where a verb reads and writes, whether it runs in the process that was started or in a server that holds the data folder.
/// Data goes to <see cref="Out"/>, everything else to <see cref="Error"/>.
/// </summary>
/// <param name="WorkingDirectory">Relative paths of the arguments start here.</param>
/// <param name="IsInteractive">A person watches <see cref="Error"/>: progress may redraw itself.</param>
/// <param name="Width">Columns of the screen; null when the output is no screen.</param>
public sealed record Terminal(
    TextReader In, TextWriter Out, TextWriter Error, string WorkingDirectory, bool IsInteractive, int? Width)
{
    /// <summary>Ends what runs: whoever asked for it has gone.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The terminal of this process.</summary>
    public static Terminal OfProcess() => new(
        Console.In,
        new StreamWriter(Console.OpenStandardOutput(), bufferSize: 1 << 16) { AutoFlush = false },
        Console.Error,
        Environment.CurrentDirectory,
        !Console.IsErrorRedirected,
        Console.IsOutputRedirected ? null : Math.Max(60, Console.WindowWidth));

    /// <summary>The file or folder that an argument means.</summary>
    public string PathOf(string argument) => Path.GetFullPath(argument, WorkingDirectory);

    /// <summary>The file that an argument means.</summary>
    /// <exception cref="UsageException">There is none; names the nearest.</exception>
    public string FileOf(string argument)
    {
        var path = PathOf(argument);
        if (!File.Exists(path)) throw InputFile.Missing(path);
        return path;
    }
}

/// <summary>How a verb ended.</summary>
public static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUse = 2;

    /// <summary>Done, with rows set aside.</summary>
    public const int SetAside = 3;
}
