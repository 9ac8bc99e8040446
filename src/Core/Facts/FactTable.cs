using System.Text.Json;
using Deskmeter.Store;
using NodaTime;

namespace Deskmeter.Facts;

/// <summary>
/// The table of one kind of fact, derived from its record: which columns, which of them are anchors, slices, actors and
/// durations with a business twin, and how a row becomes values.
/// </summary>
public abstract class FactTable
{
    private protected FactTable(string name, Type rowType, FactUnit unit, IReadOnlyList<FactColumn> columns)
    {
        Name = name;
        RowType = rowType;
        Unit = unit;
        Columns = columns;
        Table = new Table(name, [.. columns.Select(column => new Column(column.Name, column.Kind))]);
    }

    public string Name { get; }

    /// <summary>The record that describes a row.</summary>
    public Type RowType { get; }

    public FactUnit Unit { get; }

    public IReadOnlyList<FactColumn> Columns { get; }

    public Table Table { get; }

    /// <summary>The column of this name, or null.</summary>
    public FactColumn? Find(string name) => Columns.FirstOrDefault(column => column.Name == name);

    /// <summary>The name in data of a property in code: <c>FirstReply</c> is <c>first_reply</c>.</summary>
    internal static string NameOf(string property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(property);
}

/// <summary>What a column is, besides its type.</summary>
public enum ColumnRole
{
    Plain,
    Unit,

    /// <summary>An instant by which rows are placed in a period, with its local date and hour beside it.</summary>
    Anchor,
    AnchorDate,
    AnchorHour,

    /// <summary>A duration in seconds that has a business twin.</summary>
    Seconds,
    BusinessSeconds,
    ActorId,
    ActorTeam,
    Slice,
}

/// <summary>A column of a fact.</summary>
/// <param name="Name">The column's name in data.</param>
/// <param name="Kind">Its type.</param>
/// <param name="Role">What it is.</param>
/// <param name="Of">For anchors and actors the word they belong to: <c>first_reply</c> of <c>first_reply_on</c>.</param>
/// <param name="Words">The enumeration whose words are its only values; null: any.</param>
public sealed record FactColumn(string Name, ColumnKind Kind, ColumnRole Role, string? Of = null, Type? Words = null)
{
    /// <summary>Of an anchor: it is a local date by its nature, and the same date in every zone; its instant is that date's midnight.</summary>
    public bool IsLocalDate { get; init; }
}

/// <summary>The table of facts of type <typeparamref name="T"/>, with one column for each custom slice.</summary>
public sealed class FactTable<T> : FactTable where T : class
{
    private readonly IReadOnlyList<WriteColumns<T>> _writers;

    /// <summary>Derives the table from the record <typeparamref name="T"/>.</summary>
    public FactTable(IReadOnlyList<string> customSlices) : this(new FactLayout<T>(customSlices))
    {
    }

    private FactTable(FactLayout<T> layout) : base(layout.Fact.Name, typeof(T), layout.Fact.Unit, layout.Columns) => _writers = layout.Writers;

    /// <summary>Adds a row to a batch of this table; anchors get their local date and hour in <paramref name="zone"/>.</summary>
    public void Append(T row, TableBatch batch, DateTimeZone zone) => Append(new ReadOnlySpan<T>(in row), batch, zone);

    /// <summary>Adds rows to a batch of this table. A thousand at once cost a fraction of a thousand one by one.</summary>
    public void Append(ReadOnlySpan<T> rows, TableBatch batch, DateTimeZone zone)
    {
        if (rows.IsEmpty) return;
        var writer = new ColumnWriter(batch.Columns, zone);
        foreach (var write in _writers) write(rows, writer);
    }
}
