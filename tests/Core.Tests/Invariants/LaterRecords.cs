using Deskmeter.Core.Tests.Facts;
using Deskmeter.Helpdesk;
using Deskmeter.Settings;
using NodaTime;

namespace Deskmeter.Core.Tests.Invariants;

/// <summary>Records and settings with every instant and date so many days later, and nothing else changed.</summary>
internal static class LaterRecords
{
    public static SourceRecord Of(SourceRecord record, int days)
    {
        var by = Duration.FromDays(days);
        return record switch
        {
            Ticket ticket => RandomTickets.Shift(ticket, by),
            Call call => call with { Legs = [.. call.Legs.Select(leg => Of(leg, by))] },
            Session session => session with
            {
                StartedAt = session.StartedAt + by,
                CompletedAt = session.CompletedAt + by,
                HandedOverAt = session.HandedOverAt + by,
                EndedAt = session.EndedAt + by,
            },
            Survey survey => survey with
            {
                SentAt = survey.SentAt + by,
                OpenedAt = survey.OpenedAt + by,
                Answers = [.. survey.Answers.Select(answer => answer with { At = answer.At + by })],
            },
            ArticleView view => view with { ViewedAt = view.ViewedAt + by },
            ArticleVote vote => vote with { VotedAt = vote.VotedAt + by },
            ArticleSearch search => search with { SearchedAt = search.SearchedAt + by },
            Order order => order with { PaidAt = order.PaidAt + by, Refunds = [.. order.Refunds.Select(refund => refund with { At = refund.At + by })] },
            Subscription held => held with
            {
                StartedOn = held.StartedOn.PlusDays(days),
                EndedOn = held.EndedOn?.PlusDays(days),
                TrialUntil = held.TrialUntil?.PlusDays(days),
                Pauses = [.. held.Pauses.Select(pause => pause with { FromOn = pause.FromOn.PlusDays(days), UntilOn = pause.UntilOn?.PlusDays(days) })],
            },
            Cost cost => cost with { FromOn = cost.FromOn.PlusDays(days), UntilOn = cost.UntilOn.PlusDays(days) },
            ExchangeRate rate => rate with { On = rate.On.PlusDays(days) },
            Person person => person with
            {
                Stays = [.. person.Stays.Select(stay => stay with { JoinedOn = stay.JoinedOn.PlusDays(days), LeftOn = stay.LeftOn?.PlusDays(days) })],
            },
            Shift shift => shift with { FromAt = shift.FromAt + by, UntilAt = shift.UntilAt + by },
            Review review => review with { ReviewedAt = review.ReviewedAt + by },
            Article or Customer => record,
            _ => throw new ArgumentException($"Nobody says what times a {record.GetType().Name} has.", nameof(record)),
        };
    }

    public static WorkspaceSettings Of(WorkspaceSettings settings, int days) => settings with
    {
        Calendars = settings.Calendars.ToDictionary(pair => pair.Key, pair => Of(pair.Value, days)),
    };

    private static BusinessCalendar Of(BusinessCalendar calendar, int days) => calendar with
    {
        Versions = [.. calendar.Versions.Select(version => version with { From = version.From?.PlusDays(days) })],
        Holidays = calendar.Holidays.Select(date => date.PlusDays(days)).ToHashSet(),
        Openings = calendar.Openings.ToDictionary(pair => pair.Key.PlusDays(days), pair => pair.Value),
        Breaks = calendar.Breaks.ToDictionary(pair => pair.Key.PlusDays(days), pair => pair.Value),
    };

    private static CallLeg Of(CallLeg leg, Duration by) => leg with
    {
        OfferedAt = leg.OfferedAt + by,
        QueuedAt = leg.QueuedAt + by,
        AnsweredAt = leg.AnsweredAt + by,
        EndedAt = leg.EndedAt + by,
        Holds = [.. leg.Holds.Select(hold => new HoldSegment(hold.From + by, hold.Until + by))],
    };
}
