using System.Security.Cryptography;
using Deskmeter.Helpdesk;

namespace Deskmeter.Records;

/// <summary>
/// The union of what was told of one record. Of a stated record the higher version wins as a whole, then the longer document, then the larger hash;
/// its lists of parts are united by key under the same rule, and stand in the order (time, key). So any order, any repetition and
/// any split of arrival gives one result. Of tickets it is <see cref="TicketMerge"/>.
/// </summary>
public static class RecordMerge
{
    /// <summary>All pieces in one.</summary>
    /// <exception cref="ArgumentException">There is no piece, or they are pieces of different records.</exception>
    public static SourceRecord Merge(IReadOnlyList<SourceRecord> pieces)
    {
        if (pieces.Count == 0) throw new ArgumentException("There is nothing to merge.", nameof(pieces));
        var first = pieces[0];
        foreach (var piece in pieces)
        {
            if (piece.GetType() != first.GetType() || piece.Source != first.Source || piece.Id != first.Id)
                throw new ArgumentException($"{NameOf(piece)} is not {NameOf(first)}.", nameof(pieces));
        }

        if (first is Ticket) return TicketMerge.Merge([.. pieces.Cast<Ticket>()]);
        var winner = (StatedRecord)first;
        foreach (var piece in pieces.Skip(1)) winner = Winner(winner, (StatedRecord)piece);
        return WithParts(winner, pieces);
    }

    /// <summary>The record with the parts of all pieces.</summary>
    private static StatedRecord WithParts(StatedRecord record, IReadOnlyList<SourceRecord> pieces) => record switch
    {
        Call call => call with { Legs = United<Call, CallLeg>(pieces, piece => piece.Legs, (a, b) => a.OfferedAt.CompareTo(b.OfferedAt)) },
        Survey survey => survey with { Answers = United<Survey, SurveyAnswer>(pieces, piece => piece.Answers, (a, b) => a.At.CompareTo(b.At)) },
        Order order => order with { Refunds = United<Order, OrderRefund>(pieces, piece => piece.Refunds, (a, b) => a.At.CompareTo(b.At)) },
        Subscription subscription => subscription with
        {
            Pauses = United<Subscription, SubscriptionPause>(pieces, piece => piece.Pauses, (a, b) => a.FromOn.CompareTo(b.FromOn)),
        },
        Person person => person with { Stays = United<Person, PersonStay>(pieces, piece => piece.Stays, (a, b) => a.JoinedOn.CompareTo(b.JoinedOn)) },
        Review review => review with { Categories = United<Review, ReviewCategory>(pieces, piece => piece.Categories, (_, _) => 0) },
        _ => record,
    };

    private static TPart[] United<TRecord, TPart>(
        IReadOnlyList<SourceRecord> pieces, Func<TRecord, IReadOnlyList<TPart>> partsOf, Comparison<TPart> byTime)
        where TRecord : SourceRecord where TPart : class, IRecordPart
    {
        var known = new Dictionary<string, TPart>(StringComparer.Ordinal);
        foreach (var piece in pieces)
        {
            foreach (var part in partsOf((TRecord)piece))
            {
                if (!known.TryAdd(part.Key, part)) known[part.Key] = Winner(known[part.Key], part);
            }
        }

        TPart[] parts = [.. known.Values];
        Array.Sort(parts, (left, right) => byTime(left, right) is var order and not 0 ? order : string.CompareOrdinal(left.Key, right.Key));
        return parts;
    }

    // The parts are no content of the whole: with them, what is united already would win over the pieces that it is made of.
    private static StatedRecord Winner(StatedRecord left, StatedRecord right)
    {
        if (left.Version != right.Version) return left.Version > right.Version ? left : right;
        return IsLarger(RecordJson.Write(WithParts(left, [])), RecordJson.Write(WithParts(right, []))) ? left : right;
    }

    private static TPart Winner<TPart>(TPart left, TPart right) where TPart : class, IRecordPart
    {
        if (left.Version != right.Version) return left.Version > right.Version ? left : right;
        return IsLarger(RecordJson.Write(left), RecordJson.Write(right)) ? left : right;
    }

    // Of one version the fuller statement wins: a row that brings a part and repeats nothing of its record must not empty it.
    private static bool IsLarger(byte[] left, byte[] right) => left.Length != right.Length
        ? left.Length > right.Length
        : left.AsSpan().SequenceEqual(right) || SHA256.HashData(left).AsSpan().SequenceCompareTo(SHA256.HashData(right)) > 0;

    private static string NameOf(SourceRecord record) => $"{RecordKind.Of(record.GetType()).Word} {record.Source}/{record.Id}";
}
