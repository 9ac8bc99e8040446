using System.CommandLine;
using System.Globalization;
using Deskmeter.Connectors;
using Deskmeter.Records;
using Deskmeter.Settings;
using Deskmeter.Workspaces;
using NodaTime;

namespace Deskmeter.App.Cli;

/// <summary><c>set retention MONTHS|everything</c>: how long records are kept; says what would go, and removes it only with <c>--yes</c>.</summary>
internal static class SetRetentionCommand
{
    public static Command Create(Terminal terminal, WorkspaceAccess access)
    {
        var keep = new Argument<string>("months") { Description = "For how many months records are kept after the last thing that happened in them, or everything." };
        var yes = new Option<bool>("--yes") { Description = "Remove for good what is older; without it, it is only told what would go." };
        var data = SharedOptions.Data();
        var command = new Command("retention", "How long records are kept. What is older is removed for good, today and every day.") { keep, yes, data };
        command.SetAction(parsed =>
        {
            var months = RetentionLimit.Read(parsed.GetRequiredValue(keep));
            return access.Use(
                terminal, terminal.PathOf(parsed.GetRequiredValue(data)), "set retention", mayCreate: true,
                workspace => Set(workspace, months, parsed.GetValue(yes), terminal));
        });
        return command;
    }

    private static int Set(Workspace workspace, int? months, bool isSure, Terminal terminal)
    {
        var told = months is { } known ? workspace.PreviewRetention(known) : ErasedRecords.None;
        if (told.IsAny && !isSure)
        {
            terminal.Error.WriteLine($"{Words(told, workspace)} would be removed for good. Nothing was changed; add --yes to do it.");
            return ExitCode.WrongUse;
        }

        var erased = workspace.SetRetention(months, new WorkspaceProgress(terminal).Report);
        if (erased.IsAny) terminal.Error.WriteLine($"{Words(erased, workspace)} were removed for good.");
        terminal.Error.WriteLine(months is { } kept
            ? $"Records are kept for {kept.ToString(CultureInfo.InvariantCulture)} months: from {Day(workspace.LimitOf(kept), workspace)} on."
            : "Everything is kept.");
        return ExitCode.Done;
    }

    private static string Words(ErasedRecords erased, Workspace workspace)
    {
        var parts = erased.Kinds.Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Count:N0} {new ImportedKind(kind.Kind, 0, 0, 0).Name}")).ToList();
        if (erased.SetAside > 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{erased.SetAside:N0} rows set aside"));
        return string.Join(", ", parts) + (erased.Oldest is { } oldest ? $" (the oldest of {Day(oldest, workspace)})" : "");
    }

    private static string Day(Instant at, Workspace workspace) =>
        at.InZone(workspace.Settings.DateTimeZone).Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
