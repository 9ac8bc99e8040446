using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using Deskmeter.Helpdesk;
using Deskmeter.Records;
using Deskmeter.Store.DuckDb;
using Deskmeter.Workspaces;
using Microsoft.Data.Sqlite;
using NodaTime;
using NodaTime.Text;

namespace Deskmeter.App.Cli;

/// <summary><c>doctor</c>: versions, folder, positions and integrity of a data folder.</summary>
internal static class DoctorCommand
{
    public static Command Create(Terminal terminal, WorkspaceAccess access)
    {
        var data = SharedOptions.Data();
        var command = new Command("doctor", "Check the program and a data folder: versions, positions, integrity.") { data };
        command.SetAction(parsed => access.Use(
            terminal, terminal.PathOf(parsed.GetRequiredValue(data)), "doctor", mayCreate: false, workspace => Examine(workspace, terminal.Out)));
        return command;
    }

    private static int Examine(Workspace workspace, TextWriter output)
    {
        void Line(string name, object? value) =>
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-18} {value ?? "none"}"));

        var counts = workspace.RecordFile.Count();
        var settings = workspace.Settings;
        Line("deskmeter", typeof(Verbs).Assembly.GetName().Version?.ToString(3));
        Line(".NET", RuntimeInformation.FrameworkDescription);
        Line("DuckDB", DuckDbLibrary.Version);
        Line("time zones", DateTimeZoneProviders.Tzdb.VersionId);
        Line("folder", workspace.Folder);
        Line("free space", string.Create(CultureInfo.InvariantCulture, $"{new DriveInfo(workspace.Folder).AvailableFreeSpace / 1_000_000:N0} MB"));
        Line("zone", settings.Zone);
        Line("currency", settings.Currency);
        Line("calendar", settings.DefaultCalendar);
        foreach (var (team, calendar) in settings.TeamCalendars) Line("calendar", $"{calendar} for team {team}");
        Line("kept for", settings.RetentionMonths is { } months ? $"{months} months, from {InstantPattern.General.Format(workspace.LimitOf(months))}" : "ever");
        if (workspace.KeptFrom is { } from) Line("removed before", InstantPattern.General.Format(from));
        foreach (var (kind, source, count) in counts.Records) Line(NameOf(kind), string.Create(CultureInfo.InvariantCulture, $"{count:N0} from {source}"));
        Line("rows set aside", counts.SetAside.ToString("N0", CultureInfo.InvariantCulture));
        Line("newest event", counts.NewestEvent is { } newest ? InstantPattern.General.Format(newest) : null);
        Line("records at", counts.Position.ToString("N0", CultureInfo.InvariantCulture));
        Line("facts at", workspace.Facts.Projection?.Position.ToString("N0", CultureInfo.InvariantCulture));

        var (rows, wereDamaged) = workspace.CheckFacts();
        Line("facts", string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows{(wereDamaged ? ", which were damaged and have been built again" : "")}"));

        var problems = Damage(workspace.RecordFile).Concat(workspace.Catalogue.Problems.Select(problem => problem.Message.ToString())).ToList();
        if (workspace.Facts.Projection?.Position != counts.Position) problems.Add("The facts do not reflect the records; 'deskmeter rebuild' builds them again.");
        if (workspace.IsRetentionDue) problems.Add("What is older than it may be kept is not removed yet; the next opening tries again. Is the disk full?");
        foreach (var problem in problems) Line("problem", problem);
        Line("verdict", problems.Count == 0 ? "healthy" : $"{problems.Count} to mend");
        return problems.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>What doctor calls the records of a kind; several kinds come with one import, so they go by their own words.</summary>
    private static string NameOf(RecordKind kind) => kind.Type == typeof(Ticket) ? kind.Import : kind.Word;

    private static List<string> Damage(SqliteRecords records)
    {
        var found = new List<string>();
        try
        {
            foreach (var damage in records.FindDamage()) found.Add(damage);
        }
        catch (SqliteException error)
        {
            found.Add($"The records cannot be read to their end: {error.Message}");
        }

        return found;
    }
}
