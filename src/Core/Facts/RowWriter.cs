using Deskmeter.Store;
using NodaTime;

namespace Deskmeter.Facts;

/// <summary>Writes the values of one row, column after column.</summary>
internal sealed class RowWriter(IReadOnlyList<ColumnBuffer> columns, DateTimeZone zone)
{
    private const long DaySeconds = 86_400;
    private int _next;

    public void Text(string? value)
    {
        var column = (ColumnBuffer<string>)columns[_next++];
        if (value is not null) column.Append(value);
        else column.AppendNull();
    }

    public void List(IReadOnlyList<string>? value)
    {
        var column = (ColumnBuffer<IReadOnlyList<string>>)columns[_next++];
        if (value is not null) column.Append(value);
        else column.AppendNull();
    }

    public void Boolean(bool? value) => Append(value);

    public void Long(long? value) => Append(value);

    public void Instant(Instant? value) => Append(value?.ToUnixTimeSeconds() * 1_000_000);

    /// <summary>An instant with the date and hour that a wall clock in the zone shows then.</summary>
    public void Anchor(Instant? value)
    {
        if (value is not { } at)
        {
            columns[_next++].AppendNull();
            columns[_next++].AppendNull();
            columns[_next++].AppendNull();
            return;
        }

        var seconds = at.ToUnixTimeSeconds();
        var local = seconds + zone.GetUtcOffset(at).Seconds;
        var day = Math.DivRem(local, DaySeconds, out var second);
        if (second < 0) (day, second) = (day - 1, second + DaySeconds);
        Append<long>(seconds * 1_000_000);
        Append<int>((int)day);
        Append<int>((int)(second / 3600));
    }

    private void Append<TValue>(TValue? value) where TValue : struct
    {
        var column = (ColumnBuffer<TValue>)columns[_next++];
        if (value is { } known) column.Append(known);
        else column.AppendNull();
    }
}
