using NodaTime;

namespace Deskmeter.Facts;

/// <summary>The lengths of time that the facts of customers go by. A change builds the facts again.</summary>
public sealed record CustomerRules
{
    /// <summary>A contact about the same topic that follows within this time goes on with the same issue.</summary>
    public Duration IssueWindow { get; init; } = Duration.FromDays(7);

    /// <summary>So many days somebody is a customer after an order, where no subscription says it.</summary>
    public int DaysAfterOrder { get; init; } = 365;

    /// <summary>A rest of so many days or fewer ends nobody's time as a customer.</summary>
    public int PauseGraceDays { get; init; } = 30;

    /// <summary>What support was like is judged by so many days before.</summary>
    public int BandDays { get; init; } = 90;

    /// <summary>An answer after a contact is compared with one that was given within this time before it.</summary>
    public Duration PreWindow { get; init; } = Duration.FromDays(90);

    /// <summary>An article that was read within this time before a contact is the one that the contact came from.</summary>
    public Duration ArticleWindow { get; init; } = Duration.FromDays(1);
}
