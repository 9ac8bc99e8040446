using Deskmeter.App.Board;
using Deskmeter.Helpdesk;
using Deskmeter.Quality;
using NodaTime;

namespace Deskmeter.App.Quality;

/// <summary>The tickets that several people reviewed in the year up to the end of the period shown, and how far their reviewers agree.</summary>
public sealed class CalibrationModel
{
    public CalibrationModel(Visit visit)
    {
        Blind = new Blindness(visit.Workspace);
        var end = LocalDate.Min(QualityModel.EndOf(visit), visit.Dates.Today.PlusDays(1));
        (From, Last) = (end.PlusYears(-1), end.PlusDays(-1));
        var (start, until) = (visit.Zone.AtStartOfDay(From).ToInstant(), visit.Zone.AtStartOfDay(end).ToInstant());
        Pairs = [.. visit.Workspace.Reviews.Several(visit.AsOf).SelectMany(ReviewPair.Of).Where(pair => pair.At >= start && pair.At < until).OrderByDescending(pair => pair.At)];
        Agreements = PairAgreement.Of(Pairs.Where(pair => Blind.HeldFor(pair.First, "") is null));
    }

    /// <summary>The first local date that counts.</summary>
    public LocalDate From { get; }

    /// <summary>The last one.</summary>
    public LocalDate Last { get; }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<ReviewPair> Pairs { get; }

    /// <summary>The two with the most tickets in common first; without what a third is still to judge.</summary>
    public IReadOnlyList<PairAgreement> Agreements { get; }

    public Blindness Blind { get; }

    /// <summary>How far two scores are apart, from 0 to 1; null where one has none.</summary>
    public static double? Apart(ReviewPair pair) => (double?)(ReviewScore.Of(pair.First.Categories) - ReviewScore.Of(pair.Second.Categories)) is { } apart ? Math.Abs(apart) : null;
}
