using Deskmeter.Store;
using NodaTime;

namespace Deskmeter.Facts;

/// <summary>
/// Writes rows column after column: all values of one column stand together in memory, so each is fetched, checked and filled at once.
/// </summary>
internal sealed class ColumnWriter(IReadOnlyList<ColumnBuffer> columns, DateTimeZone zone)
{
    private const long DaySeconds = 86_400;
    private static readonly LocalDate Epoch = new(1970, 1, 1);
    private int _next;

    public void Text<T>(ReadOnlySpan<T> rows, Func<T, string?> get)
    {
        var column = (TextBuffer)columns[_next++];
        foreach (var row in rows)
        {
            if (get(row) is { } value) column.Append(value);
            else column.AppendNull();
        }
    }

    public void List<T>(ReadOnlySpan<T> rows, Func<T, IReadOnlyList<string>?> get)
    {
        var column = (TextListBuffer)columns[_next++];
        foreach (var row in rows)
        {
            if (get(row) is { } value) column.Append(value);
            else column.AppendNull();
        }
    }

    public void Boolean<T>(ReadOnlySpan<T> rows, Func<T, bool?> get) => Values(rows, get);

    public void Long<T>(ReadOnlySpan<T> rows, Func<T, long?> get) => Values(rows, get);

    public void Double<T>(ReadOnlySpan<T> rows, Func<T, double?> get) => Values(rows, get);

    public void Decimal<T>(ReadOnlySpan<T> rows, Func<T, decimal?> get) => Values(rows, get);

    public void Date<T>(ReadOnlySpan<T> rows, Func<T, LocalDate?> get)
    {
        var column = (ColumnBuffer<int>)columns[_next++];
        foreach (var row in rows)
        {
            if (get(row) is { } date) column.Append(DayOf(date));
            else column.AppendNull();
        }
    }

    public void Instant<T>(ReadOnlySpan<T> rows, Func<T, Instant?> get)
    {
        var column = (ColumnBuffer<long>)columns[_next++];
        foreach (var row in rows)
        {
            if (get(row) is { } at) column.Append(at.ToUnixTimeSeconds() * 1_000_000);
            else column.AppendNull();
        }
    }

    /// <summary>Instants, each with the date and hour that a wall clock in the zone shows then.</summary>
    public void Anchor<T>(ReadOnlySpan<T> rows, Func<T, Instant?> get)
    {
        var (instants, dates, hours) = ((ColumnBuffer<long>)columns[_next], (ColumnBuffer<int>)columns[_next + 1], (ColumnBuffer<int>)columns[_next + 2]);
        _next += 3;
        foreach (var row in rows)
        {
            if (get(row) is not { } at)
            {
                instants.AppendNull();
                dates.AppendNull();
                hours.AppendNull();
                continue;
            }

            var seconds = at.ToUnixTimeSeconds();
            var day = Math.DivRem(seconds + zone.GetUtcOffset(at).Seconds, DaySeconds, out var second);
            if (second < 0) (day, second) = (day - 1, second + DaySeconds);
            instants.Append(seconds * 1_000_000);
            dates.Append((int)day);
            hours.Append((int)(second / 3600));
        }
    }

    /// <summary>Local dates, each with the instant at which it begins in the zone.</summary>
    public void Anchor<T>(ReadOnlySpan<T> rows, Func<T, LocalDate?> get)
    {
        var (instants, dates, hours) = ((ColumnBuffer<long>)columns[_next], (ColumnBuffer<int>)columns[_next + 1], (ColumnBuffer<int>)columns[_next + 2]);
        _next += 3;
        foreach (var row in rows)
        {
            if (get(row) is not { } date)
            {
                instants.AppendNull();
                dates.AppendNull();
                hours.AppendNull();
                continue;
            }

            instants.Append(zone.AtStartOfDay(date).ToInstant().ToUnixTimeSeconds() * 1_000_000);
            dates.Append(DayOf(date));
            hours.Append(0);
        }
    }

    private static int DayOf(LocalDate date) => Period.DaysBetween(Epoch, date);

    private void Values<T, TValue>(ReadOnlySpan<T> rows, Func<T, TValue?> get) where TValue : struct
    {
        var column = (ColumnBuffer<TValue>)columns[_next++];
        foreach (var row in rows)
        {
            if (get(row) is { } value) column.Append(value);
            else column.AppendNull();
        }
    }
}

/// <summary>Writes what one property gives, one column or several, for all rows.</summary>
internal delegate void WriteColumns<T>(ReadOnlySpan<T> rows, ColumnWriter to);
