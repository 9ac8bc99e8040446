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
        var format = new Argument<string>("format") { Description = "servicenow, zendesk-tables, canonical or a mapping file for tickets (docs/sources/files.md); calls, sessions, surveys, articles, customers, orders, subscriptions, costs, rates, people, shifts or reviews (docs/sources/records.md)." };
        var paths = new Argument<string[]>("files") { Description = "Files, or folders that hold them; gzip is read as it is.", Arity = ArgumentArity.OneOrMore };
        var zone = new Option<string?>("--zone") { Description = "The IANA zone of times that state none (default: UTC; of records other than tickets the workspace's)." };
        var mapping = new Option<string?>("--mapping") { Description = "A file that says what the columns of calls, orders and so on mean.", HelpName = "FILE" };
        var source = new Option<string?>("--source") { Description = "The source's name in the records (default: the mapping's, else that of the import).", HelpName = "NAME" };
        var strict = new Option<bool>("--strict") { Description = "Stop at the first row that cannot be read, and leave everything as it was." };
        var dry = new Option<bool>("--dry-run") { Description = "Read everything, say what is wrong with it, and write nothing." };
        var data = SharedOptions.Data();
        var command = new Command("import", "Import a source's files. Running it again changes nothing.") { format, paths, mapping, source, zone, strict, dry, data };
        command.SetAction(parsed =>
        {
            var request = new ImportRequest(
                FormatOf(parsed.GetRequiredValue(format), terminal),
                [.. parsed.GetRequiredValue(paths).Select(terminal.PathOf)],
                parsed.GetValue(zone) is { } id ? MetricQueryText.Zone(id) : null,
                parsed.GetValue(strict))
            {
                Mapping = parsed.GetValue(mapping) is { } file ? terminal.PathOf(file) : null,
                Source = parsed.GetValue(source),
                IsDry = parsed.GetValue(dry),
            };
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
        var summary = workspace.Import(request, new WorkspaceProgress(terminal).Report, cancellation: terminal.Cancellation);
        Tell(summary, terminal.Error);
        if (summary.Damages.Count > 0) return ExitCode.Failed;
        return summary.SetAside > 0 ? ExitCode.SetAside : ExitCode.Done;
    }

    private static void Tell(ImportSummary summary, TextWriter output)
    {
        void Line(string text) => output.WriteLine(text);
        string Number(long n) => n.ToString("N0", CultureInfo.InvariantCulture);
        var width = summary.Kinds.Max(kind => kind.Name.Length) + " as before".Length;
        void Count(string label, long n) => Line($"  {label.PadRight(width)}  {Number(n)}");

        Line($"{Number(summary.Rows)} rows of {summary.Source} in {summary.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s.");
        foreach (var kind in summary.IsDry ? [] : summary.Kinds)
        {
            Count($"{kind.Name} new", kind.Created);
            Count($"{kind.Name} changed", kind.Changed);
            Count($"{kind.Name} as before", kind.Unchanged);
        }

        foreach (var (kind, count) in summary.PastRetention) Line($"  {Number(count)} {new ImportedKind(kind, 0, 0, 0).Name} past retention: older than what is kept, and not taken.");

        if (summary.IsDry) Count("rows to read", summary.Rows - summary.SetAside);
        Count("rows set aside", summary.SetAside);
        Findings("Set aside, because", summary.Reasons, output);
        Findings("Read with a doubt", summary.Warnings, output);
        foreach (var calendar in summary.Calendars) Line($"Calendar: {calendar.Name} ({calendar.TimeZone}).");
        if (summary.Slices.Count > 0) Line($"Slices: {string.Join(", ", summary.Slices)}.");
        foreach (var damage in summary.Damages) Line(damage.ToString());
        if (summary.IsDry) Line("Nothing was written.");
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
