using Microsoft.Data.Sqlite;
using NodaTime;

namespace Deskmeter.Records;

/// <summary>
/// On which day which changes arrived: one row a day with the last position of it, so that a record which names no instant has an age.
/// </summary>
internal sealed class Arrivals(SqliteConnection connection, TimeProvider time) : IDisposable
{
    private readonly RecordStatement _note = new(
        connection,
        "insert into arrival(day, position) select ?, position from state where true on conflict(day) do update set position = excluded.position");

    private readonly RecordStatement _before = new(connection, "select coalesce(max(position), 0) from arrival where day < ?");

    /// <summary>Today, in days since 1970.</summary>
    public long Today => DayOf(Instant.FromDateTimeOffset(time.GetUtcNow()));

    /// <summary>The day of an instant (UTC), in days since 1970.</summary>
    public static long DayOf(Instant at) => (long)Math.Floor((at - NodaConstants.UnixEpoch).TotalDays);

    /// <summary>Notes that what there is now was there today; within the caller's transaction.</summary>
    public void Note() => _note.Run(Today);

    /// <summary>The last position that arrived before the day of an instant.</summary>
    public long Before(Instant limit) => _before.Row(row => row.Long(0), DayOf(limit)) ?? 0;

    public void Dispose()
    {
        _note.Dispose();
        _before.Dispose();
    }
}
