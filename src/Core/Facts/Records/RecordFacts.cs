namespace Deskmeter.Facts;

/// <summary>The rows that one record gives, fact by fact.</summary>
public sealed class RecordFacts
{
    public required string Record { get; init; }
    public CallFact? Call { get; set; }
    public ArticleVoteFact? Vote { get; set; }
    public ArticleSearchFact? Search { get; set; }
    public ReviewFact? Review { get; set; }
    public List<ReviewCategoryFact> Categories { get; } = [];
    public List<EmploymentFact> Employments { get; } = [];
    public List<CostDayFact> CostDays { get; } = [];
    public ExcludedRecordFact? Excluded { get; set; }
}
