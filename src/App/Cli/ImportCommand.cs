using System.CommandLine;
using System.Globalization;
using Deskmeter.Connectors;
using Deskmeter.Metrics;
using Deskmeter.Workspaces;

namespace Deskmeter.App.Cli;

/// <summary><c>import</c>: files of a source into the records; says what it took, what it left aside and why.</summary>
internal static class ImportCommand
{
    private const int MostFindings = 20;

    public static Command Create(Terminal terminal, WorkspaceAccess access)
    {
        var format = new Argument<string>("format") { Description = "servicenow, zendesk-tables, canonical, or a mapping file (docs/sources/files.md)." };
        var paths = new Argument<string[]>("files") { Description = "Files, or folders that hold them; gzip is read as it is.", Arity = ArgumentArity.OneOrMore };
        var zone = new Option<string?>("--zone") { Description = "The IANA zone of times that state none (default: UTC)." };
        var strict = new Option<bool>("--strict") { Description = "Stop at the first row that cannot be read, and leave everything as it was." };
        var data = SharedOptions.Data();
        var command = new Command("import", "Import a source's files. Running it again changes nothing.") { format, paths, zone, strict, data };
        command.SetAction(parsed =>
        {
            var request = new ImportRequest(
                FormatOf(parsed.GetRequiredValue(format), terminal),
                [.. parsed.GetRequiredValue(paths).Select(terminal.PathOf)],
                parsed.GetValue(zone) is { } id ? MetricQueryText.Zone(id) : null,
                parsed.GetValue(strict));
            return access.Use(
                terminal, terminal.PathOf(parsed.GetRequiredValue(data)), "import", mayCreate: true, workspace => Run(workspace, request, terminal));
        });
        return command;
    }

    /// <summary>A mapping is a file, relative to where the command was typed; anything else is a name.</summary>
    private static string FormatOf(string format, Terminal terminal) =>
        Path.GetExtension(format) is ".yaml" or ".yml" ? terminal.PathOf(format) : format;

    private static int Run(Workspace workspace, ImportRequest request, Terminal terminal)
    {
        var summary = workspace.Import(request, new WorkspaceProgress(terminal).Report, terminal.Cancellation);
        Tell(summary, terminal.Error);
        if (summary.Damages.Count > 0) return ExitCode.Failed;
        return summary.SetAside > 0 ? ExitCode.SetAside : ExitCode.Done;
    }

    private static void Tell(ImportSummary summary, TextWriter output)
    {
        void Line(string text) => output.WriteLine(text);
        string Number(long n) => n.ToString("N0", CultureInfo.InvariantCulture);

        Line($"{Number(summary.Rows)} rows of {summary.Source} in {summary.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s.");
        Line($"  tickets new        {Number(summary.Created)}");
        Line($"  tickets changed    {Number(summary.Changed)}");
        Line($"  tickets as before  {Number(summary.Unchanged)}");
        Line($"  rows set aside     {Number(summary.SetAside)}");
        Findings("Set aside, because", summary.Reasons, output);
        Findings("Read with a doubt", summary.Warnings, output);
        foreach (var calendar in summary.Calendars) Line($"Calendar: {calendar.Name} ({calendar.TimeZone}).");
        if (summary.Slices.Count > 0) Line($"Slices: {string.Join(", ", summary.Slices)}.");
        foreach (var damage in summary.Damages) Line(damage);
    }

    private static void Findings(string title, IReadOnlyList<ImportFinding> findings, TextWriter output)
    {
        if (findings.Count == 0) return;
        output.WriteLine($"{title}:");
        foreach (var finding in findings.Take(MostFindings))
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"  {finding.Count,9:N0} × {finding.Message} (first: {finding.File}, line {finding.Line})"));
        }

        if (findings.Count > MostFindings) output.WriteLine($"  and {findings.Count - MostFindings} more kinds.");
    }
}
