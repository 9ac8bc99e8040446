using Deskmeter.Store;

namespace Deskmeter.Facts;

/// <summary>All fact tables of a workspace. They differ only by its custom slices.</summary>
public sealed class FactSchema(IReadOnlyList<string> customSlices)
{
    public IReadOnlyList<string> CustomSlices { get; } = customSlices;

    public FactTable<TicketFact> Ticket { get; } = new(customSlices);

    public FactTable<TurnFact> Turn { get; } = new(customSlices);

    public FactTable<ResolveCycleFact> ResolveCycle { get; } = new(customSlices);

    public FactTable<StatusSpanFact> StatusSpan { get; } = new(customSlices);

    public FactTable<AssignmentFact> Assignment { get; } = new(customSlices);

    public FactTable<SlaTargetFact> SlaTarget { get; } = new(customSlices);

    public FactTable<ExcludedFact> Excluded { get; } = new(customSlices);

    public IReadOnlyList<FactTable> All => [Ticket, Turn, ResolveCycle, StatusSpan, Assignment, SlaTarget, Excluded];

    public IReadOnlyList<Table> Tables => [.. All.Select(fact => fact.Table)];

    /// <summary>The fact of this name, or null.</summary>
    public FactTable? Find(string name) => All.FirstOrDefault(fact => fact.Name == name);
}
