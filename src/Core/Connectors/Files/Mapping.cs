using System.Text;

namespace Deskmeter.Connectors.Files;

/// <summary>How the files of one source become tickets: a preset, or a file that a user wrote (<c>docs/sources/files.md</c>).</summary>
/// <param name="Name">The preset's name, or the file's.</param>
/// <param name="Source">The name of the source in the records.</param>
public sealed record Mapping(string Name, string Source)
{
    public string? About { get; init; }
    public MappedTimes Times { get; init; } = new(["iso"], null);

    /// <summary>Cells that say nothing; an empty cell never does.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    /// <summary>Null: UTF-8, or what the byte order mark says.</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>In the order in which they are read.</summary>
    public required IReadOnlyList<MappedFile> Files { get; init; }

    /// <summary>The custom fields that are slices.</summary>
    public IEnumerable<string> Slices =>
        Files.SelectMany(file => file.Profile?.Fields ?? []).Where(custom => custom.IsSlice).Select(custom => custom.Name).Distinct();
}

/// <summary>How times are written.</summary>
/// <param name="Formats">Tried in order: <c>iso</c>, <c>epoch</c>, <c>epoch_ms</c> or a NodaTime pattern.</param>
/// <param name="Zone">The IANA zone of times that state none; null: the import's.</param>
public sealed record MappedTimes(IReadOnlyList<string> Formats, string? Zone);

/// <summary>One kind of file (or table) of the source.</summary>
public sealed record MappedFile(string Name, long Line)
{
    /// <summary>What its file is called, without folder and extension; <c>*</c> stands for anything.</summary>
    public IReadOnlyList<string> Patterns { get; init; } = [];
    public bool IsOptional { get; init; }

    /// <summary>The column by which other files find a row of this one.</summary>
    public MappedValue? Key { get; init; }

    /// <summary>Rows that are left out in silence.</summary>
    public IReadOnlyList<MappedCondition> Skip { get; init; } = [];
    public MappedValue? Ticket { get; init; }
    public MappedValue? Version { get; init; }

    /// <summary>What an event of this file has when it does not say its own.</summary>
    public MappedEventHead Head { get; init; } = new();
    public MappedProfile? Profile { get; init; }
    public IReadOnlyList<MappedEvent> Events { get; init; } = [];
    public MappedCalendar? Calendar { get; init; }
    public MappedHoliday? Holiday { get; init; }
}

/// <summary>A column whose cell must be one of some words (any case); the empty word means an empty or unknown cell.</summary>
public sealed record MappedCondition(MappedValue Cell, IReadOnlyList<string> Words);

/// <summary>What every event has.</summary>
public sealed record MappedEventHead
{
    public MappedValue? Id { get; init; }
    public MappedValue? At { get; init; }
    public MappedValue? Sequence { get; init; }
    public MappedActor? By { get; init; }
}

/// <summary>One event that a row gives; its own values are named by <see cref="EventFields"/>.</summary>
public sealed record MappedEvent(string Type, long Line)
{
    public MappedEventHead Head { get; init; } = new();
    public MappedValue? Ticket { get; init; }
    public MappedValue? Version { get; init; }
    public IReadOnlyList<MappedCondition> When { get; init; } = [];

    /// <summary>The event is not made when this file is part of the import.</summary>
    public string? Unless { get; init; }
    public required IReadOnlyDictionary<string, MappedValue> Values { get; init; }
}

/// <summary>Who acted: a class, fixed or read from a cell, an id and a team.</summary>
public sealed record MappedActor(MappedValue Id, MappedValue Class, MappedValue? Team);

/// <summary>The attributes of a ticket that a row gives.</summary>
public sealed record MappedProfile(long Line)
{
    /// <summary>Plain values by key, such as <c>created_at</c> or <c>customer</c>.</summary>
    public required IReadOnlyDictionary<string, MappedValue> Values { get; init; }
    public MappedActor? OpenedBy { get; init; }
    public MappedStated? Resolved { get; init; }
    public MappedStated? Closed { get; init; }
    public IReadOnlyList<MappedStatedSla> Sla { get; init; } = [];
    public IReadOnlyList<MappedField> Fields { get; init; } = [];
}

/// <summary>A custom field of the ticket.</summary>
public sealed record MappedField(string Name, MappedValue Value, bool IsSlice);

/// <summary>The source's own word on when a ticket was resolved or closed.</summary>
public sealed record MappedStated(MappedValue At, MappedActor? By);

/// <summary>The source's own word on an SLA target.</summary>
public sealed record MappedStatedSla(MappedValue Metric, MappedValue Met, MappedValue? Minutes, MappedValue? Clock);

/// <summary>A row is one working interval of a calendar, in minutes of the local week.</summary>
public sealed record MappedCalendar(MappedValue Name, MappedValue TimeZone, MappedValue From, MappedValue To, NodaTime.IsoDayOfWeek WeekStart);

/// <summary>A row is a stretch of local days without work.</summary>
public sealed record MappedHoliday(MappedValue Calendar, MappedValue First, MappedValue Last);
