using Deskmeter.Helpdesk;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>An answer that its scale can hold.</summary>
internal sealed record ReferenceAnswer(SurveyAnswer Told, long At, int? Band, bool? IsTop);

/// <summary>A survey, or the ratings of one kind and scale that came with a ticket, as it is read.</summary>
/// <param name="Key">Unique; where two answers came in one second, the order of these decides.</param>
/// <param name="Customer">Whose it is; null: nobody is known.</param>
/// <param name="Ticket">The ticket that is asked about, where it is one of the customer's; never of an anonymous survey.</param>
internal sealed record ReferenceSurvey(Survey Told, string Key, string? Customer, ReferenceTicket? Ticket)
{
    private readonly ReferenceScale _scale = new(Told.Scale);

    public string Scale => _scale.Name;

    /// <summary>In order; the last one counts.</summary>
    public List<ReferenceAnswer> Answers { get; } =
    [
        .. from answer in Told.Answers.OrderBy(answer => answer.At).ThenBy(answer => answer.Key, StringComparer.Ordinal)
           let scale = new ReferenceScale(Told.Scale)
           where scale.Holds(answer.Score)
           select new ReferenceAnswer(answer, ReferenceLog.Second(answer.At), scale.Band(answer.Score), scale.IsTop(answer.Score)),
    ];

    /// <summary>When the answer became a good one and stayed so.</summary>
    public long? TurnedGood
    {
        get
        {
            var lastBad = Answers.FindLastIndex(answer => answer.Band is null or < 4);
            return lastBad + 1 < Answers.Count ? Answers[lastBad + 1].At : null;
        }
    }

    /// <summary>What the ticket says, else what it says itself.</summary>
    public IReadOnlyList<string?> Slice(string slice) => slice switch
    {
        "kind" => [Told.Kind],
        "scale" => [Scale],
        "touchpoint" => [Told.Touchpoint],
        _ => Ticket?.Slice(slice) ?? ReferenceSlices.Of(Told, slice),
    };
}

/// <summary>Every survey and rating, with whose it is.</summary>
internal sealed class ReferenceSurveys
{
    private readonly ReferenceShop _shop;

    public ReferenceSurveys(ReferenceShop shop)
    {
        _shop = shop;
        All = [.. shop.Of<Survey>().Select(Read).Concat(shop.Tickets.SelectMany(Ratings)).OrderBy(survey => survey.Key, StringComparer.Ordinal)];
        OfCustomer = All.Where(survey => survey.Customer is not null).ToLookup(survey => survey.Customer!);
    }

    public IReadOnlyList<ReferenceSurvey> All { get; }

    public ILookup<string, ReferenceSurvey> OfCustomer { get; }

    private ReferenceSurvey Read(Survey survey)
    {
        var key = $"survey/{survey.Source}/{survey.Id}";
        if (survey.IsAnonymous) return new ReferenceSurvey(survey, key, null, null);
        if (_shop.Customers.Of(survey.Customer) is { } customer)
        {
            var named = _shop.Tickets.FindAll(ticket => ticket.Ticket.Id == survey.Ticket && _shop.Customers.Of(ticket.Customer) == customer);
            // Survey tools are sources of their own, so another source's ticket will do if there is only one.
            var about = named.Find(ticket => ticket.Ticket.Source == survey.Source) ?? (named.Count == 1 ? named[0] : null);
            return new ReferenceSurvey(survey, key, customer, about);
        }

        // Of nobody in particular: of whoever's ticket it is, and of the one that it was merged into.
        var ticket = _shop.TicketOf(survey.Source, survey.Ticket);
        return new ReferenceSurvey(survey, key, _shop.Customers.Of(ticket?.Customer), ticket);
    }

    /// <summary>The ratings of a ticket and of those merged into it: one survey for each kind and scale.</summary>
    private IEnumerable<ReferenceSurvey> Ratings(ReferenceTicket ticket) =>
        from entry in ticket.Log.WithChildren
        where entry.Event is Rated
        let rated = (Rated)entry.Event
        let holder = ticket.Holders.At(entry.At)
        let key = entry.Of == ticket.Ticket ? rated.Id : $"{entry.Of.Id}:{rated.Id}"
        let answer = new SurveyAnswer(key, NodaTime.Instant.FromUnixTimeSeconds(entry.At), rated.Score) { Agent = holder?.Agent, Team = holder?.Team }
        group answer by (rated.Kind, rated.Scale) into answers
        let survey = new Survey(ticket.Ticket.Source, $"{ticket.Ticket.Id}:{answers.Key.Kind}:{answers.Key.Scale}")
        {
            Kind = answers.Key.Kind,
            Scale = answers.Key.Scale,
            AgentAtSend = answers.First().Agent,
            TeamAtSend = answers.First().Team,
            Answers = [.. answers],
        }
        select new ReferenceSurvey(survey, $"survey/{survey.Source}/{survey.Id}", _shop.Customers.Of(ticket.Customer), ticket);
}
