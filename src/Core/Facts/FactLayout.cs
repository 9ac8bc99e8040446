using System.Reflection;
using Deskmeter.Helpdesk;
using Deskmeter.Store;
using NodaTime;

namespace Deskmeter.Facts;

/// <summary>Reads a fact's properties and decides which columns each becomes and how it is written.</summary>
internal sealed class FactLayout<T> where T : class
{
    private readonly List<FactColumn> _columns = [];
    private readonly List<WriteColumns<T>> _writers = [];

    public FactLayout(IReadOnlyList<string> customSlices)
    {
        foreach (var property in typeof(T).GetProperties())
        {
            if (property.PropertyType == typeof(TicketSlices)) AddSlices(property, customSlices);
            else Add(property);
        }
    }

    public FactTableAttribute Fact { get; } = typeof(T).GetCustomAttribute<FactTableAttribute>()
        ?? throw new InvalidOperationException($"{typeof(T).Name} is not a fact: it lacks [FactTable].");

    public IReadOnlyList<FactColumn> Columns => _columns;

    public IReadOnlyList<WriteColumns<T>> Writers => _writers;

    private static Func<TOwner, TValue> Getter<TOwner, TValue>(PropertyInfo property) =>
        property.GetMethod!.CreateDelegate<Func<TOwner, TValue>>();

    private void AddSlices(PropertyInfo owner, IReadOnlyList<string> customSlices)
    {
        var slices = Getter<T, TicketSlices>(owner);
        foreach (var property in typeof(TicketSlices).GetProperties().Where(p => p.IsDefined(typeof(SliceAttribute))))
        {
            var name = FactTable.NameOf(property.Name);
            if (property.PropertyType == typeof(string))
            {
                var get = Getter<TicketSlices, string?>(property);
                AddText(name, ColumnRole.Slice, row => get(slices(row)));
            }
            else if (property.PropertyType == typeof(bool?))
            {
                var get = Getter<TicketSlices, bool?>(property);
                AddBoolean(name, ColumnRole.Slice, row => get(slices(row)));
            }
            else
            {
                var get = Getter<TicketSlices, IReadOnlyList<string>?>(property);
                AddList(name, ColumnRole.Slice, row => get(slices(row)));
            }
        }

        foreach (var custom in customSlices) AddText(custom, ColumnRole.Slice, row => slices(row).Custom.GetValueOrDefault(custom));
    }

    private void Add(PropertyInfo property)
    {
        var name = FactTable.NameOf(property.Name);
        var type = property.PropertyType;
        var role = _columns.Count == 0 ? ColumnRole.Unit : property.IsDefined(typeof(SliceAttribute)) ? ColumnRole.Slice : ColumnRole.Plain;
        if (type == typeof(string)) AddText(name, role, Getter<T, string?>(property));
        else if (type == typeof(bool)) AddBoolean(name, role, Widen<bool>(property));
        else if (type == typeof(bool?)) AddBoolean(name, role, Getter<T, bool?>(property));
        else if (type == typeof(long?)) AddLong(name, Getter<T, long?>(property));
        else if (type == typeof(Instant)) AddInstant(name, Widen<Instant>(property));
        else if (type == typeof(Instant?)) AddInstant(name, Getter<T, Instant?>(property));
        else if (type == typeof(Elapsed?)) AddElapsed(name, Getter<T, Elapsed?>(property));
        else if (type == typeof(Actor)) AddActor(name, Getter<T, Actor?>(property));
        else if (type == typeof(long)) AddLong(name, Widen<long>(property));
        else if (type == typeof(double)) AddDouble(name, Widen<double>(property));
        else if (type == typeof(double?)) AddDouble(name, Getter<T, double?>(property));
        else if (type == typeof(decimal)) AddDecimal(name, Widen<decimal>(property));
        else if (type == typeof(decimal?)) AddDecimal(name, Getter<T, decimal?>(property));
        else if (type == typeof(LocalDate)) AddDate(name, Widen<LocalDate>(property));
        else if (type == typeof(LocalDate?)) AddDate(name, Getter<T, LocalDate?>(property));
        else if ((Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } words)
            ((Action<PropertyInfo, string, ColumnRole>)AddWord<ActorClass>).Method.GetGenericMethodDefinition().MakeGenericMethod(words).Invoke(this, [property, name, role]);
        else throw new InvalidOperationException($"{typeof(T).Name}.{property.Name}: a fact cannot hold a {type.Name}.");
    }

