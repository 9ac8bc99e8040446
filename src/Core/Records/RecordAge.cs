using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Records;

/// <summary>How old a record is: when the last thing happened that it tells of.</summary>
/// <param name="Last">Null when it names no instant: then it is as old as its last arrival.</param>
/// <param name="IsCurrent">It says how things are, until it says otherwise: it does not grow old.</param>
internal readonly record struct RecordAge(Instant? Last, bool IsCurrent = false)
{
    private static readonly RecordAge Current = new(null, IsCurrent: true);

    /// <summary>Of any record but a customer's own, which is as old as what they did.</summary>
    public static RecordAge Of(SourceRecord record) => record switch
    {
        // An article and a rate name nobody, and others look things up in them.
        Article { IsDeleted: false } or ExchangeRate { IsDeleted: false } => Current,
        Person person => Of(person),
        Subscription { IsDeleted: false, EndedOn: null } => Current,
        Subscription subscription => new RecordAge(End(subscription.EndedOn ?? subscription.StartedOn)),
        Cost cost => new RecordAge(End(cost.UntilOn)),
        _ => new RecordAge(RecordInstants.LatestOf(record)),
    };

    private static RecordAge Of(Person person)
    {
        if (!person.IsDeleted && (person.Stays.Count == 0 || person.Stays.Any(stay => stay.LeftOn is null))) return Current;
        return new RecordAge(person.Stays.Count == 0 ? null : person.Stays.Max(stay => End(stay.LeftOn ?? stay.JoinedOn)));
    }

    /// <summary>A date has no zone: the earliest that it can have begun anywhere is near enough for months.</summary>
    private static Instant End(LocalDate date) => date.AtMidnight().InUtc().ToInstant();
}
