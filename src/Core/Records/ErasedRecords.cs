using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Records;

/// <summary>What was removed for good because it is older than a limit, or would be.</summary>
/// <param name="Kinds">Records by kind, in the order of kinds; only those of which there are any.</param>
/// <param name="SetAside">Rows that could not be read.</param>
public sealed record ErasedRecords(IReadOnlyList<ErasedKind> Kinds, long SetAside)
{
    public static ErasedRecords None { get; } = new([], 0);

    public bool IsAny => Kinds.Count > 0 || SetAside > 0;

    public long Records => Kinds.Sum(kind => kind.Count);

    /// <summary>When the last thing happened that the oldest of them tells of; null when none names an instant.</summary>
    public Instant? Oldest => Kinds.Min(kind => kind.Oldest);
}

/// <summary>Records of one kind.</summary>
/// <param name="Oldest">When the last thing happened that the oldest of them tells of; null when none names an instant.</param>
public sealed record ErasedKind(RecordKind Kind, long Count, Instant? Oldest);
