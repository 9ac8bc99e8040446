using Deskmeter.Helpdesk;

namespace Deskmeter.Records;

/// <summary>Reads a ticket's document.</summary>
internal static class TicketReader
{
    public const int MostFields = 1_000;

    public static readonly FieldNames TicketNames = new("source", "id", "profile", "events");

    public static readonly FieldNames ProfileNames = new(
        "version", "has_messages", "created_at", "opened_by", "customer", "subject", "channel", "brand", "kind", "priority", "language",
        "country", "location", "product", "topic", "segment", "is_returning", "fcr_by_agent", "fcr_by_customer", "fcr_by_source", "tags",
        "fields", "slices", "resolved", "closed", "stated_sla");

    private static readonly FieldNames ActorNames = new("class", "id", "team");

    /// <summary>Reads the whole document; without a source of its own it is of <paramref name="source"/>.</summary>
    public static Ticket Read(ref DocumentReader reader, string source)
    {
        reader.Start();
        reader.Object(static () => $"a ticket");
        var fields = new FieldCursor(TicketNames);
        string? id = null;
        TicketProfile? profile = null;
        List<TicketEvent> events = [];
        while (reader.Next(ref fields) is { } field)
        {
            switch (field)
            {
                case "source": source = reader.Id(); break;
                case "id": id = reader.Id(); break;
                case "profile": profile = Profile(ref reader); break;
                default: Events(ref reader, events); break;
            }
        }

        reader.End();
        return new Ticket(source, id ?? throw new DocumentException("id", $"is missing")) { Profile = profile, Events = events };
    }

    /// <summary>Reads the actor that the reader stands on.</summary>
    public static Actor Actor(ref DocumentReader reader)
    {
        var start = reader.Offset;
        reader.Object(static () => $"an actor");
        var fields = new FieldCursor(ActorNames);
        ActorClass? actorClass = null;
        string? id = null, team = null;
        while (reader.Next(ref fields) is { } field)
        {
            switch (field)
            {
                case "class": actorClass = reader.Word<ActorClass>(static () => $"class of actor"); break;
                case "id": id = reader.Text(); break;
                default: team = reader.Text(); break;
            }
        }

        return actorClass is { } known
            ? new Actor(known, id, team)
            : throw reader.FaultAt(start, $"is missing: one of {string.Join(", ", WordsOf<ActorClass>.All)}", "class");
    }

    private static void Events(ref DocumentReader reader, List<TicketEvent> events)
    {
        reader.List();
        while (reader.NextItem()) events.Add(EventReader.Read(ref reader));
    }

    private static TicketProfile Profile(ref DocumentReader reader)
    {
        reader.Object(static () => $"a profile");
        var fields = new FieldCursor(ProfileNames);
        var said = new SaidProfile();
        while (reader.Next(ref fields) is { } field) said.Take(ref reader, field);
        return said.Profile();
    }
}
