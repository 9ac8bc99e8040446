using System.Globalization;
using Deskmeter.Facts.Records;
using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts;

/// <summary>
/// Makes the facts of one record that stands for itself: a call, a vote, a search, a review, a person, a cost; and says of every
/// kind why a record is in no fact. A pure function of the record and the context. Safe for concurrent use.
/// </summary>
public sealed class RecordBuilder(FactContext context)
{
    /// <summary>The rows of one record.</summary>
    public RecordFacts Build(StatedRecord record)
    {
        var facts = new RecordFacts { Record = RecordKey.Of(record).ToString() };
        var reason = record.IsDeleted ? LeftOut.Deleted : Write(record, facts);
        if (reason is not null) facts.Excluded = LeftOut.Row(record, facts.Record, reason, context);
        return facts;
    }

    /// <summary>
    /// What the customer's unit has to know of a call, answered or not; null when it belongs to a ticket, or was made by the team,
    /// or is deleted, or nothing says when it was.
    /// </summary>
    public CustomerContact? ContactOf(Call call) =>
        !call.IsDeleted && IsContact(call) && CallReading.Of(call) is { } reading
            ? CallRows.Contact(call, reading, RecordKey.Of(call).ToString(), context)
            : null;

    /// <summary>When people spoke to the customer in a call that is no contact of its own, such as one back to them; null when nobody did.</summary>
    public static Instant? SpokenIn(Call call) => call.IsDeleted || IsContact(call) ? null : CallReading.Of(call)?.Answered;

    private static bool IsContact(Call call) => call is { Direction: CallDirection.Inbound, Ticket: null };

    /// <summary>Writes the rows of a record that counts.</summary>
    /// <returns>Why it is in no fact, or its money in no figure; null where it is.</returns>
    private string? Write(StatedRecord record, RecordFacts facts)
    {
        switch (record)
        {
            case Call call:
                if (CallReading.Of(call) is not { Outcome: not null } reading) return LeftOut.Unfinished;
                facts.Call = CallRows.Row(call, reading, facts.Record, context);
                break;
            case ArticleVote vote:
                facts.Vote = Row(vote, facts.Record);
                break;
            case ArticleSearch search:
                facts.Search = Row(search, facts.Record);
                break;
            case Review review:
                ReviewRows.Write(review, facts, context);
                break;
            case Person person:
                foreach (var stay in person.Stays) facts.Employments.Add(Row(person, stay, facts.Record));
                break;
            case Cost cost:
                return CostDays.Write(cost, facts, context);
            case Order order:
                return LeftOut.ReasonOf(order, context);
            case Shift { UntilAt: null }:
                return LeftOut.Unfinished;
        }

        return null;
    }

    private ArticleVoteFact Row(ArticleVote vote, string key)
    {
        var article = context.Reference.ArticleOf(vote.Source, vote.Article);
        return new ArticleVoteFact
        {
            Record = key,
            Article = vote.Article,
            Topic = vote.Topic ?? article?.Topic,
            Language = vote.Language ?? article?.Language,
            Voted = vote.VotedAt,
            IsUp = vote.IsUp,
        };
    }

    private static ArticleSearchFact Row(ArticleSearch search, string key) => new()
    {
        Record = key,
        Topic = search.Topic,
        Language = search.Language,
        Searched = search.SearchedAt,
        ResultCount = search.ResultCount,
    };

    private static EmploymentFact Row(Person person, PersonStay stay, string key) => new()
    {
        Record = key,
        Person = new Actor(ActorClass.Agent, person.Id, stay.Team),
        Tier = stay.Tier?.ToString(CultureInfo.InvariantCulture),
        Joined = stay.JoinedOn,
        Left = stay.LeftOn,
        IsMove = stay.IsMove,
    };
}
