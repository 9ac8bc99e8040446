using Deskmeter.Helpdesk;
using Deskmeter.Quality;
using NodaTime;

namespace Deskmeter.Workspaces;

/// <content>Reviews that people make here.</content>
public sealed partial class Workspace
{
    /// <summary>Scorecards, and who was asked for a second review.</summary>
    public QualityStore Quality { get; }

    /// <summary>The reviews by people.</summary>
    public ReviewBook Reviews { get; }

    /// <summary>The scorecards that can be filled in: those written here, the shipped one, and those that reviews were made by elsewhere.</summary>
    public IReadOnlyList<Scorecard> Scorecards
    {
        get
        {
            var known = Quality.Cards.ToList();
            if (known.TrueForAll(card => card.Name != Scorecard.Shipped.Name)) known.Insert(0, Scorecard.Shipped);
            foreach (var review in Reviews.Until(Instant.MaxValue).Where(review => review.Scorecard is not null).DistinctBy(review => review.Scorecard))
            {
                if (known.Exists(card => card.Name == review.Scorecard) || Scorecard.Of(review.Scorecard!, review) is not { Categories.Count: > 0 } card) continue;
                known.Add(card);
            }

            return known;
        }
    }

    /// <summary>Keeps a review in the records, as an import would; the facts follow. The same review again changes nothing.</summary>
    /// <exception cref="UsageException">Something is missing or too long; nothing was kept.</exception>
    public Review SaveReview(ReviewDraft draft)
    {
        lock (_writing)
        {
            var before = _records.Find<Review>(ReviewDraft.Source, draft.Id);
            var others = Reviews.Of(draft.TicketSource, draft.Ticket).Where(review => (review.Source, review.Id) != (ReviewDraft.Source, draft.Id));
            var review = draft.Review(before, others, _now.Exact);
            if (before is { IsDeleted: false } && ReviewDraft.IsSame(before, review)) return before;
            Add([review], 1);
            return review;
        }
    }

    /// <summary>Takes a review back that was made here: it counts no more, and stays known so that it does not come back.</summary>
    /// <returns>False when there was none.</returns>
    public bool RemoveReview(string id)
    {
        lock (_writing)
        {
            if (_records.Find<Review>(ReviewDraft.Source, id) is not { IsDeleted: false } review) return false;
            Add([review with { Version = review.Version + 1, IsDeleted = true }], 1);
            return true;
        }
    }
}
