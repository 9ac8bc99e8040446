using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Records;

/// <summary>A ticket's document as it is stored, guarded by a checksum because SQLite checks no content.</summary>
internal readonly record struct RecordDocument(long Position, string Source, string Id, long Format, long Checksum, byte[] Bytes)
{
    /// <summary>Format 1: the canonical JSON as UTF-8.</summary>
    public const int Json = 1;

    /// <summary>The first eight bytes of the SHA-256 of a document.</summary>
    public static long ChecksumOf(ReadOnlySpan<byte> document)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(document, hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }

    /// <summary>The ticket it holds.</summary>
    /// <exception cref="InvalidDataException">It is damaged; the message names the record.</exception>
    public Ticket Read()
    {
        Verify();
        try
        {
            return TicketJson.Read(Bytes);
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
        : ChecksumOf(Bytes) != Checksum ? Damaged("its checksum differs")
        : null;

    /// <summary>
    /// Does a document hold all that a piece says? An event's bytes are one whole object, and no text can hold its bare quotes, so
    /// finding them means that the event is there. This makes a repeated import cheap: nothing has to be read as a ticket.
    /// </summary>
    public static bool Holds(ReadOnlySpan<byte> document, Ticket piece)
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

    /// <summary>The greatest instant that a ticket names; null when it names none.</summary>
    public static Instant? NewestOf(Ticket ticket)
    {
        var newest = Later(Later(ticket.Profile?.CreatedAt, ticket.Profile?.Resolved?.At), ticket.Profile?.Closed?.At);
        foreach (var item in ticket.Events) newest = Later(newest, item.At);
        return newest;
    }

    /// <summary>The ticket that a ticket goes on in, by its latest merge; null when it stands for itself.</summary>
    public static string? ParentOf(Ticket ticket) =>
        ticket.Events.OfType<Merged>().LastOrDefault()?.Into is { } parent && parent != ticket.Id ? parent : null;

    private static Instant? Later(Instant? left, Instant? right) => left is null || right > left ? right ?? left : left;

    private string Damaged(string reason) => $"The record of ticket {Source}/{Id} at position {Position} is damaged: {reason}.";
}
