using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Records;

/// <summary>How much a record store holds.</summary>
/// <param name="Position">The position of the newest change.</param>
/// <param name="NewestEvent">The newest instant that any record names; null when there is none.</param>
/// <param name="Records">Records by kind, tickets first, and source; deleted ones count, since they are kept.</param>
/// <param name="SetAside">Rows that could not be read.</param>
public sealed record RecordCounts(long Position, Instant? NewestEvent, IReadOnlyList<RecordCount> Records, long SetAside);

/// <summary>How many records of one kind a source has brought.</summary>
public readonly record struct RecordCount(RecordKind Kind, string Source, long Count);
