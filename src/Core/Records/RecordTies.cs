using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Records;

/// <summary>A stretch of an agent's time.</summary>
/// <param name="Agent">The agent's id.</param>
/// <param name="From">When it began (UTC).</param>
/// <param name="Until">When it ended; null while it runs.</param>
public readonly record struct AgentSpan(string Agent, Instant From, Instant? Until);

/// <summary>What a record belongs to. A deleted one belongs to nothing.</summary>
/// <param name="Customer">The word for its customer; null when nobody is known.</param>
/// <param name="Words">Of a customer: every word that they go by.</param>
/// <param name="Spans">The time of agents that it tells of: of a shift its own, of a chat that of each answered leg.</param>
/// <param name="Parent">Of a ticket that was merged the key of the one that goes on for it; of an article with a number its own key.</param>
internal sealed record RecordTies(string? Customer, IReadOnlyList<string> Words, IReadOnlyList<AgentSpan> Spans, string? Parent = null)
{
    public static readonly RecordTies None = new(null, [], []);

    /// <summary>Every word for a customer among them.</summary>
    public IEnumerable<string> Customers => Customer is null ? Words : Words.Append(Customer);

    public static RecordTies Of(SourceRecord record) =>
        record is StatedRecord { IsDeleted: true } ? None
        : new RecordTies(RecordCustomer.Of(record), record is Customer customer ? CustomerWord.All(customer) : [], TimeOf(record), ParentOf(record));

    /// <summary>The time of agents that a record tells of, without the rest, which takes longer; of a deleted one none.</summary>
    public static IReadOnlyList<AgentSpan> SpansOf(StatedRecord record) => record.IsDeleted ? [] : TimeOf(record);

    private static string? ParentOf(SourceRecord record) => record switch
    {
        Ticket ticket => RecordDocument.ParentOf(ticket) is { } parent ? RecordKey.Of<Ticket>(ticket.Source, parent).ToString() : null,
        Article { Number: not null } article => RecordKey.Of(article).ToString(),
        _ => null,
    };

    private static IReadOnlyList<AgentSpan> TimeOf(SourceRecord record) => record switch
    {
        Shift shift => [new AgentSpan(shift.Agent, shift.FromAt, shift.UntilAt)],
        Call { Medium: CallMedium.Chat } chat =>
        [
            .. chat.Legs.Where(leg => leg.Agent is not null && leg.AnsweredAt is not null)
                .Select(leg => new AgentSpan(leg.Agent!, leg.AnsweredAt!.Value, leg.EndedAt)).Distinct(),
        ],
        _ => [],
    };
}
