using Deskmeter.App.Http;
using Deskmeter.Helpdesk;
using Deskmeter.Metrics;
using Deskmeter.Settings;
using Deskmeter.Workspaces;
using Microsoft.AspNetCore.Antiforgery;

namespace Deskmeter.App.Settings;

/// <summary>What the settings' pages change.</summary>
public static class SettingsApi
{
    public const string Home = "/settings";
    private const int LongestCalendar = 1 << 18;

    public static void MapSettings(this IEndpointRouteBuilder endpoints)
    {
        var forms = endpoints.MapGroup(Home).ExcludeFromDescription();
        forms.MapPost("/general", async (HttpContext context, Workspace workspace, SettingsJobs changes, IAntiforgery guard) =>
            await Forms.Read(context, guard) is { } form ? General(form, workspace, changes) : Forms.TooOld(Home));
        forms.MapPost("/use", async (HttpContext context, Workspace workspace, SettingsJobs changes, IAntiforgery guard) =>
            await Forms.Read(context, guard) is { } form ? Use(form, workspace, changes) : Forms.TooOld(Home));
        forms.MapPost("/retention", async (HttpContext context, SettingsJobs changes, IAntiforgery guard) =>
            await Forms.Read(context, guard) is { } form ? Retention(form, changes) : Forms.TooOld(Home));
        forms.MapPost("/retention/restored", async (HttpContext context, Workspace workspace, IAntiforgery guard) =>
        {
            if (await Forms.Read(context, guard) is null) return Forms.TooOld(Home);
            workspace.ForgetKeptFrom();
            return Forms.Done(Home);
        });
        forms.MapPost("/stop", async (HttpContext context, SettingsJobs changes, IAntiforgery guard) =>
        {
            if (await Forms.Read(context, guard) is null) return Forms.TooOld(Home);
            changes.Stop();
            return Forms.Done(Home);
        });
        forms.MapPost("/calendar/check", async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var buffer = new char[LongestCalendar];
            var length = await reader.ReadBlockAsync(buffer, context.RequestAborted);
            return Results.Json(new CalendarCheck(FaultOf(new string(buffer, 0, length)) is { } fault ? Languages.LanguageChoice.Of(context.Request).Say(fault) : null));
        }).DisableAntiforgery(); // it only reads
    }

    /// <summary>What is wrong with a calendar's text; null when nothing is.</summary>
    public static Sentence? FaultOf(string text)
    {
        try
        {
            BusinessCalendarFile.Read(text, "calendar");
            return null;
        }
        catch (UsageException error)
        {
            return error.Said;
        }
    }

    private static IResult General(IFormCollection form, Workspace workspace, SettingsJobs changes)
    {
        var (zone, currency) = (form["tz"].ToString().Trim(), form["currency"].ToString().Trim().ToUpperInvariant());
        try
        {
            if (zone.Length > 0) zone = MetricQueryText.Zone(zone);
            if (currency.Length > 0 && !Currencies.Codes.Contains(currency)) throw Nearest.Unknown($"currency", currency, Currencies.Codes, "currency");
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

    private static IResult Retention(IFormCollection form, SettingsJobs changes)
    {
        var keep = form["keep"].ToString();
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
    private static IResult Use(IFormCollection form, Workspace workspace, SettingsJobs changes)
    {
        var (team, name) = (form["team"].ToString().Trim(), form["calendar"].ToString());
        if (workspace.Settings.Calendars.TryGetValue(name, out var calendar)) changes.Change(store => store.UseCalendar(calendar, team.Length == 0 ? null : team));
        else if (team.Length > 0 && name.Length == 0) changes.Change(store => store.ClearTeamCalendar(team));
        return Forms.Done(Home);
    }

    private sealed record CalendarCheck(string? Fault);
}
