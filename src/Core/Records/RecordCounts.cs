using NodaTime;

namespace Deskmeter.Records;

/// <summary>How much a record store holds.</summary>
/// <param name="Position">The position of the newest change.</param>
/// <param name="NewestEvent">The newest instant that any record names; null when there is none.</param>
/// <param name="Tickets">Tickets by source.</param>
/// <param name="SetAside">Rows that could not be read.</param>
public sealed record RecordCounts(
    long Position, Instant? NewestEvent, IReadOnlyList<KeyValuePair<string, long>> Tickets, long SetAside);
