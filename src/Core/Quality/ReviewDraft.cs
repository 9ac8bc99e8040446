using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Quality;

/// <summary>A scorecard as somebody filled it in about one ticket.</summary>
public sealed record ReviewDraft
{
    /// <summary>The source of reviews that are made here.</summary>
    public const string Source = "deskmeter";

    public const int LongestName = 100;
    public const int LongestComment = 5000;

    public required string TicketSource { get; init; }

    public required string Ticket { get; init; }

    public required Scorecard Card { get; init; }

    public required string Reviewer { get; init; }

    public required string Reviewee { get; init; }

    /// <summary>The team in which the work was done; null: the one of the day of the review.</summary>
    public string? RevieweeTeam { get; init; }

    /// <summary>The ticket's channel and what it is about, as they are when it is reviewed.</summary>
    public TicketSlices? Slices { get; init; }

    /// <summary>By category: what was given; null: not applicable. What is missing was not answered.</summary>
    public IReadOnlyDictionary<string, decimal?> Scores { get; init; } = new Dictionary<string, decimal?>();

    public string Comment { get; init; } = "";

    /// <summary>A person reviews a ticket once; whoever does it again corrects it.</summary>
    public string Id => IdOf(TicketSource, Ticket, Reviewer);

    /// <summary>The categories that nobody has answered yet.</summary>
    public IEnumerable<ScorecardCategory> Unanswered => Card.Categories.Where(category => !Scores.ContainsKey(category.Key));

    /// <summary>The categories as far as they are answered.</summary>
    public IReadOnlyList<ReviewCategory> Answered(long version = 0) =>
        [.. Card.Categories.Where(category => Scores.ContainsKey(category.Key)).Select(category => category.Given(Scores[category.Key], version))];

    public static string IdOf(string source, string ticket, string reviewer) => string.Join('/', ((string[])[source, ticket, reviewer]).Select(Plain));

    /// <summary>The review that this is.</summary>
    /// <param name="before">This person's review of the ticket so far, which keeps its date and its kind.</param>
    /// <param name="others">The ticket's reviews by others: the first counts, the rest say how far people agree.</param>
    /// <param name="now">When it is made.</param>
    /// <exception cref="UsageException">Something is missing or too long.</exception>
    public Review Review(Review? before, IEnumerable<Review> others, Instant now)
    {
        Check();
        var version = Math.Max((before?.Version ?? 0) + 1, now.ToUnixTimeMilliseconds());
        var kept = before is { IsDeleted: false } ? before : null;
        var categories = Answered(version).ToList();
        // A category of another card, which this person used before, would stay: parts are united.
        categories.AddRange((before?.Categories ?? []).Where(old => categories.TrueForAll(category => category.Key != old.Key)).Select(old => old with { Version = version, Score = null }));
        return new Review(Source, Id)
        {
            Version = version,
            Kind = kept?.Kind ?? (others.Any() ? ReviewKind.Calibration : ReviewKind.Manual),
            ReviewedAt = kept?.ReviewedAt ?? now,
            Ticket = Ticket,
            TicketSource = TicketSource,
            Scorecard = Card.Name,
            Reviewee = Reviewee,
            RevieweeTeam = RevieweeTeam,
            Reviewer = Reviewer,
            Channel = Slices?.Channel,
            Brand = Slices?.Brand,
            Language = Slices?.Language,
            Country = Slices?.Country,
            Product = Slices?.Product,
            Topic = Slices?.Topic,
            Segment = Slices?.Segment,
            Comment = Comment.Trim() is { Length: > 0 } comment ? comment : null,
            Categories = [.. categories.OrderBy(category => category.Key, StringComparer.Ordinal)],
        };
    }

    /// <summary>Both say the same, whenever they were written.</summary>
    public static bool IsSame(Review left, Review right) =>
        left with { Version = 0, Categories = [] } == right with { Version = 0, Categories = [] }
        && left.Categories.Select(category => category with { Version = 0 }).SequenceEqual(right.Categories.Select(category => category with { Version = 0 }));

    private void Check()
    {
        CheckName(Reviewer, "reviewer", $"Say who reviews.");
        CheckName(Reviewee, "reviewee", $"Say whose work it is.");
        if (Comment.Length > LongestComment) throw new UsageException($"A comment has at most {LongestComment} letters.", "comment");
        if (Comment.Contains('\0', StringComparison.Ordinal)) throw new UsageException($"A comment holds a character that no text has.", "comment");
        if (Unanswered.FirstOrDefault() is { } missing) throw new UsageException($"Give '{missing.Key}' a score, or say that it does not apply.", $"score.{missing.Key}");
        if (Card.Categories.FirstOrDefault(category => Scores[category.Key] is { } score && (score < category.Lowest || score > category.Highest)) is { } beyond)
            throw new UsageException($"A score of '{beyond.Key}' is from {beyond.Lowest} to {beyond.Highest}.", $"score.{beyond.Key}");
    }

    /// <summary>A name is one line of a few words.</summary>
    /// <exception cref="UsageException">It is empty, too long, or no line.</exception>
    public static void CheckName(string name, string field, Sentence missing)
    {
        if (name.Trim().Length == 0) throw new UsageException(missing, field);
        if (name.Length > LongestName || name.Any(char.IsControl)) throw new UsageException($"A name has at most {LongestName} letters, in one line.", field);
    }

    private static string Plain(string part) => part.Replace("%", "%25", StringComparison.Ordinal).Replace("/", "%2F", StringComparison.Ordinal);
}
