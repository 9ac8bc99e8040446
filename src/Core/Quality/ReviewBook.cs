using Deskmeter.Helpdesk;
using Deskmeter.Records;
using NodaTime;

namespace Deskmeter.Quality;

/// <summary>The reviews by people, found by their ticket. Kept in memory, and read on from the records whenever it is asked. Safe for concurrent use.</summary>
public sealed class ReviewBook(IRecordStore records)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Source, string Id), Review> _all = [];
    private readonly Dictionary<string, HashSet<(string Source, string Id)>> _byTicket = new(StringComparer.Ordinal);
    private long _position;

    /// <summary>Every review by people up to an instant, the newest first.</summary>
    public IReadOnlyList<Review> Until(Instant asOf)
    {
        lock (_gate)
        {
            Follow();
            return [.. _all.Values.Where(review => review.ReviewedAt <= asOf).OrderByDescending(review => (review.ReviewedAt, review.Source, review.Id))];
        }
    }

    /// <summary>The reviews of a ticket, the oldest first.</summary>
    public IReadOnlyList<Review> Of(string source, string ticket)
    {
        lock (_gate)
        {
            Follow();
            return _byTicket.TryGetValue(ticket, out var keys)
                ? [.. keys.Select(key => _all[key]).Where(review => SourceOf(review) is not { } own || own == source).OrderBy(review => (review.ReviewedAt, review.Source, review.Id))]
                : [];
        }
    }

    /// <summary>Every ticket that several people reviewed up to an instant.</summary>
    public IReadOnlyList<IReadOnlyList<Review>> Several(Instant asOf)
    {
        lock (_gate)
        {
            Follow();
            var several = new List<IReadOnlyList<Review>>();
            foreach (var keys in _byTicket.Values.Where(keys => keys.Count > 1))
            {
                var reviews = keys.Select(key => _all[key]).Where(review => review.ReviewedAt <= asOf).ToList();
                if (reviews.DistinctBy(review => review.Reviewer).Count() < 2) continue;
                var sources = reviews.Select(SourceOf).Distinct().Where(source => source is not null).DefaultIfEmpty(null);
                several.AddRange(sources.Select(source => (IReadOnlyList<Review>)[.. reviews.Where(review => SourceOf(review) is not { } own || own == source)])
                    .Where(own => own.DistinctBy(review => review.Reviewer).Count() > 1));
            }

            return several;
        }
    }

    /// <summary>The source of a review's ticket: the one that it names, or its own when that has the ticket; null where only the id is known.</summary>
    public string? SourceOf(Review review) =>
        review.TicketSource ?? (review.Ticket is { } ticket && records.Find<Ticket>(review.Source, ticket) is not null ? review.Source : null);

    /// <summary>The ticket of a review, where it is known.</summary>
    public Ticket? TicketOf(Review review) => review.Ticket is not { } ticket ? null
        : SourceOf(review) is { } source ? records.Find<Ticket>(source, ticket)
        : records.Find<Ticket>(ticket) is [var only] ? only : null;

    /// <summary>Begins anew: what was removed for good from the records leaves no change to follow.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _all.Clear();
            _byTicket.Clear();
            _position = 0;
        }
    }

    private void Follow()
    {
        var position = records.Position;
        if (position == _position) return;
        foreach (var (_, record) in records.ChangesAfter(_position, RecordKind.Of(typeof(Review)))) Take((Review)record);
        _position = position;
    }

    private void Take(Review review)
    {
        var key = (review.Source, review.Id);
        if (_all.Remove(key, out var before) && before.Ticket is { } left) _byTicket[left].Remove(key);
        if (review.IsDeleted || review.Kind == ReviewKind.Auto) return;
        _all[key] = review;
        if (review.Ticket is not { } ticket) return;
        if (!_byTicket.TryGetValue(ticket, out var keys)) _byTicket[ticket] = keys = [];
        keys.Add(key);
    }
}
