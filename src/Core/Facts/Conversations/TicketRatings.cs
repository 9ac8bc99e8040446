using Deskmeter.Helpdesk;

namespace Deskmeter.Facts.Conversations;

/// <summary>Ratings that came with a ticket, or with one that was merged into it, as the surveys that they answer.</summary>
internal static class TicketRatings
{
    /// <summary>One survey for each kind of question and scale: who rates twice changes the answer.</summary>
    public static IReadOnlyList<Survey> Of(Conversation conversation)
    {
        var ticket = conversation.Timeline.Ticket;
        var ratings = conversation.Timeline.Entries.FindAll(entry => entry.Kind == EntryKind.Rating);
        if (ratings.Count == 0) return [];
        return
        [
            .. from entry in ratings
               let rated = (Rated)entry.Event!
               group Answer(entry, rated, conversation.Assignments) by (rated.Kind, rated.Scale) into answers
               select new Survey(ticket.Source, $"{ticket.Id}:{answers.Key.Kind}:{answers.Key.Scale}")
               {
                   Kind = answers.Key.Kind,
                   Scale = answers.Key.Scale,
                   Ticket = ticket.Id,
                   Customer = conversation.Customer,
                   AgentAtSend = answers.First().Agent,
                   TeamAtSend = answers.First().Team,
                   Answers = [.. answers],
               },
        ];
    }

    private static SurveyAnswer Answer(TimelineEntry entry, Rated rated, AssignmentTrack assignments)
    {
        var holder = assignments.At(entry.At);
        var key = entry.MergedFrom is { } child ? $"{child}:{rated.Id}" : rated.Id;
        return new SurveyAnswer(key, entry.At, rated.Score) { Version = rated.Version, Comment = rated.Comment, Agent = holder?.Id, Team = holder?.Team };
    }
}
