using System.Runtime.CompilerServices;

namespace Deskmeter.Store;

/// <summary>Rows of one table on their way into a store, column by column, so that a store can copy whole spans.</summary>
public sealed class TableBatch
{
    /// <summary>An empty batch of <paramref name="table"/>.</summary>
    public TableBatch(Table table)
    {
        Table = table;
        Columns = [.. table.Columns.Select(column => ColumnBuffer.For(column.Kind))];
    }

    public Table Table { get; }

    public IReadOnlyList<ColumnBuffer> Columns { get; }

    /// <summary>Rows so far: every column holds this many values.</summary>
    public int Count => Columns[0].Count;

    /// <summary>Forgets the rows and keeps the memory.</summary>
    public void Clear()
    {
        foreach (var column in Columns) column.Clear();
    }
}

/// <summary>The values of one column; null is kept beside the value.</summary>
public abstract class ColumnBuffer
{
    private bool[] _valid = new bool[64];

    public int Count { get; private set; }

    /// <summary>Which of the values are there; false is null.</summary>
    public ReadOnlySpan<bool> Valid => _valid.AsSpan(0, Count);

    public abstract void AppendNull();

    public virtual void Clear() => Count = 0;

    internal static ColumnBuffer For(ColumnKind kind) => kind switch
    {
        ColumnKind.Boolean => new ColumnBuffer<bool>(),
        ColumnKind.Integer or ColumnKind.Date => new ColumnBuffer<int>(),
        ColumnKind.BigInt or ColumnKind.Timestamp => new ColumnBuffer<long>(),
        ColumnKind.Double => new ColumnBuffer<double>(),
        ColumnKind.Decimal => new ColumnBuffer<decimal>(),
        ColumnKind.Text => new TextBuffer(),
        ColumnKind.TextList => new TextListBuffer(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Takes the next place and says where it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected int Next(bool isValid)
    {
        if (Count == _valid.Length) Array.Resize(ref _valid, Count * 2);
        _valid[Count] = isValid;
        return Count++;
    }
}

/// <summary>The values of one column of the type that carries its kind.</summary>
public sealed class ColumnBuffer<T> : ColumnBuffer
{
    private T[] _values = new T[64];

    /// <summary>The values; where <see cref="ColumnBuffer.Valid"/> is false the content means nothing.</summary>
    public ReadOnlySpan<T> Values => _values.AsSpan(0, Count);

    public void Append(T value) => Place(Next(isValid: true), value);

    public override void AppendNull() => Place(Next(isValid: false), default!);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Place(int index, T value)
    {
        if (index >= _values.Length) Array.Resize(ref _values, _values.Length * 2);
        _values[index] = value;
    }
}
