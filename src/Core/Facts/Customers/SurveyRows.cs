using System.Globalization;
using Deskmeter.Facts.Records;
using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts.Customers;

/// <summary>Writes the surveys of a customer: what was sent, what was answered, and what came of it.</summary>
internal sealed class SurveyRows
{
    private const int Good = 4;
    private readonly CustomerHistory _history;
    private readonly FactContext _context;
    private readonly List<AskedSurvey> _surveys = [];
    private readonly Dictionary<string, List<Instant>> _good = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Kind, string Scale), List<GivenAnswer>> _before = [];
    private readonly Lazy<List<Instant>> _replies;

    public SurveyRows(CustomerHistory history, Contacts contacts, FactContext context)
    {
        (_history, _context) = (history, context);
        foreach (var survey in history.Surveys)
        {
            if (survey.IsAnonymous && history.IsKnown)
                throw new ArgumentException($"{RecordKey.Of(survey)} is anonymous: it has a history of its own.", nameof(history));
            _surveys.Add(new AskedSurvey(survey, survey.IsAnonymous ? null : contacts.Ticket(survey.Source, survey.Ticket)));
        }

        foreach (var contact in contacts.All)
        {
            foreach (var rating in contact.Ratings) _surveys.Add(new AskedSurvey(rating, contact));
        }

        _surveys.Sort((left, right) => string.CompareOrdinal(left.Record, right.Record));
        _replies = new Lazy<List<Instant>>(() => [.. contacts.All.SelectMany(contact => contact.Replies).Concat(history.Spoken).Order()]);
        if (history.IsKnown) Relate();
    }

    /// <summary>What customers said about whether their first contact resolved the matter, by the contact's record.</summary>
    public Dictionary<string, bool?> FirstContactResolutions()
    {
        var said = new Dictionary<string, (Instant At, bool? IsTop)>(StringComparer.Ordinal);
        foreach (var survey in _surveys)
        {
            if (survey is not { Survey.Kind: "fcr", Contact: { } contact, Answers: [.., var last] }) continue;
            if (!said.TryGetValue(contact.Record, out var known) || last.At >= known.At) said[contact.Record] = (last.At, last.IsTop);
        }

        return said.ToDictionary(pair => pair.Key, pair => pair.Value.IsTop, StringComparer.Ordinal);
    }

    public void Write(CustomerFacts facts)
    {
        foreach (var survey in _surveys)
        {
            var slices = survey.Contact?.Slices ?? StatedSlices.Of(survey.Survey, survey.Survey.Channel);
            if (survey.Survey.SentAt is { } sent) facts.Invitations.Add(Invitation(survey, Seconds.Whole(sent), slices));
            if (survey.Answers.Count > 0) facts.Answers.Add(Answer(survey, slices));
        }
    }

    /// <summary>Sorts what one survey of a customer says about another.</summary>
    private void Relate()
    {
        foreach (var survey in _surveys)
        {
            if (survey.TurnedGood is { } good) Add(_good, survey.Survey.Kind, good);
            if (survey is { Survey.Touchpoint: "pre", Answers: [.., var last] }) Add(_before, (survey.Survey.Kind, survey.Scale), last);
        }

        foreach (var instants in _good.Values) instants.Sort();
        // Those of one instant stay in the order of their records.
        foreach (var (key, answers) in _before) _before[key] = [.. answers.OrderBy(answer => answer.At)];
    }

    private static void Add<TKey, TValue>(Dictionary<TKey, List<TValue>> lists, TKey key, TValue value) where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list)) lists.Add(key, list = []);
        list.Add(value);
    }

    private InvitationFact Invitation(AskedSurvey survey, Instant sent, TicketSlices slices) => new()
    {
        CustomerUnit = _history.Unit,
        Record = survey.Record,
        TicketId = survey.TicketId,
        Slices = slices,
        Kind = survey.Survey.Kind,
        Scale = survey.Scale,
        Touchpoint = survey.Survey.Touchpoint,
        Agent = AgentOf(survey.Survey, survey.Survey.AgentAtSend, survey.Survey.TeamAtSend, sent),
        Customer = CustomerOf(survey),
        Sent = sent,
        // Whoever answered has got it, whatever the mail server said.
        IsDelivered = survey.Survey.Delivery == SurveyDelivery.Delivered || survey.FirstAnswer is not null,
        IsAnswered = survey.FirstAnswer is not null,
        AnswerAfterSeconds = survey.FirstAnswer is { } answered ? Math.Max(0, Seconds.Between(sent, answered)) : null,
    };

    private AnswerFact Answer(AskedSurvey survey, TicketSlices slices)
    {
        var (told, first, last) = (survey.Survey, survey.Answers[0], survey.Answers[^1]);
        return new AnswerFact
        {
            CustomerUnit = _history.Unit,
            Record = survey.Record,
            TicketId = survey.TicketId,
            Slices = slices,
            Kind = told.Kind,
            Scale = survey.Scale,
            Touchpoint = told.Touchpoint,
            Agent = (told.AgentAtSend ?? told.TeamAtSend) is not null
                ? AgentOf(told, told.AgentAtSend, told.TeamAtSend, told.SentAt ?? first.At)
                : AgentOf(told, first.Told.Agent, first.Told.Team, first.At),
            Customer = CustomerOf(survey),
            Answered = last.At,
            Score = (double)last.Told.Score,
            Band = last.Band?.ToString(CultureInfo.InvariantCulture),
            IsTop = last.IsTop,
            FirstBand = first.Band,
            DeltaFromPre = told.Touchpoint == "post" ? DeltaFromPre(survey, last) : null,
            FollowedUpAfterSeconds = FollowUp(survey, first.At),
            RecoveredAfterSeconds = first.Band < Good ? Recovery(survey, first.At) : null,
        };
    }

    private double? DeltaFromPre(AskedSurvey survey, GivenAnswer post)
    {
        if (!_before.TryGetValue((survey.Survey.Kind, survey.Scale), out var answers)) return null;
        var place = CountUpTo(answers, answer => answer.At < post.At);
        return place > 0 && post.At - answers[place - 1].At <= _context.Rules.PreWindow ? (double)(post.Told.Score - answers[place - 1].Told.Score) : null;
    }

    /// <summary>Of nobody known only the ticket that was asked about can be meant.</summary>
    private long? FollowUp(AskedSurvey survey, Instant answered)
    {
        if (survey.Survey.IsAnonymous) return null;
        var replies = _history.IsKnown ? _replies.Value : [.. (survey.Contact?.Replies ?? []).Order()];
        var place = CountUpTo(replies, reply => reply <= answered);
        return place < replies.Count ? Seconds.Between(answered, replies[place]) : null;
    }

    private long? Recovery(AskedSurvey survey, Instant answered)
    {
        var turned = survey.TurnedGood;
        if (_good.TryGetValue(survey.Survey.Kind, out var good) && CountUpTo(good, at => at <= answered) is var place && place < good.Count)
            turned = turned is { } own ? Instant.Min(own, good[place]) : good[place];
        return turned is { } recovered ? Seconds.Between(answered, recovered) : null;
    }

    /// <summary>How many at the beginning of a sorted list are so.</summary>
    private static int CountUpTo<T>(List<T> sorted, Func<T, bool> isSo)
    {
        var (low, high) = (0, sorted.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (isSo(sorted[middle])) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private Actor? AgentOf(Survey survey, string? agent, string? team, Instant at) =>
        survey.IsAnonymous || (agent ?? team) is null ? null : new Actor(ActorClass.Agent, agent, team ?? _context.Reference.TeamOf(agent, _context.DayOf(at)));

    private string? CustomerOf(AskedSurvey survey) => _history.IsKnown && !survey.Survey.IsAnonymous ? _history.Unit : null;
}
