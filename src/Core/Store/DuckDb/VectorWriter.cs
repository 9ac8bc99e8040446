namespace Deskmeter.Store.DuckDb;

/// <summary>Writes a stretch of one column into a vector: whole spans where both sides keep values alike.</summary>
internal abstract unsafe class VectorWriter
{
    public static VectorWriter For(Column column) => column.Kind switch
    {
        ColumnKind.Boolean => new Copied<bool>(),
        ColumnKind.Integer or ColumnKind.Date => new Copied<int>(),
        ColumnKind.BigInt or ColumnKind.Timestamp => new Copied<long>(),
        ColumnKind.Double => new Copied<double>(),
        ColumnKind.Decimal => new Money(column),
        ColumnKind.Text => new Texts(),
        ColumnKind.TextList => new TextLists(),
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, null),
    };

    /// <summary>Writes <paramref name="count"/> values of <paramref name="source"/> from <paramref name="start"/> on, and which of them are there.</summary>
    public void Write(nint vector, ColumnBuffer source, int start, int count)
    {
        var valid = source.Valid.Slice(start, count);
        WriteValues(vector, source, start, valid);
        if (valid.Contains(false)) WriteNulls(vector, valid);
    }

    protected abstract void WriteValues(nint vector, ColumnBuffer source, int start, ReadOnlySpan<bool> valid);

    /// <summary>One bit a value, 64 in a word, set where there is one.</summary>
    private static void WriteNulls(nint vector, ReadOnlySpan<bool> valid)
    {
        Native.EnsureValidityWritable(vector);
        var words = Native.VectorValidity(vector);
        for (var i = 0; i < valid.Length; i += 64)
        {
            var word = 0UL;
            var here = valid.Slice(i, Math.Min(64, valid.Length - i));
            for (var bit = 0; bit < here.Length; bit++)
            {
                if (here[bit]) word |= 1UL << bit;
            }

            words[i >> 6] = word;
        }
    }

    private sealed class Copied<T> : VectorWriter where T : unmanaged
    {
        protected override void WriteValues(nint vector, ColumnBuffer source, int start, ReadOnlySpan<bool> valid) =>
            ((ColumnBuffer<T>)source).Values.Slice(start, valid.Length).CopyTo(new Span<T>(Native.VectorData(vector), valid.Length));
    }

    private sealed class Money(Column column) : VectorWriter
    {
        private const decimal One = 10_000m, Limit = 1_000_000_000_000_000_000m;

        protected override void WriteValues(nint vector, ColumnBuffer source, int start, ReadOnlySpan<bool> valid)
        {
            var values = ((ColumnBuffer<decimal>)source).Values.Slice(start, valid.Length);
            var target = (long*)Native.VectorData(vector);
            for (var i = 0; i < valid.Length; i++) target[i] = valid[i] ? Units(values[i]) : 0;
        }

        private long Units(decimal value)
        {
            if (Math.Abs(value) < Limit / One)
            {
                var units = Math.Round(value * One, MidpointRounding.AwayFromZero);
                if (Math.Abs(units) < Limit) return (long)units;
            }

            throw new DuckDbException($"{value} is more than the column {column.Name} holds.", DuckDbErrorKind.OutOfRange);
        }
    }

    private sealed class Texts : VectorWriter
    {
        private readonly TextWriter _texts = new();

        protected override void WriteValues(nint vector, ColumnBuffer source, int start, ReadOnlySpan<bool> valid)
        {
            var values = ((ColumnBuffer<string>)source).Values.Slice(start, valid.Length);
            var data = Native.VectorData(vector);
            for (var i = 0; i < valid.Length; i++)
            {
                if (valid[i]) _texts.Write(vector, data, i, values[i]);
            }
        }
    }

    private sealed class TextLists : VectorWriter
    {
        private readonly TextWriter _texts = new();

        protected override void WriteValues(nint vector, ColumnBuffer source, int start, ReadOnlySpan<bool> valid)
        {
            var lists = ((ColumnBuffer<IReadOnlyList<string>>)source).Values.Slice(start, valid.Length);
            var total = 0;
            for (var i = 0; i < valid.Length; i++) total += valid[i] ? lists[i].Count : 0;
            if (Native.ReserveList(vector, (ulong)total) != Native.Success) throw new DuckDbException("DuckDB has no memory for a list.", DuckDbErrorKind.OutOfMemory);
            // Tricky: reserving may move the elements, so their place is asked for after it.
            var child = Native.ListChild(vector);
            var data = Native.VectorData(child);
            var entries = new Span<ListEntry>(Native.VectorData(vector), valid.Length);
            var next = 0;
            for (var i = 0; i < valid.Length; i++)
            {
                var list = valid[i] ? lists[i] : [];
                entries[i] = new ListEntry((ulong)next, (ulong)list.Count);
                foreach (var text in list) _texts.Write(child, data, next++, text);
            }

            _ = Native.SetListSize(vector, (ulong)total);
        }
    }
}
