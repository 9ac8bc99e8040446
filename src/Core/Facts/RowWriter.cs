using Deskmeter.Store;
using NodaTime;

namespace Deskmeter.Facts;

/// <summary>Writes the values of one row, column after column.</summary>
internal sealed class RowWriter(IReadOnlyList<ColumnBuffer> columns, DateTimeZone zone)
{
    private int _next;

    public void Text(string? value) => Append(value);

    public void List(IReadOnlyList<string>? value) => Append(value);

    public void Boolean(bool? value) => Append(value);

    public void Long(long? value) => Append(value);

    public void Instant(Instant? value) => Append(value?.ToUnixTimeSeconds() * 1_000_000);

    public void Anchor(Instant? value)
    {
        Instant(value);
        var local = value?.InZone(zone).LocalDateTime;
        Append<int>(local is { } at ? Period.DaysBetween(Epoch, at.Date) : null);
        Append<int>(local?.Hour);
    }

    private static readonly LocalDate Epoch = new(1970, 1, 1);

    private void Append<TValue>(TValue? value) where TValue : struct
    {
        var column = (ColumnBuffer<TValue>)columns[_next++];
        if (value is { } known) column.Append(known);
        else column.AppendNull();
    }

    private void Append<TValue>(TValue? value) where TValue : class
    {
        var column = (ColumnBuffer<TValue>)columns[_next++];
        if (value is not null) column.Append(value);
        else column.AppendNull();
    }
}
