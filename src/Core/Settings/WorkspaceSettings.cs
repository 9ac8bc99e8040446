using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Settings;

/// <summary>What a workspace has chosen. A fresh folder: UTC, no calendar, no currency.</summary>
public sealed record WorkspaceSettings
{
    /// <summary>The IANA zone of local dates and hours.</summary>
    public string Zone { get; init; } = "UTC";

    /// <summary>ISO 4217 code of the money figures; null until it is set.</summary>
    public string? Currency { get; init; }

    /// <summary>The calendars known by name: set by people, or defined by a source.</summary>
    public IReadOnlyDictionary<string, BusinessCalendar> Calendars { get; init; } = new Dictionary<string, BusinessCalendar>();

    /// <summary>The calendar of tickets that have no other; null: they have no business time.</summary>
    public string? DefaultCalendar { get; init; }

    /// <summary>The calendar of a team's tickets, by team.</summary>
    public IReadOnlyDictionary<string, string> TeamCalendars { get; init; } = new Dictionary<string, string>();

    /// <summary>Custom fields that are slices.</summary>
    public IReadOnlyList<string> CustomSlices { get; init; } = [];

    /// <summary>Filled by something that goes on by itself; a folder filled only from files counts up to its newest event.</summary>
    public bool IsLive { get; init; }

    /// <summary>The demonstration was begun here; what was chosen before it is remembered.</summary>
    public bool IsDemo { get; init; }

    /// <summary>For how many months records are kept after the last thing that happened in them; null: everything is kept.</summary>
    public int? RetentionMonths { get; init; }

    /// <summary>The limit up to which everything older was looked for and removed last; null: never.</summary>
    public Instant? RetentionDone { get; init; }

    /// <summary>A calendar as a text; equal calendars have equal texts.</summary>
    public string CalendarText(string name) =>
        Calendars is CalendarTexts texts ? texts.TextOf(name) : BusinessCalendarText.Write(Calendars[name]);

    public DateTimeZone DateTimeZone => DateTimeZoneProviders.Tzdb[Zone];
}
