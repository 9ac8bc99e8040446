using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts;

/// <summary>A time that somebody of the team was employed, in one team and tier.</summary>
[FactTable("employment", FactUnit.Record)]
public sealed record EmploymentFact
{
    public required string Record { get; init; }
    public required Actor Person { get; init; }
    [Slice] public string? Tier { get; init; }
    public LocalDate Joined { get; init; }

    /// <summary>The first day on which they were not there any more; null: they still are.</summary>
    public LocalDate? Left { get; init; }

    /// <summary>The stay ended because they went on in another team or tier.</summary>
    public bool IsMove { get; init; }
}
