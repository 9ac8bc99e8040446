using System.Runtime.CompilerServices;
using Deskmeter.App.Board;
using Deskmeter.Helpdesk;
using Deskmeter.Metrics;

namespace Deskmeter.App.Live;

/// <summary>How long somebody may wait now.</summary>
/// <param name="Target">The target in force, in seconds of its clock.</param>
/// <param name="Clock">The clock that it is for.</param>
/// <param name="Seconds">The calendar seconds up to now of a wait that uses the target up: whoever has waited longer is over it.</param>
public sealed record LiveLimit(double Target, Clock Clock, double Seconds)
{
    private const string FirstResponse = "first_response_time";

    /// <summary>Calendars made ready; with the settings that hold a calendar it goes.</summary>
    private static readonly ConditionalWeakTable<BusinessCalendar, BusinessHours> Ready = [];

    /// <summary>The target in words, with its clock where that is not the one of waits: 1 h (business hours).</summary>
    public string Text(Visit visit)
    {
        var text = visit.Text.Text(Target, MetricUnit.Duration);
        return Clock == Clock.Business ? $"{text} ({visit.Language.Within(visit.Language["board.clock.business"])})" : text;
    }

    /// <summary>The target of the longest wait, or else that of the first response to the same customers; null without either.</summary>
    /// <param name="longest">The row of the longest wait.</param>
    /// <param name="team">The team whose calendar counts; null: the one for everybody else.</param>
    public static LiveLimit? Of(Visit visit, MetricQuery query, MetricRow longest, string? team = null)
    {
        if (longest.Target is { } own) return new LiveLimit(own, Clock.Calendar, own);
        var (workspace, metric) = (visit.Workspace, visit.Workspace.Catalogue.Get(FirstResponse));
        if (workspace.Targets.Of(metric, query, longest)?.Value is not { } target) return null;
        var settings = workspace.Settings;
        var name = team is null ? settings.DefaultCalendar : settings.TeamCalendars.GetValueOrDefault(team, settings.DefaultCalendar ?? "");
        var isBusiness = visit.State.Clock == Clock.Business && metric.Clocks.Contains(Clock.Business);
        if (!isBusiness || name is null || !settings.Calendars.TryGetValue(name, out var calendar)) return new LiveLimit(target, Clock.Calendar, target);
        // A wait is told in calendar time: what of it lies outside business hours does not use the target up.
        var hours = Ready.GetValue(calendar, each => new BusinessHours(each));
        return hours.Deadline(visit.AsOf, -(long)Math.Ceiling(target)) is { } since ? new LiveLimit(target, Clock.Business, (visit.AsOf - since).TotalSeconds) : null;
    }
}
