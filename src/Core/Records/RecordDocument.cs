using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Deskmeter.Helpdesk;

namespace Deskmeter.Records;

/// <summary>A record's document as it is stored, guarded by a checksum because SQLite checks no content.</summary>
/// <param name="Kind">The word of the kind of record.</param>
internal readonly record struct RecordDocument(long Position, string Kind, string Source, string Id, long Format, long Checksum, byte[] Bytes)
{
    /// <summary>Format 1: the canonical JSON as UTF-8.</summary>
    public const int Json = 1;

    /// <summary>What <see cref="Of"/> reads of the table of records.</summary>
    public const string Columns = "position, kind, source, id, format, checksum, document";

    /// <summary>The document of a row that begins with <see cref="Columns"/>.</summary>
    public static RecordDocument Of(RecordStatement row) =>
        new(row.Long(0), row.Text(1), row.Text(2), row.Text(3), row.Long(4), row.Long(5), row.Bytes(6));

    /// <summary>The first eight bytes of the SHA-256 of a document.</summary>
    public static long ChecksumOf(ReadOnlySpan<byte> document)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(document, hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }

    /// <summary>The record that it holds.</summary>
    /// <exception cref="InvalidDataException">It is damaged; the message names the record.</exception>
    public SourceRecord Read()
    {
        Verify();
        try
        {
            return RecordJson.Read(RecordKind.Find(Kind)!, Bytes);
        }
        catch (Exception exception) when (exception is JsonException or DocumentException)
        {
            throw new InvalidDataException(Damaged(exception.Message), exception);
        }
    }

    /// <summary>Is this what was written?</summary>
    /// <exception cref="InvalidDataException">It is damaged; the message names the record.</exception>
    public void Verify()
    {
        if (Damage() is { } damage) throw new InvalidDataException(damage);
    }

    /// <summary>What is wrong with it; null when it is as it was written.</summary>
    public string? Damage() =>
        Format != Json ? Damaged($"its format {Format} is unknown")
        : RecordKind.Find(Kind) is null ? Damaged("its kind is unknown")
        : ChecksumOf(Bytes) != Checksum ? Damaged("its checksum differs")
        : null;

    /// <summary>Does it hold all that a piece says? This makes a repeated import cheap: nothing has to be read as a record.</summary>
    public bool Holds(SourceRecord piece) => piece is Ticket ticket ? Holds(Bytes, ticket) : Bytes.AsSpan().SequenceEqual(RecordJson.Write(piece));

    /// <summary>The ticket that a ticket goes on in, by its latest merge; null when it stands for itself.</summary>
    public static string? ParentOf(SourceRecord? record) =>
        record is Ticket ticket && ticket.Events.OfType<Merged>().LastOrDefault()?.Into is { } parent && parent != ticket.Id ? parent : null;

    // An event's bytes are one whole object, and no text can hold its bare quotes, so finding them means that the event is there.
    private static bool Holds(ReadOnlySpan<byte> document, Ticket piece)
    {
        if (piece.Profile is { } profile && document.IndexOf([.. "\"profile\":"u8, .. TicketJson.Write(profile)]) < 0) return false;
        // Both are in the order of the events, so the search goes on where the last one ended.
        foreach (var item in piece.Events)
        {
            var bytes = TicketJson.Write(item);
            var found = document.IndexOf(bytes);
            if (found < 0) return false;
            document = document[(found + bytes.Length)..];
        }

        return true;
    }

    private string Damaged(string reason) => $"The record of {Kind} {Source}/{Id} at position {Position} is damaged: {reason}.";
}
