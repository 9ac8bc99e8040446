using Deskmeter.Helpdesk;
using Deskmeter.Metrics;
using Deskmeter.Quality;
using Deskmeter.Workspaces;

namespace Deskmeter.App.Quality;

/// <summary>
/// Who is still to review what others have reviewed. Until then the others' answers are shown on these pages to nobody but whoever gave
/// them, so that the second reviewer judges without them.
/// </summary>
public sealed class Blindness(Workspace workspace)
{
    // Read when first asked for: the page of a figure that no review is behind never asks.
    private readonly Lazy<IReadOnlyList<Invitation>> _open = new(() => [.. workspace.Quality.Invitations.Where(invitation =>
        workspace.Reviews.Of(invitation.Source, invitation.Ticket).All(review => review.Reviewer != invitation.Reviewer))]);

    /// <summary>Those who were asked and have not answered, the oldest first.</summary>
    public IReadOnlyList<Invitation> Open => _open.Value;

    /// <summary>For whom the answer that a row of a figure brings is held back from somebody; null: it is not, or it is no review's.</summary>
    public string? HeldFor(FigureRow row, string reader) =>
        row is { Kind: "review", Source: { } source } && Open.Count > 0 && workspace.Records.Find<Review>(source, row.Id) is { } review ? HeldFor(review, reader) : null;

    /// <summary>For whom an answer is held back from somebody; null: it is not.</summary>
    public string? HeldFor(Review review, string reader)
    {
        if (review.Reviewer == reader || Open.Count == 0) return null;
        return Open.FirstOrDefault(invitation => invitation.Ticket == review.Ticket && workspace.Reviews.SourceOf(review) is var source && (source is null || source == invitation.Source))?.Reviewer;
    }
}
