using System.Diagnostics;
using Deskmeter.App.Cli;
using Xunit;

namespace Deskmeter.App.Tests.Cli;

/// <summary>The built program, run as a person would run it.</summary>
internal static class ProgramRun
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "deskmeter");

    /// <summary>Starts a command line.</summary>
    public static Process Start(string folder, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(Program)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["DESKMETER_DATA"] = Path.Combine(folder, "data");
        return Process.Start(start) ?? throw new InvalidOperationException($"{Program} did not start.");
    }

    /// <summary>Runs a command line to its end.</summary>
    public static async Task<ProgramResult> Run(string folder, params IReadOnlyList<string> arguments) =>
        await RunWith("", folder, arguments);

    /// <summary>Runs a command line that reads <paramref name="input"/>.</summary>
    public static async Task<ProgramResult> RunWith(string input, string folder, params IReadOnlyList<string> arguments)
    {
        using var process = Start(folder, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return new ProgramResult(process.ExitCode, await output, await error);
    }
}

/// <summary>The same verbs in this process: as fast as many questions need, without the program's start.</summary>
internal static class VerbCall
{
    /// <summary>Runs a verb on <c>data</c> in <paramref name="folder"/>.</summary>
    public static ProgramResult Run(string folder, params IReadOnlyList<string> arguments) => RunBare(folder, [.. arguments, "--data", "data"]);

    /// <summary>Runs a command line as it stands.</summary>
    public static ProgramResult RunBare(string folder, params IReadOnlyList<string> arguments) => RunBare(folder, new OwnWorkspace(), arguments);

    /// <summary>Runs a verb on a workspace that has to succeed, and gives what it wrote.</summary>
    public static string Out(string folder, WorkspaceAccess access, IReadOnlyList<string> arguments) => Succeeded(arguments, RunBare(folder, access, [.. arguments, "--data", "data"]));

    private static ProgramResult RunBare(string folder, WorkspaceAccess access, IReadOnlyList<string> arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(TextReader.Null, output, error, folder, IsInteractive: false, Width: null);
        var code = Verbs.Run(arguments, terminal, access);
        return new ProgramResult(code, output.ToString(), error.ToString());
    }

    /// <summary>Runs a verb that has to succeed, and gives what it wrote.</summary>
    public static string Out(string folder, params IReadOnlyList<string> arguments) => Succeeded(arguments, Run(folder, arguments));

    private static string Succeeded(IReadOnlyList<string> arguments, ProgramResult result)
    {
        Assert.True(result.ExitCode == 0, $"{string.Join(' ', arguments)} ended with {result.ExitCode}: {result.Error}");
        return result.Out;
    }
}

/// <summary>How a command line ended.</summary>
internal sealed record ProgramResult(int ExitCode, string Out, string Error);

/// <summary>An empty folder for one test.</summary>
internal sealed class TestFolder(string? path = null) : IDisposable
{
    public string Path { get; } = path ?? Directory.CreateTempSubdirectory("deskmeter-test-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
