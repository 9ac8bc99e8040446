using Deskmeter.Connectors.Forms;
using Deskmeter.Helpdesk;

namespace Deskmeter.Imports;

/// <summary>What a column can mean in one kind of import.</summary>
/// <param name="Name">As in mappings and tables: <c>offered_at</c>.</param>
/// <param name="IsNeeded">Without it nothing can be read.</param>
/// <param name="Shape">What its cells look like.</param>
/// <param name="Words">The words that it takes; empty: any.</param>
public sealed record TargetField(string Name, bool IsNeeded, ValueShape Shape, IReadOnlyList<string> Words);

/// <summary>Something that a table can be imported as, with what its columns can mean.</summary>
public sealed record ImportTarget(string Import, IReadOnlyList<TargetField> Fields)
{
    public const string Tickets = "tickets";

    /// <summary>Of a column of tickets: it becomes a slice of its own name; several can.</summary>
    public const string Slice = "slice";

    private static readonly string[] NotOffered = ["version", "is_deleted", "source"];

    /// <summary>Every kind, tickets first.</summary>
    public static IReadOnlyList<ImportTarget> All { get; } =
    [
        OfTickets(),
        .. RecordKind.All.Select(kind => kind.Import).Distinct().Where(import => import != Tickets).Select(OfRecords),
    ];

    /// <exception cref="UsageException">There is no such kind.</exception>
    public static ImportTarget Find(string import) =>
        All.FirstOrDefault(target => target.Import == import) ?? throw Nearest.Unknown($"kind of record", import, All.Select(target => target.Import), "as");

    public TargetField? Field(string name) => Fields.FirstOrDefault(field => field.Name == name);

    private static ImportTarget OfTickets()
    {
        static TargetField Any(string name) => new(name, false, ValueShape.Word, []);
        static TargetField Time(string name, bool isNeeded = false) => new(name, isNeeded, ValueShape.Time, []);
        return new ImportTarget(Tickets,
        [
            new TargetField(TicketFields.Ticket, true, ValueShape.Name, []), Time(TicketFields.CreatedAt, isNeeded: true), Time(TicketFields.UpdatedAt), Time(TicketFields.ResolvedAt), Time(TicketFields.ClosedAt),
            new TargetField(TicketFields.Status, false, ValueShape.Word, [.. Enum.GetValues<Stage>().Select(stage => stage.Word())]),
            new TargetField("subject", false, ValueShape.Text, []), new TargetField("customer", false, ValueShape.Name, []),
            Any("channel"), Any("priority"), Any("agent"), Any("team"), Any("topic"), Any("product"), Any("brand"), Any("kind"), Any("language"), Any("country"), Any("location"), Any("segment"),
            Any(Slice),
        ]);
    }

    private static ImportTarget OfRecords(string import)
    {
        var forms = RecordForm.OfImport(import);
        var needed = forms.Count == 1 ? CompiledForm.Missing(forms[0], [.. forms[0].Columns.Where(column => !column.IsOfPart).Select(column => column.Name).Where(NotOffered.Contains)]).ToHashSet() : [];
        var columns = forms.SelectMany(form => form.Columns).ToLookup(column => column.Name);
        return new ImportTarget(import,
        [
            .. RecordHeader.Known(forms).Where(name => !NotOffered.Contains(name)).Select(name => columns[name].FirstOrDefault() is { } column
                ? new TargetField(name, needed.Contains(name), ShapeOf(column.Field), column.Field.Words)
                : Short(name, forms)),
        ]);
    }

    /// <summary>A column that is no field of its own: the kind of a row, a cost's month, what was refunded.</summary>
    private static TargetField Short(string name, IReadOnlyList<RecordForm> forms) => name switch
    {
        FormReader.TypeField => new TargetField(name, true, ValueShape.Word, [.. forms.Select(form => form.ShortWord)]),
        ShortColumns.Refunded => new TargetField(name, false, ValueShape.Number, []),
        _ => new TargetField(name, false, ValueShape.Time, []),
    };

    private static ValueShape ShapeOf(FieldForm field) => field.Kind switch
    {
        FieldKind.Instant or FieldKind.Date => ValueShape.Time,
        FieldKind.Count or FieldKind.Number or FieldKind.Version => ValueShape.Number,
        FieldKind.Flag => ValueShape.Flag,
        FieldKind.Word or FieldKind.Currency => ValueShape.Word,
        FieldKind.Name => ValueShape.Name,
        _ => ValueShape.Text,
    };
}

/// <summary>What columns of a table of tickets can mean that is more than an attribute.</summary>
internal static class TicketFields
{
    public const string Ticket = "ticket";
    public const string CreatedAt = "created_at";
    public const string UpdatedAt = "updated_at";
    public const string ResolvedAt = "resolved_at";
    public const string ClosedAt = "closed_at";
    public const string Status = "status";
}
