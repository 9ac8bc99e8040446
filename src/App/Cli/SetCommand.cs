using System.CommandLine;
using Deskmeter.Helpdesk;
using Deskmeter.Metrics;
using Deskmeter.Settings;

namespace Deskmeter.App.Cli;

/// <summary><c>set zone|calendar|currency|retention|target</c>: the workspace's settings; the facts follow.</summary>
internal static class SetCommand
{
    public static Command Create(Terminal terminal, WorkspaceAccess access) =>
        new("set", "Set the workspace's zone, calendar, currency, retention or targets. Facts follow by themselves.")
        {
            Zone(terminal, access),
            Calendar(terminal, access),
            Currency(terminal, access),
            SetRetentionCommand.Create(terminal, access),
            SetTargetCommand.Create(terminal, access),
        };

    private static Command Zone(Terminal terminal, WorkspaceAccess access)
    {
        var zone = new Argument<string>("zone") { Description = "An IANA time zone, such as Europe/Amsterdam." };
        var data = SharedOptions.Data();
        var command = new Command("zone", "The time zone of local dates and hours.") { zone, data };
        command.SetAction(parsed =>
        {
            var id = MetricQueryText.Zone(parsed.GetRequiredValue(zone));
            return Change(terminal, access, parsed.GetRequiredValue(data), "set zone", settings => settings.SetZone(id), $"Zone: {id}.");
        });
        return command;
    }

    private static Command Calendar(Terminal terminal, WorkspaceAccess access)
    {
        var file = new Argument<string>("file") { Description = "A YAML file with the working hours." };
        var target = new Option<string?>("--for") { Description = "Only for one team: team=NAME.", HelpName = "team=NAME" };
        var data = SharedOptions.Data();
        var command = new Command("calendar", "The working hours of the workspace, or of one team.") { file, target, data };
        command.SetAction(parsed =>
        {
            var calendar = BusinessCalendarFile.Load(terminal.FileOf(parsed.GetRequiredValue(file)));
            var team = TeamOf(parsed.GetValue(target));
            return Change(
                terminal, access, parsed.GetRequiredValue(data), "set calendar",
                settings =>
                {
                    WarnOfOthers(settings.Current, calendar, team, terminal.Error);
                    settings.UseCalendar(calendar, team);
                },
                $"Calendar of {NameOf(team)}: {calendar.Name}.");
        });
        return command;
    }

    private static Command Currency(Terminal terminal, WorkspaceAccess access)
    {
        var currency = new Argument<string>("currency") { Description = "An ISO 4217 code, such as EUR." };
        var data = SharedOptions.Data();
        var command = new Command("currency", "The currency of money figures.") { currency, data };
        command.SetAction(parsed =>
        {
            var code = Currencies.Read(parsed.GetRequiredValue(currency).ToUpperInvariant());
            return Change(
                terminal, access, parsed.GetRequiredValue(data), "set currency", settings => settings.SetCurrency(code), $"Currency: {code}.");
        });
        return command;
    }

    /// <summary>A calendar is known by its name: who sets another of the same name sets it for all that have it.</summary>
    private static void WarnOfOthers(WorkspaceSettings settings, BusinessCalendar calendar, string? team, TextWriter error)
    {
        if (!settings.Calendars.TryGetValue(calendar.Name, out var known) || BusinessCalendarText.Write(known) == BusinessCalendarText.Write(calendar)) return;
        var users = settings.TeamCalendars.Where(pair => pair.Value == calendar.Name && pair.Key != team).Select(pair => NameOf(pair.Key)).ToList();
        if (settings.DefaultCalendar == calendar.Name && team is not null) users.Insert(0, NameOf(null));
        if (users.Count > 0) error.WriteLine($"The calendar '{calendar.Name}' changes for {string.Join(", ", users)} too. Name them apart if that is not meant.");
    }

    private static string NameOf(string? team) => team is null ? "the workspace" : $"team {team}";

    private static string? TeamOf(string? target)
    {
        if (target is null) return null;
        var parts = target.Split('=', 2);
        if (parts is not ["team", { Length: > 0 } team])
            throw new UsageException($"'{target}' is not team=NAME; a calendar is set for a team.", "--for", "team=NAME");
        return team;
    }

    private static int Change(
        Terminal terminal, WorkspaceAccess access, string folder, string verb, Action<SettingsStore> change, string done) =>
        access.Use(terminal, terminal.PathOf(folder), verb, mayCreate: true, workspace =>
        {
            workspace.Change(change, new WorkspaceProgress(terminal).Report);
            terminal.Error.WriteLine(done);
            return ExitCode.Done;
        });
}
