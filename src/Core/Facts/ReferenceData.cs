using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts;

/// <summary>
/// The few records that the facts of many others look things up in: exchange rates, people and articles. Deleted ones are left out.
/// Safe for concurrent use.
/// </summary>
public sealed class ReferenceData
{
    private static readonly Comparer<PersonStay> StayOrder = Comparer<PersonStay>.Create((left, right) =>
        left.JoinedOn != right.JoinedOn ? left.JoinedOn.CompareTo(right.JoinedOn)
        : string.CompareOrdinal(left.Key, right.Key) is var key and not 0 ? key
        : string.CompareOrdinal(left.Team, right.Team) is var team and not 0 ? team
        : Nullable.Compare(left.Tier, right.Tier));

    private readonly Dictionary<string, List<PersonStay>> _stays = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Source, string Id), Article> _articles = [];
    private readonly Dictionary<string, Article> _articlesById = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Article?> _articlesByNumber = new(StringComparer.Ordinal);

    /// <summary>Reads what the records say.</summary>
    /// <param name="records">All rates, people and articles, in any order; records of other kinds do no harm.</param>
    /// <param name="currency">The workspace's currency (ISO 4217); null: none is set.</param>
    public ReferenceData(IEnumerable<StatedRecord> records, string? currency = null)
    {
        Currency = currency;
        List<StatedRecord> known =
        [
            .. records.Where(record => !record.IsDeleted && record is ExchangeRate or Person or Article)
                .OrderBy(record => record.Source, StringComparer.Ordinal).ThenBy(record => record.Id, StringComparer.Ordinal),
        ];
        Exchange = new Exchange(currency, known.OfType<ExchangeRate>());
        foreach (var article in known.OfType<Article>()) Add(article);
        foreach (var person in known.OfType<Person>()) Add(person);
        foreach (var stays in _stays.Values) stays.Sort(StayOrder);
    }

    /// <summary>No rates, people or articles, and no currency.</summary>
    public static ReferenceData None { get; } = new([]);

    /// <summary>The workspace's currency (ISO 4217); null: none is set.</summary>
    public string? Currency { get; }

    public Exchange Exchange { get; }

    /// <summary>The article of this id: the source's own, else that of the first source that has one, since a site's readings and its articles may come from two tools.</summary>
    public Article? ArticleOf(string source, string id) => _articles.GetValueOrDefault((source, id)) ?? _articlesById.GetValueOrDefault(id);

    /// <summary>The article whose own number this is; null when several have it.</summary>
    public Article? ArticleOfNumber(string? number) => PhoneNumber.Of(number) is { } digits ? _articlesByNumber.GetValueOrDefault(digits) : null;

    /// <summary>Where somebody was on a local date; null when nobody says. Of stays that overlap the one that began last.</summary>
    public PersonStay? StayOf(string? person, LocalDate on)
    {
        if (person is null || !_stays.TryGetValue(person, out var stays)) return null;
        for (var index = stays.Count - 1; index >= 0; index--)
        {
            if (stays[index].JoinedOn <= on && (stays[index].LeftOn is not { } left || left > on)) return stays[index];
        }

        return null;
    }

    /// <summary>Somebody's team on a local date.</summary>
    public string? TeamOf(string? person, LocalDate on) => StayOf(person, on)?.Team;

    /// <summary>Somebody's tier on a local date.</summary>
    public int? TierOf(string? person, LocalDate on) => StayOf(person, on)?.Tier;

    private void Add(Article article)
    {
        _articles[(article.Source, article.Id)] = article;
        _articlesById.TryAdd(article.Id, article);
        if (PhoneNumber.Of(article.Number) is { } digits && !_articlesByNumber.TryAdd(digits, article)) _articlesByNumber[digits] = null;
    }

    private void Add(Person person)
    {
        if (!_stays.TryGetValue(person.Id, out var stays)) _stays[person.Id] = stays = [];
        stays.AddRange(person.Stays);
    }
}
