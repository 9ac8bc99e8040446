using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Connectors.Files;

/// <summary>Turns the attributes of a mapping into a function over a row's cells.</summary>
internal sealed class ProfileCompiler
{
    private readonly ValueCompiler _values;
    private readonly MappedProfile _mapped;
    private readonly Dictionary<string, Func<Row, string?>> _texts;
    private readonly Func<Row, Instant?>? _createdAt;
    private readonly Func<Row, Actor?>? _openedBy;
    private readonly Func<Row, bool?>? _isReturning;
    private readonly Func<Row, bool?>? _hasMessages;
    private readonly Func<Row, bool?>? _fcrByAgent;
    private readonly Func<Row, bool?>? _fcrByCustomer;
    private readonly Func<Row, bool?>? _fcrBySource;
    private readonly Func<Row, IReadOnlyList<string>>? _tags;
    private readonly Func<Row, StatedInstant>? _resolved;
    private readonly Func<Row, StatedInstant>? _closed;
    private readonly Func<Row, StatedSla?>[] _sla;
    private readonly (string Name, Func<Row, string?> Read)[] _fields;
    private readonly (string Name, Func<Row, string?> Read)[] _slices;
    private readonly bool _bringsMessages;
    private readonly List<Action<Row>> _checks = [];

    /// <param name="bringsMessages">The import has a file with messages.</param>
    public ProfileCompiler(ValueCompiler values, MappedProfile mapped, bool bringsMessages)
    {
        (_values, _mapped, _bringsMessages) = (values, mapped, bringsMessages);
        string[] other = ["created_at", "returning", "tags", "has_messages", "fcr_by_agent", "fcr_by_customer", "fcr_by_source"];
        _texts = mapped.Values.Where(entry => !other.Contains(entry.Key)).ToDictionary(entry => entry.Key, entry => values.Text(entry.Value));
        _createdAt = Find("created_at") is { } createdAt ? values.Time(createdAt) : null;
        _openedBy = mapped.OpenedBy is { } opener ? new ActorCompiler(values).Compile(opener) : null;
        _isReturning = Flag("returning");
        _hasMessages = Flag("has_messages");
        _fcrByAgent = Flag("fcr_by_agent");
        _fcrByCustomer = Flag("fcr_by_customer");
        _fcrBySource = Flag("fcr_by_source");
        _tags = Find("tags") is { } tags ? values.Texts(tags) : null;
        _resolved = Stated(mapped.Resolved);
        _closed = Stated(mapped.Closed);
        _sla = [.. mapped.Sla.Select(Sla)];
        _fields = Fields(isSlice: false);
        _slices = Fields(isSlice: true);
        AddChecks();
    }

    /// <summary>Finds what is wrong with a row, without making the attributes: of a ticket's rows only the newest gives them.</summary>
    public void Check(Row row)
    {
        foreach (var check in _checks) check(row);
    }

    public TicketProfile Read(Row row, long version) => new()
    {
        Version = version,
        CreatedAt = _createdAt?.Invoke(row),
        OpenedBy = _openedBy?.Invoke(row),
        Customer = Text(row, "customer"),
        Subject = Text(row, "subject"),
        Channel = Text(row, "channel"),
        Brand = Text(row, "brand"),
        Kind = Text(row, "kind"),
        Priority = Text(row, "priority"),
        Language = Text(row, "language"),
        Country = Text(row, "country"),
        Location = Text(row, "location"),
        Product = Text(row, "product"),
        Topic = Text(row, "topic"),
        Segment = Text(row, "segment"),
        IsReturning = _isReturning?.Invoke(row),
        FcrByAgent = _fcrByAgent?.Invoke(row),
        FcrByCustomer = _fcrByCustomer?.Invoke(row),
        FcrBySource = _fcrBySource?.Invoke(row),
        Tags = _tags?.Invoke(row) ?? [],
        Fields = All(_fields, row),
        Slices = All(_slices, row),
        HasMessages = _hasMessages?.Invoke(row) ?? _bringsMessages,
        Resolved = _resolved?.Invoke(row),
        Closed = _closed?.Invoke(row),
        StatedSla = [.. _sla.Select(sla => sla(row)).OfType<StatedSla>()],
    };

    private void AddChecks()
    {
        Check(_createdAt);
        Check(_openedBy);
        Check(_isReturning);
        Check(_hasMessages);
        Check(_fcrByAgent);
        Check(_fcrByCustomer);
        Check(_fcrBySource);
        Check(_tags);
        Check(_resolved);
        Check(_closed);
        foreach (var sla in _sla) Check(sla);
        foreach (var (key, text) in _texts.Where(entry => CanFail(_mapped.Values[entry.Key]))) Check(text);
        foreach (var field in _mapped.Fields.Where(custom => CanFail(custom.Value))) Check(_values.Text(field.Value));
    }

    private void Check<T>(Func<Row, T>? read)
    {
        if (read is not null) _checks.Add(row => read(row));
    }

    private static bool CanFail(MappedValue value) => value.Cells.Any(cell => cell.Find is not null || cell.Map is not null || cell.Json is not null);

    private static Dictionary<string, string?> All((string Name, Func<Row, string?> Read)[] fields, Row row)
    {
        var all = new Dictionary<string, string?>(fields.Length);
        foreach (var (name, read) in fields) all[name] = read(row);
        return all;
    }

    private MappedValue? Find(string key) => _mapped.Values.GetValueOrDefault(key);

    private Func<Row, bool?>? Flag(string key) => Find(key) is { } flag ? _values.Flag(flag) : null;

    private string? Text(Row row, string key) => _texts.TryGetValue(key, out var text) ? text(row) : null;

    private Func<Row, StatedInstant>? Stated(MappedStated? mapped)
    {
        if (mapped is null) return null;
        var at = _values.Time(mapped.At);
        var by = mapped.By is { } actor ? new ActorCompiler(_values).Compile(actor) : null;
        return row => new StatedInstant(at(row), by?.Invoke(row));
    }

    private Func<Row, StatedSla?> Sla(MappedStatedSla mapped)
    {
        var metric = _values.Word<SlaMetric>(mapped.Metric);
        var met = _values.Flag(mapped.Met);
        var minutes = mapped.Minutes is { } stated ? _values.Number(stated) : null;
        var clock = mapped.Clock is { } word ? _values.Word<SlaClock>(word) : null;
        return row => metric(row) is { } known && met(row) is { } isMet
            ? new StatedSla(known, isMet, minutes?.Invoke(row), clock?.Invoke(row) ?? SlaClock.Calendar)
            : null;
    }

    private (string, Func<Row, string?>)[] Fields(bool isSlice) =>
        [.. _mapped.Fields.Where(custom => custom.IsSlice == isSlice).Select(custom => (custom.Name, _values.Text(custom.Value)))];
}
