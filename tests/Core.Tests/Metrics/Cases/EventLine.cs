using System.Globalization;
using Deskmeter.Helpdesk;
using Deskmeter.Metrics.Expression;
using NodaTime;
using NodaTime.Text;

namespace Deskmeter.Core.Tests.Metrics.Cases;

/// <summary>
/// Reads lines such as <c>2024-01-01 09:00 customer carl message</c>: instant (UTC), who, what. What can be said is in README.md
/// beside this file.
/// </summary>
internal sealed class EventLine
{
    private static readonly InstantPattern Minute = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");
    private static readonly InstantPattern Second = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");

    private static readonly string[] Verbs =
        ["opens", "message", "note", "acknowledgement", "status", "assigns", "priority", "tags", "sla", "merges", "removes", "hands", "works", "rates"];

    private readonly string _line;
    private readonly Queue<string> _words;

    private EventLine(string line)
    {
        _line = line;
        _words = new Queue<string>(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        At = When($"{Next()} {Next()}");
    }

    private Instant At { get; }

    /// <summary>Adds what a line says to a ticket.</summary>
    public static Ticket AddTo(Ticket ticket, string line)
    {
        var read = new EventLine(line);
        var by = read.Who();
        var verb = read.Next();
        var profile = verb == "opens" ? read.Profile(ticket.Profile ?? new TicketProfile()) with { CreatedAt = read.At, OpenedBy = by } : ticket.Profile;
        var events = ticket.Events;
        if (verb != "opens")
        {
            var sequence = events.Count + 1;
            events = [.. events, read.What(verb, $"e{sequence:000}", by) with { By = by, Sequence = sequence }];
        }

        return read._words.Count == 0 ? ticket with { Profile = profile, Events = events }
            : throw new FormatException($"'{line}': '{string.Join(' ', read._words)}' is too much.");
    }

    public static Instant When(string text) => (text.Length > 16 ? Second : Minute).Parse(text).Value;

    private string Next() => _words.TryDequeue(out var word) ? word : throw new FormatException($"'{_line}' ends too early.");

    private Actor? Who()
    {
        var word = Next();
        if (word == "somebody") return null;
        var kind = Enum.Parse<ActorClass>(word, ignoreCase: true);
        if (_words.TryPeek(out var next) && Verbs.Contains(next)) return new Actor(kind);
        var parts = Next().Split('/');
        return new Actor(kind, parts[0], parts.Length > 1 ? parts[1] : null);
    }

    private TicketEvent What(string verb, string id, Actor? by) => verb switch
    {
        "message" => new MessageSent(id, At),
        "note" => new MessageSent(id, At) { IsPublic = false },
        "acknowledgement" => new MessageSent(id, At) { IsAcknowledgement = true },
        "status" => Status(id),
        "assigns" => Assigns(id),
        "priority" => new PriorityChanged(id, At, Next()),
        "tags" => new TagsChanged(id, At, Next().Split(',')),
        "sla" => Sla(id),
        "merges" when Next() == "into" => new Merged(id, At, Next()),
        "removes" => new Removed(id, At, Enum.Parse<RemovalReason>(Next(), ignoreCase: true)),
        "hands" when Next() == "over" => new HandedOver(id, At),
        "works" => new WorkLogged(id, At, (long)Quantity.Parse(Next()).Value),
        "rates" => new Rated(id, At, Next(), Next(), decimal.Parse(Next(), CultureInfo.InvariantCulture)),
        _ => throw new FormatException($"'{_line}': {by?.Class.ToString() ?? "somebody"} cannot '{verb}'."),
    };

    private StatusChanged Status(string id)
    {
        var status = new StatusChanged(id, At, Stages.Find(Next())!.Value);
        return _words.TryDequeue(out var how) ? how switch
        {
            "bulk" => status with { Via = ResolveVia.Bulk },
            "confirmed" => status with { IsConfirmed = true },
            _ => throw new FormatException($"'{_line}': a status is set bulk or confirmed, not '{how}'."),
        } : status;
    }

    private Assigned Assigns(string id)
    {
        var to = Next().Split('/');
        var assigned = new Assigned(id, At, to[0] is "nobody" or "" ? null : to[0], to.Length > 1 ? to[1] : null);
        while (_words.TryDequeue(out var word))
            assigned = word == "triage" ? assigned with { IsTriage = true } : assigned with { Tier = (int)Quantity.Parse(Next()).Value };
        return assigned;
    }

    private SlaApplied Sla(string id)
    {
        var metric = Enum.Parse<SlaMetric>(Next(), ignoreCase: true);
        var sla = new SlaApplied(id, At, metric, (decimal)Quantity.Parse(Next()).Value / 60);
        return _words.TryDequeue(out _) ? sla with { Clock = SlaClock.Business } : sla;
    }

    private TicketProfile Profile(TicketProfile profile)
    {
        while (_words.TryDequeue(out var word))
        {
            var (name, value) = word.Split('=') is [var left, var right] ? (left, right) : throw new FormatException($"'{_line}': name=value is expected, not '{word}'.");
            profile = name switch
            {
                "customer" => profile with { Customer = value },
                "channel" => profile with { Channel = value },
                "topic" => profile with { Topic = value },
                "messages" => profile with { HasMessages = value != "none" },
                "resolved" => profile with { Resolved = new StatedInstant(value == "never" ? null : When(value.Replace('T', ' '))) },
                "fcr_agent" => profile with { FcrByAgent = value == "yes" },
                "fcr_customer" => profile with { FcrByCustomer = value == "yes" },
                "fcr_source" => profile with { FcrBySource = value == "yes" },
                "sla_resolution" => profile with { StatedSla = [new StatedSla(SlaMetric.Resolution, value == "met")] },
                _ => throw new FormatException($"'{_line}': '{name}' is unknown."),
            };
        }

        return profile;
    }
}
