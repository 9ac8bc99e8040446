using Deskmeter.Helpdesk;

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
        _ = context;
        return new RecordFacts { Record = KeyOf(record) };
    }

    /// <summary>What the customer's unit has to know of a call; null when it belongs to a ticket, or was made by the team, or is deleted.</summary>
    public CustomerContact? ContactOf(Call call)
    {
        _ = (context, call);
        return null;
    }

    /// <summary>The unit of a record, <c>kind/source/id</c>.</summary>
    public static string KeyOf(SourceRecord record) => RecordKey.Of(record).ToString();
}
