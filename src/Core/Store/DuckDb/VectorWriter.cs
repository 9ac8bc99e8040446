using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
        protected override void WriteValues(nint vector, ColumnBuffer source, int start, ReadOnlySpan<bool> valid) =>
            Copy((TextBuffer)source, start, valid.Length, Native.VectorData(vector));

        /// <summary>
        /// Copies places, which are DuckDB's own, and points those of longer texts to the block. It does not move, and DuckDB copies
        /// the texts when the chunk is appended, before the block can change.
        /// </summary>
        public static void Copy(TextBuffer texts, int start, int count, void* data)
        {
            texts.Places.Slice(start, count).CopyTo(new Span<Vector128<byte>>(data, count));
            var block = texts.Block;
            if (block.IsEmpty) return;
            var first = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(block));
            var place = (byte*)data;
            for (var i = 0; i < count; i++, place += sizeof(Vector128<byte>))
            {
                if (*(uint*)place > TextBuffer.InPlace) *(byte**)(place + 8) = first + *(long*)(place + 8);
            }
        }
    }

    private sealed class TextLists : VectorWriter
    {
        protected override void WriteValues(nint vector, ColumnBuffer source, int start, ReadOnlySpan<bool> valid)
        {
            var lists = (TextListBuffer)source;
            var first = lists.StartOf(start);
            var total = lists.StartOf(start + valid.Length) - first;
            if (Native.ReserveList(vector, (ulong)total) != Native.Success) throw new DuckDbException("DuckDB has no memory for a list.", DuckDbErrorKind.OutOfMemory);
            // Tricky: reserving may move the elements, so their place is asked for after it.
            Texts.Copy(lists.Texts, first, total, Native.VectorData(Native.ListChild(vector)));
            var entries = new Span<ListEntry>(Native.VectorData(vector), valid.Length);
            var begin = first;
            for (var i = 0; i < valid.Length; i++)
            {
                var end = lists.Ends[start + i];
                entries[i] = new ListEntry((ulong)(begin - first), (ulong)(end - begin));
                begin = end;
            }

            _ = Native.SetListSize(vector, (ulong)total);
        }
    }
}
