using Deskmeter.Facts;
using Deskmeter.Store;
using NodaTime;

namespace Deskmeter.Sync;

/// <summary>Rows of every fact, on their way into a store.</summary>
internal sealed class FactBatches(FactSchema schema, DateTimeZone zone)
{
    private readonly TableBatch _ticket = new(schema.Ticket.Table);
    private readonly TableBatch _turn = new(schema.Turn.Table);
    private readonly TableBatch _cycle = new(schema.ResolveCycle.Table);
    private readonly TableBatch _span = new(schema.StatusSpan.Table);
    private readonly TableBatch _assignment = new(schema.Assignment.Table);
    private readonly TableBatch _sla = new(schema.SlaTarget.Table);
    private readonly TableBatch _excluded = new(schema.Excluded.Table);

    public IReadOnlyList<TableBatch> All => [_ticket, _turn, _cycle, _span, _assignment, _sla, _excluded];

    public void Add(ConversationFacts facts)
    {
        if (facts.Ticket is { } ticket) schema.Ticket.Append(ticket, _ticket, zone);
        foreach (var row in facts.Turns) schema.Turn.Append(row, _turn, zone);
        foreach (var row in facts.ResolveCycles) schema.ResolveCycle.Append(row, _cycle, zone);
        foreach (var row in facts.StatusSpans) schema.StatusSpan.Append(row, _span, zone);
        foreach (var row in facts.Assignments) schema.Assignment.Append(row, _assignment, zone);
        foreach (var row in facts.SlaTargets) schema.SlaTarget.Append(row, _sla, zone);
        foreach (var row in facts.Excluded) schema.Excluded.Append(row, _excluded, zone);
    }

    /// <summary>The newest record position among the rows.</summary>
    public long Position { get; init; }

    public void Clear()
    {
        foreach (var batch in All) batch.Clear();
    }
}
