using NodaTime;

namespace Deskmeter.Helpdesk;

/// <summary>One invitation to a survey with the answers to it. The last answer counts; the history stays.</summary>
[RecordKind("survey", "surveys")]
public sealed record Survey(string Source, string Id) : StatedRecord(Source, Id), IStatedSlices
{
    /// <summary>What is asked: <c>csat</c>, <c>nps</c>, <c>ces</c>, <c>esat</c>, <c>enps</c>, <c>confidence</c>, <c>fcr</c>, or a word of one's own.</summary>
    public required string Kind { get; init; }

    /// <summary>The scale as it was asked, lowest to highest, such as <c>1-5</c>, <c>0-10</c> or <c>0-1</c> for bad and good.</summary>
    public required string Scale { get; init; }

    /// <summary>When it was asked: <c>transactional</c>, <c>relationship</c>, <c>pre</c> or <c>post</c>, or the word of a step of the journey.</summary>
    public string? Touchpoint { get; init; }

    /// <summary>When it was sent; null for an answer that nobody was invited to.</summary>
    public Instant? SentAt { get; init; }

    public Instant? OpenedAt { get; init; }

    /// <summary>What became of the sending.</summary>
    public SurveyDelivery Delivery { get; init; }

    /// <summary>Nobody may know who answered: no customer, agent or person is kept with the answer in any fact.</summary>
    public bool IsAnonymous { get; init; }

    public string? Customer { get; init; }

    /// <summary>The ticket that is asked about.</summary>
    public string? Ticket { get; init; }

    /// <summary>Who had the ticket when the survey was sent.</summary>
    public string? AgentAtSend { get; init; }

    public string? TeamAtSend { get; init; }

    public string? Channel { get; init; }

    public string? Brand { get; init; }

    public string? Language { get; init; }

    public string? Country { get; init; }

    public string? Product { get; init; }

    public string? Topic { get; init; }

    public string? Segment { get; init; }

    /// <summary>Every answer that was given, in the order (at, key).</summary>
    public IReadOnlyList<SurveyAnswer> Answers { get; init; } = [];
}

/// <summary>An answer to a survey, at the time it was given or changed.</summary>
/// <param name="Key">Unique within the survey; without one of the source's own, the instant.</param>
/// <param name="At">When it was given (UTC).</param>
/// <param name="Score">On the survey's scale.</param>
public sealed record SurveyAnswer(string Key, Instant At, decimal Score) : IRecordPart
{
    public long Version { get; init; }

    /// <summary>What the customer wrote. It is in no figure.</summary>
    public string? Comment { get; init; }

    /// <summary>Who had the ticket when the answer came.</summary>
    public string? Agent { get; init; }

    public string? Team { get; init; }
}

/// <summary>What became of sending a survey.</summary>
public enum SurveyDelivery
{
    /// <summary>It arrived, or nothing says that it did not.</summary>
    Delivered,
    Bounced,
    Failed,
}
