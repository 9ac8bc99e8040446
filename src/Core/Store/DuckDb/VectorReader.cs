using System.Text;
using NodaTime;

namespace Deskmeter.Store.DuckDb;

/// <summary>Reads the values of one column out of the vectors that DuckDB hands over.</summary>
internal abstract unsafe class VectorReader
{
    private ulong* _validity;

    /// <summary>The reader of a type that statements may return.</summary>
    /// <exception cref="DuckDbException">No value of ours carries the type.</exception>
    public static VectorReader For(LogicalTypeHandle type, string column) => Native.TypeIdOf(type) switch
    {
        TypeId.Boolean => new Fixed<byte>(column, value => value != 0),
        TypeId.TinyInt => new Fixed<sbyte>(column, value => (long)value),
        TypeId.SmallInt => new Fixed<short>(column, value => (long)value),
        TypeId.Integer => new Fixed<int>(column, value => (long)value),
        TypeId.BigInt => new Fixed<long>(column, value => value),
        TypeId.UTinyInt => new Fixed<byte>(column, value => (long)value),
        TypeId.USmallInt => new Fixed<ushort>(column, value => (long)value),
        TypeId.UInteger => new Fixed<uint>(column, value => (long)value),
        TypeId.UBigInt => new Fixed<ulong>(column, value => checked((long)value)),
        TypeId.HugeInt => new Fixed<Int128>(column, value => checked((long)value)),
        TypeId.UHugeInt => new Fixed<UInt128>(column, value => checked((long)value)),
        TypeId.Float => new Fixed<float>(column, value => (double)value),
        TypeId.Double => new Fixed<double>(column, value => value),
        TypeId.Date => new Fixed<int>(column, value => Epoch.PlusDays(Finite(value))),
        TypeId.Timestamp or TypeId.TimestampTz => new Fixed<long>(column, value => After(Finite(value), NodaConstants.NanosecondsPerMicrosecond)),
        TypeId.TimestampSeconds => new Fixed<long>(column, value => After(Finite(value), NodaConstants.NanosecondsPerSecond)),
        TypeId.TimestampMilliseconds => new Fixed<long>(column, value => After(Finite(value), NodaConstants.NanosecondsPerMillisecond)),
        TypeId.TimestampNanoseconds => new Fixed<long>(column, value => After(Finite(value), 1)),
        TypeId.Varchar => new TextReader(column),
        TypeId.Decimal => Decimal(type, column),
        TypeId.List => new ListReader(type, column),
        TypeId.SqlNull => new Fixed<byte>(column, _ => null),
        var other => throw new DuckDbException($"The column {column} is of DuckDB's type {other}, which is not carried: cast it."),
    };

    /// <summary>Turns to a vector; it must outlive the reading.</summary>
    public virtual void Attach(nint vector) => _validity = Native.VectorValidity(vector);

    /// <summary>The value in this place; null where there is none.</summary>
    public object? Read(int row) =>
        _validity is null || (_validity[row >> 6] & (1UL << (row & 63))) != 0 ? ReadValue(row) : null;

    protected abstract object? ReadValue(int row);

    private static LocalDate Epoch => new(1970, 1, 1);

    private static int Finite(int value) => value is int.MaxValue or -int.MaxValue ? throw new OverflowException("infinity") : value;

    private static long Finite(long value) => value is long.MaxValue or -long.MaxValue ? throw new OverflowException("infinity") : value;

    private static Instant After(long count, long nanoseconds) =>
        NodaConstants.UnixEpoch + Duration.FromNanoseconds((Int128)count * nanoseconds);

    private static VectorReader Decimal(LogicalTypeHandle type, string column)
    {
        var scale = Native.DecimalScale(type);
        return Native.DecimalStorage(type) switch
        {
            TypeId.SmallInt => new Fixed<short>(column, value => new decimal(Math.Abs((int)value), 0, 0, value < 0, scale)),
            TypeId.Integer => new Fixed<int>(column, value => Scaled(value, scale)),
            TypeId.BigInt => new Fixed<long>(column, value => Scaled(value, scale)),
            _ => new Fixed<Int128>(column, value => Scaled(value, scale)),
        };
    }

    /// <summary>A decimal of ours has 96 bits and at most 28 places; what does not fit loses no digit silently.</summary>
    private static decimal Scaled(Int128 value, byte scale)
    {
        var places = (int)scale;
        var digits = value;
        while ((places > 28 || Int128.Abs(digits) >> 96 != 0) && places > 0 && digits % 10 == 0) (digits, places) = (digits / 10, places - 1);
        var size = Int128.Abs(digits);
        if (places > 28 || size >> 96 != 0) throw new OverflowException("more digits than a decimal holds");
        return new decimal((int)(uint)(ulong)(size & uint.MaxValue), (int)(uint)(ulong)((size >> 32) & uint.MaxValue), (int)(uint)(ulong)(size >> 64), digits < 0, (byte)places);
    }

    private sealed class Fixed<T>(string column, Func<T, object?> convert) : VectorReader where T : unmanaged
    {
        private T* _data;

        public override void Attach(nint vector)
        {
            base.Attach(vector);
            _data = (T*)Native.VectorData(vector);
        }

        protected override object? ReadValue(int row)
        {
            try
            {
                return convert(_data[row]);
            }
            catch (Exception error) when (error is OverflowException or ArgumentOutOfRangeException)
            {
                throw new DuckDbException($"The column {column} holds {_data[row]}, which is out of range ({error.Message}).", DuckDbErrorKind.OutOfRange, error);
            }
        }
    }

    private sealed class TextReader(string column) : VectorReader
    {
        private byte* _data;

        public override void Attach(nint vector)
        {
            base.Attach(vector);
            _data = (byte*)Native.VectorData(vector);
        }

        /// <summary>duckdb_string_t: sixteen bytes; up to twelve stand in place, more stand behind a pointer.</summary>
        protected override object ReadValue(int row)
        {
            var place = _data + (long)row * 16;
            var length = *(uint*)place;
            if (length > int.MaxValue) throw new DuckDbException($"The column {column} holds a text of {length} bytes.", DuckDbErrorKind.OutOfRange);
            var start = length <= 12 ? place + 4 : *(byte**)(place + 8);
            return Encoding.UTF8.GetString(start, (int)length);
        }
    }

    private sealed class ListReader : VectorReader
    {
        private readonly VectorReader _elements;
        private ListEntry* _data;

        public ListReader(LogicalTypeHandle type, string column)
        {
            using var element = Native.ListElementType(type);
            _elements = For(element, column);
        }

        public override void Attach(nint vector)
        {
            base.Attach(vector);
            _data = (ListEntry*)Native.VectorData(vector);
            _elements.Attach(Native.ListChild(vector));
        }

        protected override object ReadValue(int row)
        {
            var (offset, length) = _data[row];
            var values = new object?[length];
            for (var i = 0; i < values.Length; i++) values[i] = _elements.Read(checked((int)offset + i));
            return values;
        }
    }
}
