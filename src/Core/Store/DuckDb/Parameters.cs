using System.Text;
using NodaTime;

namespace Deskmeter.Store.DuckDb;

/// <summary>Gives a prepared statement the values of its parameters.</summary>
internal static unsafe class Parameters
{
    private static readonly LocalDate Epoch = new(1970, 1, 1);

    /// <summary>Binds as many values as the statement has parameters.</summary>
    /// <exception cref="ArgumentException">There are more or fewer, or a value has a type that is not carried.</exception>
    /// <exception cref="DuckDbException">DuckDB does not take a value.</exception>
    public static void Bind(StatementHandle statement, IReadOnlyList<object?> values)
    {
        var expected = (int)Native.ParameterCount(statement);
        if (expected != values.Count)
            throw new ArgumentException($"The statement has {expected} parameters, {values.Count} values were given.", nameof(values));
        for (var i = 0; i < values.Count; i++)
        {
            if (Bind(statement, (ulong)i + 1, values[i]) != Native.Success)
                throw new DuckDbException($"DuckDB does not take the value of parameter ${i + 1}.");
        }
    }

    /// <summary>Days since 1970-01-01, as DuckDB keeps a date.</summary>
    public static int Days(LocalDate date) => Period.DaysBetween(Epoch, date);

    /// <summary>Microseconds since 1970-01-01, as DuckDB keeps a timestamp; what is finer is cut.</summary>
    public static long Microseconds(Instant instant)
    {
        var (days, nanoseconds) = (instant - NodaConstants.UnixEpoch) switch { var since => (since.Days, since.NanosecondOfDay) };
        return days * 86_400_000_000L + (long)Math.Floor(nanoseconds / 1000m);
    }

    private static int Bind(StatementHandle statement, ulong index, object? value) => value switch
    {
        null => Native.BindNull(statement, index),
        bool flag => Native.BindBoolean(statement, index, flag),
        int number => Native.BindInt64(statement, index, number),
        long number => Native.BindInt64(statement, index, number),
        double number => Native.BindDouble(statement, index, number),
        string text => BindText(statement, index, text),
        LocalDate date => Native.BindDate(statement, index, Days(date)),
        Instant instant => Native.BindTimestamp(statement, index, Microseconds(instant)),
        IEnumerable<string?> texts => BindList(statement, index, TypeId.Varchar, [.. texts.Select(Text)]),
        IEnumerable<LocalDate> dates => BindList(statement, index, TypeId.Date, [.. dates.Select(date => Native.CreateDate(Days(date)))]),
        _ => throw new ArgumentException($"Parameter ${index} is a {value.GetType().Name}, which is not carried.", nameof(value)),
    };

    private static int BindText(StatementHandle statement, ulong index, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        fixed (byte* start = bytes) return Native.BindText(statement, index, start is null ? Empty : start, (ulong)bytes.Length);
    }

    private static nint Text(string? text)
    {
        if (text is null) return Native.CreateNull();
        var bytes = Encoding.UTF8.GetBytes(text);
        fixed (byte* start = bytes) return Native.CreateText(start is null ? Empty : start, (ulong)bytes.Length);
    }

    /// <summary>A pointer that is not null: DuckDB takes null for a missing argument.</summary>
    private static byte* Empty => (byte*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref System.Runtime.InteropServices.MemoryMarshal.GetReference("\0"u8));

    private static int BindList(StatementHandle statement, ulong index, TypeId element, nint[] values)
    {
        try
        {
            using var type = Native.CreateType(element);
            fixed (nint* start = values)
            {
                using var list = Native.CreateList(type, start is null ? (nint*)Empty : start, (ulong)values.Length);
                return list.IsInvalid ? -1 : Native.BindValue(statement, index, list);
            }
        }
        finally
        {
            foreach (ref var value in values.AsSpan()) Native.DestroyValue(ref value);
        }
    }
}
