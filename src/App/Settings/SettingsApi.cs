using Deskmeter.App.Http;
using Deskmeter.Helpdesk;
using Deskmeter.Metrics;
using Deskmeter.Settings;
using Deskmeter.Workspaces;

namespace Deskmeter.App.Settings;

/// <summary>What the settings' pages change.</summary>
public static class SettingsApi
{
    public const string Home = "/settings";
    private const int LongestCalendar = 1 << 18;

    public static void MapSettings(this IEndpointRouteBuilder endpoints)
    {
        var forms = endpoints.MapGroup(Home).OnlyOurs(_ => Home).ExcludeFromDescription();
        forms.MapPost("/general", General);
        forms.MapPost("/use", Use);
        forms.MapPost("/retention", Retention);
        forms.MapPost("/retention/restored", (Workspace workspace) =>
        {
            workspace.ForgetKeptFrom();
            return Forms.Done(Home);
        });
        forms.MapPost("/stop", (SettingsJobs changes) =>
        {
            changes.Stop();
            return Forms.Done(Home);
        });
        endpoints.MapTextCheck($"{Home}/calendar/check", LongestCalendar, text => BusinessCalendarFile.Read(text, "calendar"));
    }

    private static IResult General(HttpRequest request, Workspace workspace, SettingsJobs changes)
    {
        var form = request.Form;
        var (zone, currency) = (form["tz"].ToString().Trim(), form["currency"].ToString().Trim().ToUpperInvariant());
        try
        {
            if (zone.Length > 0) zone = MetricQueryText.Zone(zone);
            if (currency.Length > 0) Currencies.Read(currency);
        }
        catch (UsageException)
        {
            return Forms.Done(Home + QueryString.Create("tz", zone).Add("currency", currency)); // the page says what is wrong
        }

        var settings = workspace.Settings;
        var (isZone, isCurrency) = (zone.Length > 0 && zone != settings.Zone, currency.Length > 0 && currency != settings.Currency);
        if (isZone || isCurrency)
        {
            changes.Change(store =>
            {
                if (isZone) store.SetZone(zone);
                if (isCurrency) store.SetCurrency(currency);
            });
        }

        return Forms.Done(Home);
    }

    private static IResult Retention(HttpRequest request, SettingsJobs changes)
    {
        var keep = request.Form["keep"].ToString();
        try
        {
            changes.SetRetention(RetentionLimit.Read(keep));
            return Forms.Done(Home);
        }
        catch (UsageException)
        {
            return Forms.Done(Home + QueryString.Create("keep", keep)); // the page says what is wrong
        }
    }

    /// <summary>Gives a calendar to a team, or to every ticket that has no other; the empty name takes a team's away.</summary>
    private static IResult Use(HttpRequest request, Workspace workspace, SettingsJobs changes)
    {
        var form = request.Form;
        var (team, name) = (form["team"].ToString().Trim(), form["calendar"].ToString());
        if (workspace.Settings.Calendars.TryGetValue(name, out var calendar)) changes.Change(store => store.UseCalendar(calendar, team.Length == 0 ? null : team));
        else if (team.Length > 0 && name.Length == 0) changes.Change(store => store.ClearTeamCalendar(team));
        return Forms.Done(Home);
    }
}
