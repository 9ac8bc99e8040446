using System.Security.Cryptography;
using Deskmeter.Helpdesk;

namespace Deskmeter.Records;

/// <summary>
/// The union of what was told of one ticket. For one event id the higher version wins, then the larger content hash; the profile
/// follows the same rule as a whole. So any order, any repetition and any split of arrival gives one result.
/// </summary>
public static class TicketMerge
{
    /// <summary>Both pieces in one, events in the order (at, sequence, id).</summary>
    /// <exception cref="ArgumentException">They are pieces of different tickets.</exception>
    public static Ticket Merge(Ticket left, Ticket right) => Merge([left, right]);

    /// <summary>All pieces in one, events in the order (at, sequence, id), each id once.</summary>
    /// <exception cref="ArgumentException">There is no piece, or they are pieces of different tickets.</exception>
    public static Ticket Merge(IReadOnlyList<Ticket> pieces)
    {
        if (pieces.Count == 0) throw new ArgumentException("There is nothing to merge.", nameof(pieces));
        var first = pieces[0];
        TicketProfile? profile = null;
        var events = new Dictionary<string, TicketEvent>(first.Events.Count, StringComparer.Ordinal);
        foreach (var piece in pieces)
        {
            if (piece.Source != first.Source || piece.Id != first.Id)
                throw new ArgumentException($"{piece.Source}/{piece.Id} is not {first.Source}/{first.Id}.", nameof(pieces));
            profile = Winner(profile, piece.Profile);
            foreach (var item in piece.Events)
            {
                if (!events.TryAdd(item.Id, item)) events[item.Id] = Winner(events[item.Id], item);
            }
        }

        return first with { Profile = profile, Events = InOrder(events.Values) };
    }

    private static TicketEvent[] InOrder(Dictionary<string, TicketEvent>.ValueCollection events)
    {
        var ordered = new TicketEvent[events.Count];
        events.CopyTo(ordered, 0);
        Array.Sort(ordered, Compare);
        return ordered;
    }

    private static int Compare(TicketEvent left, TicketEvent right)
    {
        var order = left.At.CompareTo(right.At);
        if (order == 0) order = left.Sequence.CompareTo(right.Sequence);
        return order != 0 ? order : string.CompareOrdinal(left.Id, right.Id);
    }

    private static TicketEvent Winner(TicketEvent left, TicketEvent right)
    {
        if (left.Version != right.Version) return left.Version > right.Version ? left : right;
        return left.Equals(right) || IsLarger(TicketJson.Write(left), TicketJson.Write(right)) ? left : right;
    }

    private static TicketProfile? Winner(TicketProfile? left, TicketProfile? right)
    {
        if (left is null || right is null) return left ?? right;
        if (left.Version != right.Version) return left.Version > right.Version ? left : right;
        return left.Equals(right) || IsLarger(TicketJson.Write(left), TicketJson.Write(right)) ? left : right;
    }

    private static bool IsLarger(byte[] left, byte[] right) =>
        left.AsSpan().SequenceEqual(right)
        || SHA256.HashData(left).AsSpan().SequenceCompareTo(SHA256.HashData(right)) > 0;
}
