using System.Reflection;
using Deskmeter.Helpdesk;
using Deskmeter.Store;
using NodaTime;

namespace Deskmeter.Facts;

/// <summary>Reads a fact's properties and decides which columns each becomes and how it is written.</summary>
internal sealed class FactLayout<T> where T : class
{
    private readonly List<FactColumn> _columns = [];
    private readonly List<Action<T, RowWriter>> _writers = [];

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

    public IReadOnlyList<Action<T, RowWriter>> Writers => _writers;

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
                Column(name, ColumnKind.Text, ColumnRole.Slice, (row, to) => to.Text(get(slices(row))));
            }
            else if (property.PropertyType == typeof(bool?))
            {
                var get = Getter<TicketSlices, bool?>(property);
                Column(name, ColumnKind.Boolean, ColumnRole.Slice, (row, to) => to.Boolean(get(slices(row))));
            }
            else
            {
                var get = Getter<TicketSlices, IReadOnlyList<string>?>(property);
                Column(name, ColumnKind.TextList, ColumnRole.Slice, (row, to) => to.List(get(slices(row))));
            }
        }

        foreach (var custom in customSlices)
            Column(custom, ColumnKind.Text, ColumnRole.Slice, (row, to) => to.Text(slices(row).Custom.GetValueOrDefault(custom)));
    }

    private void Add(PropertyInfo property)
    {
        var name = FactTable.NameOf(property.Name);
        var type = property.PropertyType;
        var role = _columns.Count == 0 ? ColumnRole.Unit : property.IsDefined(typeof(SliceAttribute)) ? ColumnRole.Slice : ColumnRole.Plain;
        if (type == typeof(string)) AddText(name, role, Getter<T, string?>(property));
        else if (type == typeof(bool)) AddBoolean(name, Widen<bool>(property));
        else if (type == typeof(bool?)) AddBoolean(name, Getter<T, bool?>(property));
        else if (type == typeof(long?)) AddLong(name, Getter<T, long?>(property));
        else if (type == typeof(Instant)) AddInstant(name, Widen<Instant>(property));
        else if (type == typeof(Instant?)) AddInstant(name, Getter<T, Instant?>(property));
        else if (type == typeof(Elapsed?)) AddElapsed(name, Getter<T, Elapsed?>(property));
        else if (type == typeof(Actor)) AddActor(name, Getter<T, Actor?>(property));
        else if (type == typeof(Stage)) AddWord(name, role, Widen<Stage>(property), Stages.Word);
        else if (type == typeof(ActorClass)) AddWord(name, role, Widen<ActorClass>(property), Words.Of);
        else if (type == typeof(ActorClass?)) AddWord(name, role, Getter<T, ActorClass?>(property), Words.Of);
        else if (type == typeof(ResolveVia)) AddWord(name, role, Widen<ResolveVia>(property), Words.Of);
        else if (type == typeof(SlaMetric)) AddWord(name, role, Widen<SlaMetric>(property), Words.Of);
        else if (type == typeof(SlaClock)) AddWord(name, role, Widen<SlaClock>(property), Words.Of);
        else throw new InvalidOperationException($"{typeof(T).Name}.{property.Name}: a fact cannot hold a {type.Name}.");
    }

    private static Func<T, TValue?> Widen<TValue>(PropertyInfo property) where TValue : struct
    {
        var get = Getter<T, TValue>(property);
        return row => get(row);
    }

    private void AddText(string name, ColumnRole role, Func<T, string?> get) =>
        Column(name, ColumnKind.Text, role, (row, to) => to.Text(get(row)));

    private void AddBoolean(string name, Func<T, bool?> get) =>
        Column(name, ColumnKind.Boolean, ColumnRole.Plain, (row, to) => to.Boolean(get(row)));

    private void AddLong(string name, Func<T, long?> get) =>
        Column(name, ColumnKind.BigInt, ColumnRole.Plain, (row, to) => to.Long(get(row)));

    private void AddWord<TEnum>(string name, ColumnRole role, Func<T, TEnum?> get, Func<TEnum, string> word) where TEnum : struct
    {
        _columns.Add(new FactColumn(name, ColumnKind.Text, role, Words: typeof(TEnum)));
        _writers.Add((row, to) => to.Text(get(row) is { } value ? word(value) : null));
    }

    private void AddInstant(string name, Func<T, Instant?> get)
    {
        if (name.EndsWith("_at", StringComparison.Ordinal))
        {
            Column(name, ColumnKind.Timestamp, ColumnRole.Plain, (row, to) => to.Instant(get(row)));
            return;
        }

        _columns.Add(new FactColumn($"{name}_at", ColumnKind.Timestamp, ColumnRole.Anchor, name));
        _columns.Add(new FactColumn($"{name}_on", ColumnKind.Date, ColumnRole.AnchorDate, name));
        _columns.Add(new FactColumn($"{name}_hour", ColumnKind.Integer, ColumnRole.AnchorHour, name));
        _writers.Add((row, to) => to.Anchor(get(row)));
    }

    private void AddElapsed(string name, Func<T, Elapsed?> get)
    {
        var stem = name.EndsWith("_time", StringComparison.Ordinal) ? name[..^"time".Length] : name == "span" ? "" : $"{name}_";
        _columns.Add(new FactColumn($"{stem}seconds", ColumnKind.BigInt, ColumnRole.Seconds));
        _columns.Add(new FactColumn($"{stem}business_seconds", ColumnKind.BigInt, ColumnRole.BusinessSeconds));
        _writers.Add((row, to) =>
        {
            var elapsed = get(row);
            to.Long(elapsed?.Calendar);
            to.Long(elapsed?.Business);
        });
    }

    private void AddActor(string name, Func<T, Actor?> get)
    {
        _columns.Add(new FactColumn($"{name}_id", ColumnKind.Text, ColumnRole.ActorId, name));
        _columns.Add(new FactColumn($"{name}_team", ColumnKind.Text, ColumnRole.ActorTeam, name));
        _writers.Add((row, to) =>
        {
            var actor = get(row);
            to.Text(actor?.Id);
            to.Text(actor?.Team);
        });
    }

    private void Column(string name, ColumnKind kind, ColumnRole role, Action<T, RowWriter> write)
    {
        _columns.Add(new FactColumn(name, kind, role));
        _writers.Add(write);
    }
}