    private static Func<T, TValue?> Widen<TValue>(PropertyInfo property) where TValue : struct
    {
        var get = Getter<T, TValue>(property);
        return row => get(row);
    }

    private void AddText(string name, ColumnRole role, Func<T, string?> get, string? of = null) =>
        Column(name, ColumnKind.Text, role, (rows, to) => to.Text(rows, get), of);

    private void AddList(string name, ColumnRole role, Func<T, IReadOnlyList<string>?> get) =>
        Column(name, ColumnKind.TextList, role, (rows, to) => to.List(rows, get));

    private void AddBoolean(string name, ColumnRole role, Func<T, bool?> get) =>
        Column(name, ColumnKind.Boolean, role, (rows, to) => to.Boolean(rows, get));

    private void AddLong(string name, Func<T, long?> get, ColumnRole role = ColumnRole.Plain) =>
        Column(name, ColumnKind.BigInt, role, (rows, to) => to.Long(rows, get));

    private void AddDouble(string name, Func<T, double?> get) =>
        Column(name, ColumnKind.Double, ColumnRole.Plain, (rows, to) => to.Double(rows, get));

    private void AddDecimal(string name, Func<T, decimal?> get) =>
        Column(name, ColumnKind.Decimal, ColumnRole.Plain, (rows, to) => to.Decimal(rows, get));

    private void AddWord<TEnum>(PropertyInfo property, string name, ColumnRole role) where TEnum : struct, Enum
    {
        var get = property.PropertyType == typeof(TEnum) ? Widen<TEnum>(property) : Getter<T, TEnum?>(property);
        string? Text(T row) => get(row) is { } value ? Words.Of(value) : null;
        _columns.Add(new FactColumn(name, ColumnKind.Text, role, Words: typeof(TEnum)));
        _writers.Add((rows, to) => to.Text<T>(rows, Text));
    }

    /// <summary>A local date is an anchor, unless its name ends in _on.</summary>
    private void AddDate(string name, Func<T, LocalDate?> get)
    {
        if (name.EndsWith("_on", StringComparison.Ordinal))
        {
            Column(name, ColumnKind.Date, ColumnRole.Plain, (rows, to) => to.Date(rows, get));
            return;
        }

        AddAnchor(name, isLocalDate: true);
        _writers.Add((rows, to) => to.Anchor(rows, get));
    }

    private void AddInstant(string name, Func<T, Instant?> get)
    {
        if (name.EndsWith("_at", StringComparison.Ordinal))
        {
            Column(name, ColumnKind.Timestamp, ColumnRole.Plain, (rows, to) => to.Instant(rows, get));
            return;
        }

        AddAnchor(name, isLocalDate: false);
        _writers.Add((rows, to) => to.Anchor(rows, get));
    }

    private void AddAnchor(string name, bool isLocalDate)
    {
        _columns.Add(new FactColumn($"{name}_at", ColumnKind.Timestamp, ColumnRole.Anchor, name) { IsLocalDate = isLocalDate });
        _columns.Add(new FactColumn($"{name}_on", ColumnKind.Date, ColumnRole.AnchorDate, name));
        _columns.Add(new FactColumn($"{name}_hour", ColumnKind.Integer, ColumnRole.AnchorHour, name));
    }

    private void AddElapsed(string name, Func<T, Elapsed?> get)
    {
        var stem = name.EndsWith("_time", StringComparison.Ordinal) ? name[..^"time".Length] : name == "span" ? "" : $"{name}_";
        AddLong($"{stem}seconds", row => get(row)?.Calendar, ColumnRole.Seconds);
        AddLong($"{stem}business_seconds", row => get(row)?.Business, ColumnRole.BusinessSeconds);
    }

    private void AddActor(string name, Func<T, Actor?> get)
    {
        AddText($"{name}_id", ColumnRole.ActorId, row => get(row)?.Id, name);
        AddText($"{name}_team", ColumnRole.ActorTeam, row => get(row)?.Team, name);
    }

    private void Column(string name, ColumnKind kind, ColumnRole role, WriteColumns<T> write, string? of = null)
    {
        _columns.Add(new FactColumn(name, kind, role, of));
        _writers.Add(write);
    }
}
