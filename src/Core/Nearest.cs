namespace Deskmeter;

/// <summary>Finds the word that was probably meant.</summary>
public static class Nearest
{
    /// <summary>The known word with the fewest edits from <paramref name="word"/>, if it is close enough to be meant.</summary>
    public static string? To(string word, IEnumerable<string> known)
    {
        var limit = Math.Max(2, word.Length / 3);
        string? best = null;
        foreach (var candidate in known)
        {
            var distance = candidate.StartsWith(word, StringComparison.OrdinalIgnoreCase) && word.Length > 2 ? 1 : Distance(word, candidate);
            if (distance > limit || (distance == limit && best is not null)) continue;
            (best, limit) = (candidate, distance);
        }

        return best;
    }

    /// <summary>An error for an unknown word, with its near match.</summary>
    public static UsageException Unknown(Sentence what, string word, IEnumerable<string> known, string? field = null)
    {
        var words = known.ToList();
        var near = To(word, words);
        var hint = Hint(near, words.Count <= 20 ? words : []);
        return new UsageException($"There is no {what} '{word}'.{hint}", field, near);
    }

    /// <summary>What follows a message about an unknown word: the near match, or what is known; empty when neither helps.</summary>
    public static Sentence Hint(string? near, IReadOnlyCollection<string>? known = null)
    {
        if (near is not null) return $" Did you mean '{near}'?";
        if (known is { Count: > 0 }) return $" Known: {string.Join(", ", known)}.";
        return $"";
    }

    private static int Distance(string left, string right)
    {
        var previous = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++) previous[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + cost);
            }

            (previous, current) = (current, previous);
        }

        return previous[right.Length];
    }
}
