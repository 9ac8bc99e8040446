using NodaTime;

namespace Deskmeter.Helpdesk;

/// <summary>When a team works: weekly hours in one IANA zone, with the days that differ. Hours can change on a date (a version).</summary>
public sealed record BusinessCalendar
{
    public required string Name { get; init; }

    /// <summary>An IANA zone, such as <c>Europe/Amsterdam</c>.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Weekly hours, in order of their first date; the first holds from the beginning of time.</summary>
    public required IReadOnlyList<CalendarVersion> Versions { get; init; }

    /// <summary>Local days without work.</summary>
    public IReadOnlySet<LocalDate> Holidays { get; init; } = new HashSet<LocalDate>();

    /// <summary>Hours that replace those of a local day, a holiday too.</summary>
    public IReadOnlyDictionary<LocalDate, IReadOnlyList<OpenInterval>> Openings { get; init; } =
        new Dictionary<LocalDate, IReadOnlyList<OpenInterval>>();

    /// <summary>Hours that are cut out of a local day.</summary>
    public IReadOnlyDictionary<LocalDate, IReadOnlyList<OpenInterval>> Breaks { get; init; } =
        new Dictionary<LocalDate, IReadOnlyList<OpenInterval>>();
}

/// <summary>Weekly hours from a date on; null: from the beginning of time.</summary>
public sealed record CalendarVersion(LocalDate? From, IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<OpenInterval>> Hours);

/// <summary>A stretch of a local day, in minutes since midnight; the end may be 1440 (24:00).</summary>
public readonly record struct OpenInterval(int FromMinute, int ToMinute);
