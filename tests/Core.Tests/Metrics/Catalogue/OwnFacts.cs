using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Core.Tests.Metrics.Catalogue;

/// <summary>A survey's answers: what scales, small groups, NPS and z-scores are for.</summary>
[FactTable("answer", FactUnit.Conversation)]
public sealed record AnswerFact
{
    public required string Conversation { get; init; }
    [Slice] public string? Kind { get; init; }
    public string? Scale { get; init; }
    public long? Score { get; init; }
    public bool? IsTop { get; init; }
    public string? Customer { get; init; }
    public Actor? Agent { get; init; }
    public Instant Answered { get; init; }
    public long? RecoveredAfterSeconds { get; init; }
}

/// <summary>A customer in one month: what dates of the row's own period are for.</summary>
[FactTable("customer_month", FactUnit.Conversation)]
public sealed record CustomerMonthFact
{
    public required string Conversation { get; init; }
    public string? Customer { get; init; }
    [Slice] public string? SupportBand { get; init; }
    public Instant Month { get; init; }
    public Instant? ActiveUntil { get; init; }
}

/// <summary>The shipped facts and these.</summary>
internal static class OwnFacts
{
    public static IReadOnlyList<FactTable> All { get; } =
        [.. new FactSchema([]).All, new FactTable<AnswerFact>([]), new FactTable<CustomerMonthFact>([])];
}
