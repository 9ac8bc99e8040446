using Deskmeter.Store;

namespace Deskmeter.Facts;

/// <summary>All fact tables of a workspace. They differ only by its custom slices.</summary>
public sealed class FactSchema
{
    private readonly Dictionary<Type, FactTable> _byType;

    public FactSchema(IReadOnlyList<string> customSlices)
    {
        CustomSlices = customSlices;
        All =
        [
            Ticket = new(customSlices), Turn = new(customSlices), ResolveCycle = new(customSlices), StatusSpan = new(customSlices),
            Assignment = new(customSlices), SlaTarget = new(customSlices), Excluded = new(customSlices),
            Contact = new(customSlices), Issue = new(customSlices), Session = new(customSlices), Invitation = new(customSlices),
            Answer = new(customSlices), ArticleView = new(customSlices), Order = new(customSlices), CustomerSpan = new(customSlices),
            CustomerMonth = new(customSlices),
            AgentHour = new(customSlices),
            Call = new(customSlices), ArticleVote = new(customSlices), ArticleSearch = new(customSlices), Review = new(customSlices),
            ReviewCategory = new(customSlices), Employment = new(customSlices), CostDay = new(customSlices), ExcludedRecord = new(customSlices),
        ];
        _byType = All.ToDictionary(fact => fact.RowType);
    }

    public IReadOnlyList<string> CustomSlices { get; }

    public IReadOnlyList<FactTable> All { get; }

    public FactTable<TicketFact> Ticket { get; }

    public FactTable<TurnFact> Turn { get; }

    public FactTable<ResolveCycleFact> ResolveCycle { get; }

    public FactTable<StatusSpanFact> StatusSpan { get; }

    public FactTable<AssignmentFact> Assignment { get; }

    public FactTable<SlaTargetFact> SlaTarget { get; }

    public FactTable<ExcludedFact> Excluded { get; }

    public FactTable<ContactFact> Contact { get; }

    public FactTable<IssueFact> Issue { get; }

    public FactTable<SessionFact> Session { get; }

    public FactTable<InvitationFact> Invitation { get; }

    public FactTable<AnswerFact> Answer { get; }

    public FactTable<ArticleViewFact> ArticleView { get; }

    public FactTable<OrderFact> Order { get; }

    public FactTable<CustomerSpanFact> CustomerSpan { get; }

    public FactTable<CustomerMonthFact> CustomerMonth { get; }

    public FactTable<AgentHourFact> AgentHour { get; }

    public FactTable<CallFact> Call { get; }

    public FactTable<ArticleVoteFact> ArticleVote { get; }

    public FactTable<ArticleSearchFact> ArticleSearch { get; }

    public FactTable<ReviewFact> Review { get; }

    public FactTable<ReviewCategoryFact> ReviewCategory { get; }

    public FactTable<EmploymentFact> Employment { get; }

    public FactTable<CostDayFact> CostDay { get; }

    public FactTable<ExcludedRecordFact> ExcludedRecord { get; }

    public IReadOnlyList<Table> Tables => [.. All.Select(fact => fact.Table)];

    /// <summary>The fact of this name, or null.</summary>
    public FactTable? Find(string name) => All.FirstOrDefault(fact => fact.Name == name);

    /// <summary>The members of a slice are yes and no.</summary>
    public bool IsYesOrNo(string slice) => All.Any(fact => fact.Find(slice) is { Role: ColumnRole.Slice, Kind: ColumnKind.Boolean });

    /// <summary>The table of one kind of row.</summary>
    public FactTable<T> Of<T>() where T : class => (FactTable<T>)_byType[typeof(T)];
}
