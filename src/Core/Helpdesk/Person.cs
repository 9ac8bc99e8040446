using NodaTime;

namespace Deskmeter.Helpdesk;

/// <summary>Somebody of the team, under the id that tickets, calls and shifts know them by.</summary>
[RecordKind("person", "people")]
public sealed record Person(string Source, string Id) : StatedRecord(Source, Id)
{
    public string? Name { get; init; }

    /// <summary>The times they were employed, and where: who changes team or tier begins a new stay.</summary>
    public IReadOnlyList<PersonStay> Stays { get; init; } = [];
}

/// <summary>A time in one team and tier.</summary>
/// <param name="Key">Unique within the person.</param>
/// <param name="JoinedOn">The first day.</param>
public sealed record PersonStay(string Key, LocalDate JoinedOn) : IRecordPart
{
    public long Version { get; init; }

    /// <summary>The first day on which they were not there any more; null: they still are.</summary>
    public LocalDate? LeftOn { get; init; }

    /// <summary>They went on in another team or tier: nobody left.</summary>
    public bool IsMove { get; init; }

    public string? Team { get; init; }

    public int? Tier { get; init; }
}
