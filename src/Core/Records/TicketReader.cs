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
    private static readonly FieldNames StatedInstantNames = new("at", "by");
    private static readonly FieldNames StatedSlaNames = new("metric", "is_met", "minutes", "clock");

    /// <summary>Reads the whole document; without a source of its own it is of <paramref name="source"/>.</summary>
    public static Ticket Read(ref DocumentReader reader, string source)
    {
        reader.Start();
        reader.Object($"a ticket");
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
        reader.Object($"an actor");
        var fields = new FieldCursor(ActorNames);
        ActorClass? actorClass = null;
        string? id = null, team = null;
        while (reader.Next(ref fields) is { } field)
        {
            switch (field)
            {
                case "class": actorClass = reader.Word<ActorClass>($"class of actor"); break;
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
        reader.Object($"a profile");
        var fields = new FieldCursor(ProfileNames);
        var profile = new TicketProfile();
        while (reader.Next(ref fields) is { } field) profile = With(ref reader, field, profile);
        return profile;
    }

    private static TicketProfile With(ref DocumentReader reader, string field, TicketProfile profile) => field switch
    {
        "version" => profile with { Version = reader.Integer() },
        "has_messages" => profile with { HasMessages = reader.Flag() },
        "created_at" => profile with { CreatedAt = reader.Instant() },
        "opened_by" => profile with { OpenedBy = Actor(ref reader) },
        "customer" => profile with { Customer = reader.Text() },
        "subject" => profile with { Subject = reader.Text() },
        "channel" => profile with { Channel = reader.Text() },
        "brand" => profile with { Brand = reader.Text() },
        "kind" => profile with { Kind = reader.Text() },
        "priority" => profile with { Priority = reader.Text() },
        "language" => profile with { Language = reader.Text() },
        "country" => profile with { Country = reader.Text() },
        "location" => profile with { Location = reader.Text() },
        "product" => profile with { Product = reader.Text() },
        "topic" => profile with { Topic = reader.Text() },
        "segment" => profile with { Segment = reader.Text() },
        "is_returning" => profile with { IsReturning = reader.Flag() },
        "fcr_by_agent" => profile with { FcrByAgent = reader.Flag() },
        "fcr_by_customer" => profile with { FcrByCustomer = reader.Flag() },
        "fcr_by_source" => profile with { FcrBySource = reader.Flag() },
        "tags" => profile with { Tags = reader.Texts(MostFields) },
        "fields" => profile with { Fields = reader.Cells(MostFields) },
        "slices" => profile with { Slices = reader.Cells(MostFields) },
        "resolved" => profile with { Resolved = Stated(ref reader) },
        "closed" => profile with { Closed = Stated(ref reader) },
        _ => profile with { StatedSla = StatedSlas(ref reader) },
    };

    private static StatedInstant Stated(ref DocumentReader reader)
    {
        reader.Object($"{{\"at\": instant, \"by\": actor}}");
        var fields = new FieldCursor(StatedInstantNames);
        var stated = new StatedInstant(null);
        while (reader.Next(ref fields) is { } field)
            stated = field == "at" ? stated with { At = reader.Instant() } : stated with { By = Actor(ref reader) };
        return stated;
    }

    private static List<StatedSla> StatedSlas(ref DocumentReader reader)
    {
        reader.List();
        List<StatedSla> stated = [];
        while (reader.NextItem()) stated.Add(Sla(ref reader));
        return stated;
    }

    private static StatedSla Sla(ref DocumentReader reader)
    {
        var start = reader.Offset;
        reader.Object($"a stated SLA");
        var fields = new FieldCursor(StatedSlaNames);
        SlaMetric? metric = null;
        bool? isMet = null;
        decimal? minutes = null;
        var clock = SlaClock.Calendar;
        while (reader.Next(ref fields) is { } field)
        {
            switch (field)
            {
                case "metric": metric = reader.Word<SlaMetric>($"SLA metric"); break;
                case "is_met": isMet = reader.Flag(); break;
                case "minutes": minutes = reader.Amount(); break;
                default: clock = reader.Word<SlaClock>($"clock"); break;
            }
        }

        if (metric is null) throw reader.FaultAt(start, $"is missing", "metric");
        return new StatedSla(metric.Value, isMet ?? throw reader.FaultAt(start, $"is missing", "is_met"), minutes, clock);
    }
}
