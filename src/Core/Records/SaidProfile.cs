using System.Collections.ObjectModel;
using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Records;

/// <summary>What a ticket's profile says so far: fields are gathered here, so that the profile is made once and not anew for each.</summary>
internal struct SaidProfile()
{
    private static readonly FieldNames StatedInstantNames = new("at", "by");
    private static readonly FieldNames StatedSlaNames = new("metric", "is_met", "minutes", "clock");

    private long _version;
    private bool _hasMessages = true;
    private Instant? _createdAt;
    private Actor? _openedBy;
    private string? _customer, _subject, _channel, _brand, _kind, _priority, _language, _country, _location, _product, _topic, _segment;
    private bool? _isReturning, _fcrByAgent, _fcrByCustomer, _fcrBySource;
    private IReadOnlyList<string> _tags = [];
    private IReadOnlyDictionary<string, string?> _fields = ReadOnlyDictionary<string, string?>.Empty, _slices = ReadOnlyDictionary<string, string?>.Empty;
    private StatedInstant? _resolved, _closed;
    private IReadOnlyList<StatedSla> _statedSla = [];

    /// <summary>Takes the value that the reader stands on.</summary>
    public void Take(ref DocumentReader reader, string field)
    {
        switch (field)
        {
            case "version": _version = reader.Integer(); break;
            case "has_messages": _hasMessages = reader.Flag(); break;
            case "created_at": _createdAt = reader.Instant(); break;
            case "opened_by": _openedBy = TicketReader.Actor(ref reader); break;
            case "customer": _customer = reader.Text(); break;
            case "subject": _subject = reader.Text(); break;
            case "channel": _channel = reader.Text(); break;
            case "brand": _brand = reader.Text(); break;
            case "kind": _kind = reader.Text(); break;
            case "priority": _priority = reader.Text(); break;
            case "language": _language = reader.Text(); break;
            case "country": _country = reader.Text(); break;
            case "location": _location = reader.Text(); break;
            case "product": _product = reader.Text(); break;
            case "topic": _topic = reader.Text(); break;
            case "segment": _segment = reader.Text(); break;
            case "is_returning": _isReturning = reader.Flag(); break;
            case "fcr_by_agent": _fcrByAgent = reader.Flag(); break;
            case "fcr_by_customer": _fcrByCustomer = reader.Flag(); break;
            case "fcr_by_source": _fcrBySource = reader.Flag(); break;
            case "tags": _tags = reader.Texts(TicketReader.MostFields); break;
            case "fields": _fields = reader.Cells(TicketReader.MostFields); break;
            case "slices": _slices = reader.Cells(TicketReader.MostFields); break;
            case "resolved": _resolved = Stated(ref reader); break;
            case "closed": _closed = Stated(ref reader); break;
            default: _statedSla = StatedSlas(ref reader); break;
        }
    }

    public readonly TicketProfile Profile() => new()
    {
        Version = _version,
        HasMessages = _hasMessages,
        CreatedAt = _createdAt,
        OpenedBy = _openedBy,
        Customer = _customer,
        Subject = _subject,
        Channel = _channel,
        Brand = _brand,
        Kind = _kind,
        Priority = _priority,
        Language = _language,
        Country = _country,
        Location = _location,
        Product = _product,
        Topic = _topic,
        Segment = _segment,
        IsReturning = _isReturning,
        FcrByAgent = _fcrByAgent,
        FcrByCustomer = _fcrByCustomer,
        FcrBySource = _fcrBySource,
        Tags = _tags,
        Fields = _fields,
        Slices = _slices,
        Resolved = _resolved,
        Closed = _closed,
        StatedSla = _statedSla,
    };

    private static StatedInstant Stated(ref DocumentReader reader)
    {
        reader.Object(static () => $"{{\"at\": instant, \"by\": actor}}");
        var fields = new FieldCursor(StatedInstantNames);
        var stated = new StatedInstant(null);
        while (reader.Next(ref fields) is { } field)
            stated = field == "at" ? stated with { At = reader.Instant() } : stated with { By = TicketReader.Actor(ref reader) };
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
        reader.Object(static () => $"a stated SLA");
        var fields = new FieldCursor(StatedSlaNames);
        SlaMetric? metric = null;
        bool? isMet = null;
        decimal? minutes = null;
        var clock = SlaClock.Calendar;
        while (reader.Next(ref fields) is { } field)
        {
            switch (field)
            {
                case "metric": metric = reader.Word<SlaMetric>(static () => $"SLA metric"); break;
                case "is_met": isMet = reader.Flag(); break;
                case "minutes": minutes = reader.Amount(); break;
                default: clock = reader.Word<SlaClock>(static () => $"clock"); break;
            }
        }

        if (metric is null) throw reader.FaultAt(start, $"is missing", "metric");
        return new StatedSla(metric.Value, isMet ?? throw reader.FaultAt(start, $"is missing", "is_met"), minutes, clock);
    }
}
