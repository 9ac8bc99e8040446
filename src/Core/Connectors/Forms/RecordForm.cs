using System.Collections.Concurrent;
using System.Globalization;
using Deskmeter.Helpdesk;
using Deskmeter.Records;
using NodaTime;

namespace Deskmeter.Connectors.Forms;

/// <summary>A column of a table of records: its name and the field that it fills, of the record or of its one part in the row.</summary>
internal sealed record FormColumn(string Name, FieldForm Field, bool IsOfPart);

/// <summary>How records of one kind stand in files, drawn from their type.</summary>
internal sealed class RecordForm
{
    private static readonly ConcurrentDictionary<RecordKind, RecordForm> Forms = [];

    // In a table the columns of a part stand beside those of the record, so they need names of their own.
    private static readonly Dictionary<Type, Dictionary<string, string>> PartColumns = new()
    {
        [typeof(CallLeg)] = new() { ["key"] = "leg" },
        [typeof(SurveyAnswer)] = new() { ["key"] = "answer", ["at"] = "answered_at", ["agent"] = "agent_at_answer", ["team"] = "team_at_answer" },
        [typeof(OrderRefund)] = new() { ["key"] = "refund", ["at"] = "refunded_at", ["amount"] = "refund_amount" },
        [typeof(SubscriptionPause)] = new() { ["key"] = "pause", ["from_on"] = "paused_on", ["until_on"] = "resumed_on" },
        [typeof(PersonStay)] = new() { ["key"] = "stay" },
        [typeof(ReviewCategory)] = new() { ["key"] = "category" },
    };

    private RecordForm(RecordKind kind)
    {
        Kind = kind;
        Object = ObjectForm.Of(kind.Type);
        Parts = Object.Fields.FirstOrDefault(field => field.Items is { } items && items.Type.IsAssignableTo(typeof(IRecordPart)));
        JsonNames = IsOneOfSeveral ? new FieldNames([FormReader.TypeField, .. Object.Names.All]) : Object.Names;
        Columns =
        [
            .. Object.Fields.Where(field => field.Kind != FieldKind.Items).Select(field => new FormColumn(field.Name, field, IsOfPart: false)),
            .. Parts?.Items!.Fields.Select(field => new FormColumn(PartColumn(Parts.Items, field), field, IsOfPart: true)) ?? [],
        ];
    }

    public RecordKind Kind { get; }

    public ObjectForm Object { get; }

    /// <summary>The list of the record's parts; null when it has none.</summary>
    public FieldForm? Parts { get; }

    /// <summary>What a table of such records can have, the record's own columns first.</summary>
    public IReadOnlyList<FormColumn> Columns { get; }

    /// <summary>The word of the kind beside others of one import: <c>view</c> of <c>article_view</c>.</summary>
    public string ShortWord => Kind.Word[(Kind.Word.LastIndexOf('_') + 1)..];

    /// <summary>Such a record, in words: <c>an order</c>.</summary>
    public Sentence What => Object.What;

    /// <summary>The import brings other kinds too: a record says in <c>type</c> of which it is.</summary>
    public bool IsOneOfSeveral => RecordKind.All.Count(other => other.Import == Kind.Import) > 1;

    /// <summary>The names that a record may have in JSON.</summary>
    public FieldNames JsonNames { get; }

    public static RecordForm Of(RecordKind kind) => Forms.GetOrAdd(kind, static made => new RecordForm(made));

    /// <summary>The kinds that one import brings: one, or the four of articles. Empty when no import is called so.</summary>
    public static IReadOnlyList<RecordForm> OfImport(string import) =>
        [.. RecordKind.All.Where(kind => kind.Import == import && kind.Type != typeof(Ticket)).Select(Of)];

    /// <summary>
    /// The record of these values: what the source did not name is named, parts take the record's version and stand in their order.
    /// </summary>
    /// <param name="fault">Makes the error of a field: the part's place or null, the field, and what is wrong.</param>
    public SourceRecord Build(object?[] values, IReadOnlyList<object?[]> parts, Func<int?, string, Sentence, Exception> fault)
    {
        if (Parts is not null) values[Parts.Slot] = BuiltParts((long)values[Object["version"].Slot]!, parts, fault);
        RecordNames.Give(Kind, Object, values, fault);
        return (SourceRecord)Object.Build(values);
    }

    /// <summary>Where a field stands in a record's JSON.</summary>
    public string PlaceOf(int? part, string field) =>
        part is null ? field : string.Create(CultureInfo.InvariantCulture, $"{Parts!.Name}[{part}].{field}");

    /// <summary>The column of a field of the record or of its part.</summary>
    public string ColumnOf(int? part, string field) =>
        Columns.FirstOrDefault(column => column.IsOfPart == part is not null && column.Field.Name == field)?.Name ?? field;

    private Array BuiltParts(long version, IReadOnlyList<object?[]> parts, Func<int?, string, Sentence, Exception> fault)
    {
        var form = Parts!.Items!;
        var versionSlot = form["version"].Slot;
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var built = Array.CreateInstance(form.Type, parts.Count);
        for (var place = 0; place < parts.Count; place++)
        {
            var values = parts[place];
            if (values[0] is null && form.KeyField is { } field) values[0] = TextOf(values[field.Slot]!);
            if (values[0] is null) throw fault(place, "key", $"is missing");
            if (!keys.Add((string)values[0]!)) throw fault(place, form.KeyField?.Name ?? "key", $"is that of another part; give each its own key");
            if (version != 0 && (long)values[versionSlot]! == 0) values[versionSlot] = version;
            built.SetValue(form.Build(values), place);
        }

        return built;
    }

    /// <summary>An instant or a date as a part's key.</summary>
    internal static string TextOf(object value) => value switch
    {
        Instant instant => InstantText.Of(instant),
        LocalDate date => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
        _ => (string)value,
    };

    private static string PartColumn(ObjectForm part, FieldForm field)
    {
        var names = PartColumns[part.Type];
        return names.TryGetValue(field.Name, out var name) ? name : field.Name == "version" ? $"{names["key"]}_version" : field.Name;
    }
}
