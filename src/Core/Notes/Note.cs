using Deskmeter.Metrics;
using NodaTime;

namespace Deskmeter.Notes;

/// <summary>What people know of a day or a stretch of days: a new bot, a strike.</summary>
/// <param name="From">The first local date.</param>
/// <param name="Last">The last; the same for a single day.</param>
/// <param name="Words">What happened, in a few words.</param>
/// <param name="Kpi">The only KPI that it is about; null: all.</param>
/// <param name="Where">The filters that it is about; empty: everything.</param>
public sealed record Note(LocalDate From, LocalDate Last, string Words, string? Kpi, IReadOnlyList<Filter> Where)
{
    /// <summary>Longer words do not fit a chart.</summary>
    public const int MostCharacters = 120;

    /// <summary>Names it when it is removed.</summary>
    public long Id { get; init; }

    /// <summary>It belongs beside a KPI that is shown with these filters.</summary>
    public bool IsAbout(string kpi, IReadOnlyList<Filter> where) =>
        (Kpi is null || Kpi == kpi) && Where.All(own => where.Any(filter => FilterText.Write(filter) == FilterText.Write(own)));

    /// <summary>The same note with its words in one line, if they can be kept.</summary>
    /// <exception cref="UsageException">It has no words, too many, or ends before it begins.</exception>
    public Note Checked()
    {
        var words = string.Join(' ', Words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (words.Length == 0) throw new UsageException($"A note needs words.", "words");
        if (words.Length > MostCharacters) throw new UsageException($"A note has at most {MostCharacters} characters; this one has {words.Length}.", "words");
        if (Last < From) throw new UsageException($"The note ends before it begins.", "last");
        return this with { Words = words };
    }
}
