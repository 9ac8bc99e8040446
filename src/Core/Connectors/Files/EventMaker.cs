using Deskmeter.Helpdesk;

namespace Deskmeter.Connectors.Files;

/// <summary>Makes the events of one entry of a mapping.</summary>
internal sealed class EventMaker
{
    private readonly ValueCompiler _values;
    private readonly MappedEvent _mapped;

    public EventMaker(ValueCompiler values, MappedEvent mapped)
    {
        (_values, _mapped) = (values, mapped);
        Make = mapped.Type switch
        {
            "message" => Message(),
            "status" => Status(),
            "assign" => Assign(),
            "priority" => Simple(Text("priority"), (head, priority) => new PriorityChanged("", head.At, priority)),
            "tags" => Tags(),
            "calendar" => Simple(Text("calendar"), (head, calendar) => new CalendarChanged("", head.At, calendar)),
            "sla" => Sla(),
            "merge" => Simple(Required("into"), (head, into) => into is null ? null : new Merged("", head.At, into)),
            "remove" => Remove(),
            "handover" => Simple(_ => null, (head, _) => new HandedOver("", head.At)),
            "work" => Work(),
            "rating" => Rating(),
            _ => new StateMaker(values, mapped).Make,
        };
    }

    /// <summary>The event; null when the row gives none.</summary>
    public Func<Row, EventHead, TicketEvent?> Make { get; }

    /// <summary>The event with what every event has; one without an id is named by its hash.</summary>
    public static TicketEvent With(EventHead head, TicketEvent told)
    {
        var whole = told with { Version = head.Version, Sequence = head.Sequence, By = head.By };
        return whole with { Id = head.Id ?? EventIdentity.Of(whole) };
    }

    private static Func<Row, EventHead, TicketEvent?> Simple(Func<Row, string?> value, Func<EventHead, string?, TicketEvent?> make) =>
        (row, head) => make(head, value(row)) is { } told ? With(head, told) : null;

    private Func<Row, EventHead, TicketEvent?> Message()
    {
        var (isPublic, isAcknowledgement, channel) = (Flag("public"), Flag("acknowledgement"), Text("channel"));
        return (row, head) => With(head, new MessageSent("", head.At)
        {
            IsPublic = isPublic(row) ?? true,
            IsAcknowledgement = isAcknowledgement(row) ?? false,
            Channel = channel(row),
        });
    }

    private Func<Row, EventHead, TicketEvent?> Status()
    {
        var stage = _values.Word<Stage>(_mapped.Values["status"]);
        var name = _mapped.Values.TryGetValue("name", out var own) ? _values.Text(own) : _values.OwnWord(_mapped.Values["status"]);
        var via = Word<ResolveVia>("via");
        var isConfirmed = Flag("confirmed");
        return (row, head) => stage(row) is { } known
            ? With(head, new StatusChanged("", head.At, known) { Name = name(row), Via = via(row), IsConfirmed = isConfirmed(row) ?? false })
            : null;
    }

    private Func<Row, EventHead, TicketEvent?> Assign()
    {
        var (agent, team, isTriage) = (Text("agent"), Text("team"), Flag("triage"));
        var tier = _mapped.Values.TryGetValue("tier", out var value) ? _values.Counter(value) : _ => null;
        return (row, head) => With(head, new Assigned("", head.At, agent(row), team(row))
        {
            Tier = (int?)tier(row),
            IsTriage = isTriage(row) ?? false,
        });
    }

    private Func<Row, EventHead, TicketEvent?> Tags()
    {
        var tags = _values.Texts(_mapped.Values["tags"]);
        return (row, head) => With(head, new TagsChanged("", head.At, tags(row)));
    }

    private Func<Row, EventHead, TicketEvent?> Sla()
    {
        var metric = Word<SlaMetric>("metric");
        var minutes = _values.Number(_mapped.Values["minutes"]);
        var clock = Word<SlaClock>("clock");
        return (row, head) => metric(row) is { } known
            ? With(head, new SlaApplied("", head.At, known, minutes(row)) { Clock = clock(row) ?? SlaClock.Calendar })
            : null;
    }

    private Func<Row, EventHead, TicketEvent?> Remove()
    {
        var reason = Word<RemovalReason>("reason");
        return (row, head) => reason(row) is { } known ? With(head, new Removed("", head.At, known)) : null;
    }

    private Func<Row, EventHead, TicketEvent?> Work()
    {
        var seconds = _values.Number(_mapped.Values["seconds"]);
        return (row, head) => seconds(row) is { } known ? With(head, new WorkLogged("", head.At, (long)known)) : null;
    }

    private Func<Row, EventHead, TicketEvent?> Rating()
    {
        var (kind, scale, comment) = (Required("kind"), Required("scale"), Text("comment"));
        var score = _values.Number(_mapped.Values["score"]);
        var (scaleName, scoreName) = (_mapped.Values["scale"].Name, _mapped.Values["score"].Name);
        return (row, head) =>
        {
            // Asked and not answered yet: no rating.
            if (score(row) is not { } given || kind(row) is not { } asked || scale(row) is not { } on) return null;
            if (SurveyScale.Read(on) is not { } known) row.Fail($"{scaleName} '{on}' is not a scale from low to high, such as 1-5 or 0-10.");
            else if (!known.Holds(given)) row.Fail($"{scoreName} lies outside the scale {on}.");
            return With(head, new Rated("", head.At, asked, on, given) { Comment = comment(row) });
        };
    }

    private Func<Row, string?> Text(string name) => _mapped.Values.TryGetValue(name, out var value) ? _values.Text(value) : _ => null;

    private Func<Row, bool?> Flag(string name) => _mapped.Values.TryGetValue(name, out var value) ? _values.Flag(value) : _ => null;

    private Func<Row, T?> Word<T>(string name) where T : struct, Enum =>
        _mapped.Values.TryGetValue(name, out var value) ? _values.Word<T>(value) : _ => null;

    /// <summary>A value without which the row cannot be read, unless it was called optional.</summary>
    private Func<Row, string?> Required(string name)
    {
        var value = _mapped.Values[name];
        var text = _values.Text(value);
        if (value.IsOptional) return text;
        return row =>
        {
            var found = text(row);
            if (found is null) row.Fail($"{value.Name} is empty.");
            return found;
        };
    }
}
