using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts.Customers;

/// <summary>The articles that a customer read, and which reading came last before a contact.</summary>
internal sealed class ArticleReadings
{
    private const long WordsPerMinute = 200;
    private readonly CustomerHistory _history;
    private readonly FactContext _context;
    private readonly List<Reading> _readings;
    private readonly Dictionary<CustomerContact, Reading> _lastBefore = new(ReferenceEqualityComparer.Instance);

    public ArticleReadings(CustomerHistory history, Contacts contacts, FactContext context)
    {
        (_history, _context) = (history, context);
        _readings =
        [
            .. history.Views.Select(view => new Reading(view, RecordKey.Of(view).ToString(), Seconds.Whole(view.ViewedAt)))
                .OrderBy(reading => reading.At).ThenBy(reading => reading.Record, StringComparer.Ordinal),
        ];
        if (history.IsKnown && _readings.Count > 0) Relate(contacts);
    }

    /// <summary>The article that the customer read last within a day before a contact; null when none.</summary>
    public string? LastBefore(CustomerContact contact) =>
        _lastBefore.TryGetValue(contact, out var reading) && contact.Started - reading.At <= _context.Rules.ArticleWindow ? reading.View.Article : null;

    public IEnumerable<ArticleViewFact> Rows() => _readings.Select(Row);

    /// <summary>
    /// A contact belongs to the last reading before it, and of several the first is the one that followed. A contact that names its
    /// article itself, as a call to the article's own number does, is counted there and follows no reading.
    /// </summary>
    private void Relate(Contacts contacts)
    {
        var next = 0;
        Reading? last = null;
        foreach (var contact in contacts.Own)
        {
            for (; next < _readings.Count && _readings[next].At <= contact.Started; next++)
            {
                if (_readings[next].IsHuman) last = _readings[next];
            }

            if (last is null || contact.Article is not null) continue;
            _lastBefore.Add(contact, last);
            last.ContactAfterSeconds ??= Seconds.Between(last.At, contact.Started);
        }
    }

    private ArticleViewFact Row(Reading reading)
    {
        var view = reading.View;
        var article = _context.Reference.ArticleOf(view.Source, view.Article);
        return new ArticleViewFact
        {
            CustomerUnit = _history.Unit,
            Record = reading.Record,
            Article = view.Article,
            Topic = view.Topic ?? article?.Topic,
            Language = view.Language ?? article?.Language,
            Reader = _history.IsKnown ? _history.Unit : CustomerWord.Of(view.Reader),
            Viewed = reading.At,
            IsHuman = reading.IsHuman,
            ActiveSeconds = view.ActiveSeconds,
            ExpectedSeconds = Expected(view.ExpectedSeconds ?? ExpectedOf(article)),
            ContactAfterSeconds = reading.ContactAfterSeconds,
        };
    }

    /// <summary>An article that takes no time says nothing about who read it through.</summary>
    private static long? Expected(long? seconds) => seconds > 0 ? seconds : null;

    private static long? ExpectedOf(Article? article) =>
        article?.Words is { } words ? (words * 60 + WordsPerMinute / 2) / WordsPerMinute + (article.MediaSeconds ?? 0) : null;

    private sealed class Reading(ArticleView view, string record, Instant at)
    {
        public ArticleView View => view;

        public string Record => record;

        public Instant At => at;

        public bool IsHuman => view is { IsBot: false, IsAgent: false };

        public long? ContactAfterSeconds { get; set; }
    }
}
