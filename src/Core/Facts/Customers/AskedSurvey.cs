using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts.Customers;

/// <summary>A survey as facts read it: its answers in order, each judged by the scale that was asked on.</summary>
internal sealed class AskedSurvey
{
    private const int Good = 4;

    /// <param name="contact">The ticket that is asked about, where it is known; never of an anonymous survey.</param>
    public AskedSurvey(Survey survey, CustomerContact? contact)
    {
        (Survey, Contact) = (survey, contact);
        Record = RecordKey.Of(survey).ToString();
        var scale = AnswerScale.Of(survey.Scale);
        Scale = scale?.ToString() ?? survey.Scale.Trim();
        FirstAnswer = survey.Answers.Count > 0 ? Seconds.Whole(survey.Answers.Min(answer => answer.At)) : null;
        // What its scale cannot hold is no answer that any figure can read.
        Answers =
        [
            .. survey.Answers.Where(answer => scale?.Holds(answer.Score) ?? true).OrderBy(answer => answer.At).ThenBy(answer => answer.Key, StringComparer.Ordinal)
                .Select(answer => new GivenAnswer(answer, Seconds.Whole(answer.At), scale?.Band(answer.Score), scale?.IsTop(answer.Score))),
        ];
    }

    public Survey Survey { get; }

    public CustomerContact? Contact { get; }

    public string Record { get; }

    /// <summary>The scale as it was asked, written in one way.</summary>
    public string Scale { get; }

    /// <summary>When any answer came first, whatever it said; null when none came.</summary>
    public Instant? FirstAnswer { get; }

    /// <summary>Every answer that the scale can hold, in the order in which they were given; the last one counts.</summary>
    public IReadOnlyList<GivenAnswer> Answers { get; }

    public string? TicketId => Survey.IsAnonymous ? null : Contact?.TicketId ?? Survey.Ticket;

    /// <summary>When its answer became a good one and stayed so; null when the last is not good.</summary>
    public Instant? TurnedGood
    {
        get
        {
            var first = Answers.Count;
            while (first > 0 && Answers[first - 1].Band >= Good) first--;
            return first < Answers.Count ? Answers[first].At : null;
        }
    }
}

/// <summary>One answer.</summary>
/// <param name="Band">1 (very bad) to 5 (very good); null on a scale of words.</param>
/// <param name="IsTop">Among the best of its scale; null on a scale of words.</param>
internal sealed record GivenAnswer(SurveyAnswer Told, Instant At, int? Band, bool? IsTop);
