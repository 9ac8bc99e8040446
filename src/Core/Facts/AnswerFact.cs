using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts;

/// <summary>The current answer to a survey, or a rating that came with a ticket.</summary>
[FactTable("answer", FactUnit.Customer)]
public sealed record AnswerFact
{
    public required string CustomerUnit { get; init; }
    public required string Record { get; init; }
    public string? TicketId { get; init; }

    /// <summary>Those of the ticket that is asked about; else what the survey states.</summary>
    public required TicketSlices Slices { get; init; }
    [Slice] public required string Kind { get; init; }

    /// <summary>The scale as asked, worst to best, such as <c>1-5</c>; values on different scales are never pooled.</summary>
    [Slice] public required string Scale { get; init; }
    [Slice] public string? Touchpoint { get; init; }

    /// <summary>
    /// Who had the ticket when the survey was sent; where nobody says, when it was first answered. Null of an anonymous survey.
    /// </summary>
    public Actor? Agent { get; init; }
    public string? Customer { get; init; }

    /// <summary>When the current answer was given.</summary>
    public Instant Answered { get; init; }
    public double Score { get; init; }

    /// <summary>1 (very bad) to 5 (very good), by the place on the scale; of two points 2 and 4. Null on a scale of words.</summary>
    [Slice] public string? Band { get; init; }

    /// <summary>In the two best of the scale; of two or three points, the best; of more than eleven, the best fifth. Null on a scale of words.</summary>
    public bool? IsTop { get; init; }

    /// <summary>The band of the first answer, before the customer changed it.</summary>
    public long? FirstBand { get; init; }

    /// <summary>
    /// Of touchpoint post: this score less the customer's last one of touchpoint pre, of the same kind and scale, in the 90 days
    /// before; null without such a pair.
    /// </summary>
    public double? DeltaFromPre { get; init; }

    /// <summary>First answer to the next public reply or call to the customer; null when none followed.</summary>
    public long? FollowedUpAfterSeconds { get; init; }

    /// <summary>
    /// First answer to the customer's next good one (band 4 or 5) of the same kind, changed or of a later survey, that stayed good;
    /// null when none came, or the first was good.
    /// </summary>
    public long? RecoveredAfterSeconds { get; init; }
}
