using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts.Records;

/// <summary>Writes a call as the row of its fact, and as a contact of its customer.</summary>
internal static class CallRows
{
    public static CallFact Row(Call call, CallReading reading, string key, FactContext context)
    {
        var agent = AgentOf(reading, context);
        var calendar = context.OfTeam(reading.Team ?? agent?.Team);
        return new CallFact
        {
            Record = key,
            TicketId = call.Ticket,
            Slices = SlicesOf(call, calendar),
            Medium = call.Medium,
            Direction = call.Direction,
            Queue = reading.Queue,
            Outcome = reading.Outcome!.Value,
            Agent = agent,
            Customer = call.Customer,
            Offered = reading.Offered,
            AnsweredAt = reading.Answered,
            EndedAt = reading.Ended,
            QueueSeconds = reading.QueueSeconds,
            TalkSeconds = reading.Talk,
            HoldSeconds = reading.Hold,
            WrapSeconds = reading.Wrap,
            HandleSeconds = reading.Handle,
            IsInHours = calendar.Hours is { } hours ? IsOpen(hours, reading.Offered) : null,
            Article = ArticleOf(call, context),
        };
    }

    /// <summary>The customer turned to the team whether or not anybody answered; only an answered call settles anything.</summary>
    public static CustomerContact Contact(Call call, CallReading reading, string key, FactContext context)
    {
        var agent = AgentOf(reading, context);
        return new CustomerContact
        {
            Record = key,
            Kind = call.Medium == CallMedium.Chat ? "chat" : "call",
            Customer = CustomerWord.Of(call.Customer),
            Slices = SlicesOf(call, context.OfTeam(reading.Team ?? agent?.Team)),
            Resolver = agent,
            Started = reading.Offered,
            Resolved = reading.Outcome == CallOutcome.Answered ? reading.Ended : null,
            Ended = reading.Ended,
            HandleSeconds = reading.Handle,
            CustomerContacts = 1,
            FirstReplySeconds = reading.Answered is { } answered ? (long)(answered - reading.Offered).TotalSeconds : null,
            Article = ArticleOf(call, context),
            Replies = reading.Answered is { } spoken ? [spoken] : [],
        };
    }

    /// <summary>Who was connected first, in the team of the leg, else in that of the people's records on that day.</summary>
    private static Actor? AgentOf(CallReading reading, FactContext context)
    {
        if (reading.FirstConnected is not { } leg || (leg.Agent ?? leg.Team) is null) return null;
        return new Actor(ActorClass.Agent, leg.Agent, leg.Team ?? context.TeamOf(leg.Agent, reading.Answered!.Value));
    }

    private static TicketSlices SlicesOf(Call call, NamedCalendar calendar) => StatedSlices.Of(call, call.Channel ?? Words.Of(call.Medium), calendar.Name);

    private static string? ArticleOf(Call call, FactContext context) => call.Article ?? context.Reference.ArticleOfNumber(call.Number)?.Id;

    /// <summary>The second that begins then is within the hours.</summary>
    private static bool IsOpen(BusinessHours hours, Instant at) => hours.Elapsed(at, at + Duration.FromSeconds(1)) > 0;
}
