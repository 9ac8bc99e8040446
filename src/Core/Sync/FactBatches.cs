using System.Runtime.InteropServices;
using Deskmeter.Facts;
using Deskmeter.Store;
using NodaTime;

namespace Deskmeter.Sync;

/// <summary>Rows of every fact, on their way into a store: gathered row by row, handed over column by column.</summary>
internal sealed class FactBatches(FactSchema schema, DateTimeZone zone)
{
    private readonly Rows<TicketFact> _ticket = new(schema.Ticket);
    private readonly Rows<TurnFact> _turn = new(schema.Turn);
    private readonly Rows<ResolveCycleFact> _cycle = new(schema.ResolveCycle);
    private readonly Rows<StatusSpanFact> _span = new(schema.StatusSpan);
    private readonly Rows<AssignmentFact> _assignment = new(schema.Assignment);
    private readonly Rows<SlaTargetFact> _sla = new(schema.SlaTarget);
    private readonly Rows<ExcludedFact> _excluded = new(schema.Excluded);

    /// <summary>The newest record position among the rows.</summary>
    public long Position { get; init; }

    public void Add(ConversationFacts facts)
    {
        if (facts.Ticket is { } ticket) _ticket.Waiting.Add(ticket);
        _turn.Waiting.AddRange(facts.Turns);
        _cycle.Waiting.AddRange(facts.ResolveCycles);
        _span.Waiting.AddRange(facts.StatusSpans);
        _assignment.Waiting.AddRange(facts.Assignments);
        _sla.Waiting.AddRange(facts.SlaTargets);
        _excluded.Waiting.AddRange(facts.Excluded);
    }

    /// <summary>Everything added since the last <see cref="Clear"/>, as tables.</summary>
    public IReadOnlyList<TableBatch> Tables() =>
    [
        _ticket.Fill(zone), _turn.Fill(zone), _cycle.Fill(zone), _span.Fill(zone), _assignment.Fill(zone), _sla.Fill(zone), _excluded.Fill(zone),
    ];

    public void Clear()
    {
        foreach (var batch in Tables()) batch.Clear();
    }

    /// <summary>The rows of one fact: those that wait, and those that are in the table already.</summary>
    private sealed class Rows<T>(FactTable<T> fact) where T : class
    {
        private readonly TableBatch _batch = new(fact.Table);

        public List<T> Waiting { get; } = [];

        public TableBatch Fill(DateTimeZone zone)
        {
            fact.Append(CollectionsMarshal.AsSpan(Waiting), _batch, zone);
            Waiting.Clear();
            return _batch;
        }
    }
}
