using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Connectors.Files;

/// <summary>One event of a mapping, ready to be read from rows.</summary>
/// <param name="Tickets">The tickets it belongs to; null: the row's.</param>
/// <param name="Read">The event; null when the row gives none.</param>
internal sealed record CompiledEvent(Func<Row, IReadOnlyList<string>>? Tickets, Func<Row, TicketEvent?> Read);

/// <summary>Turns the events of a mapping into functions over a row's cells.</summary>
internal sealed class EventCompiler(ValueCompiler values, MappedFile file)
{
    private readonly ActorCompiler _actors = new(values);

    /// <param name="version">The version of the row, for events that are replaced with their ticket's row.</param>
    public CompiledEvent Compile(MappedEvent mapped, Func<Row, long>? version)
    {
        var make = new EventMaker(values, mapped).Make;
        var time = mapped.Head.At ?? file.Head.At!;
        var at = values.Time(time);
        var when = values.Conditions(mapped.When);
        var sequence = (mapped.Head.Sequence ?? file.Head.Sequence) is { } counter ? values.Counter(counter) : null;
        var by = (mapped.Head.By ?? file.Head.By) is { } actor ? _actors.Compile(actor) : null;
        var own = mapped.Version is { } stated ? values.Counter(stated) : null;
        var id = Id(mapped);
        return new CompiledEvent(mapped.Ticket is { } ticket ? values.Texts(ticket) : null, row =>
        {
            if (when is not null && !when(row)) return null;
            if (at(row) is not { } instant)
            {
                if (!time.IsOptional && row.Problem is null) row.Fail($"{time.Name} is empty: the row says no time.");
                return null;
            }

            return make(row, new EventHead(
                id?.Invoke(row), instant, own?.Invoke(row) ?? version?.Invoke(row) ?? 0, sequence?.Invoke(row) ?? 0, by?.Invoke(row)));
        });
    }

    /// <summary>
    /// The source's id, within its file; without one, the place of the event in a row that stands for a whole ticket; else null,
    /// and the id is a hash.
    /// </summary>
    private Func<Row, string?>? Id(MappedEvent mapped)
    {
        var several = file.Events.Count(other => (other.Head.Id ?? file.Head.Id) is not null) > 1 ? $":{mapped.Type}" : "";
        if ((mapped.Head.Id ?? file.Head.Id) is { } stated)
        {
            var id = values.Text(stated);
            return row => id(row) is { } text ? $"{file.Name}:{text}{several}" : null;
        }

        if (file.Profile is null || mapped.Type == "state") return null;
        var place = file.Events.Where(other => other.Type == mapped.Type).TakeWhile(other => other != mapped).Count();
        var name = place == 0 ? $"{file.Name}:{mapped.Type}" : $"{file.Name}:{mapped.Type}:{place + 1}";
        return _ => name;
    }
}

/// <summary>What every event has, as read from a row.</summary>
/// <param name="Id">Null: the hash of the event.</param>
internal readonly record struct EventHead(string? Id, Instant At, long Version, long Sequence, Actor? By);

/// <summary>Turns actors of a mapping into functions; one actor is one object, however many events name it.</summary>
internal sealed class ActorCompiler(ValueCompiler values)
{
    private readonly Dictionary<(ActorClass, string, string?), Actor> _known = [];

    public Func<Row, Actor?> Compile(MappedActor mapped)
    {
        var id = values.Text(mapped.Id);
        var actorClass = values.Word<ActorClass>(mapped.Class);
        var team = values.OptionalText(mapped.Team);
        return row =>
        {
            if (id(row) is not { } text || actorClass(row) is not { } word) return null;
            var key = (word, text, team?.Invoke(row));
            return _known.TryGetValue(key, out var actor) ? actor : _known[key] = new Actor(word, text, key.Item3);
        };
    }
}
