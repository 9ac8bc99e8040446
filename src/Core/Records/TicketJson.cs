using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Deskmeter.Helpdesk;

namespace Deskmeter.Records;

/// <summary>
/// The canonical JSON of a ticket: snake_case names and words, instants in UTC, and nothing that says only the default (null,
/// false, 0, an empty list). The same content is always the same bytes.
/// </summary>
public static class TicketJson
{
    // One of each a thread: a writer and its buffer cost more to make than a ticket to write.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? writer;

    /// <summary>The ticket as UTF-8.</summary>
    public static byte[] Write(Ticket ticket)
    {
        TicketWriter.Write(Begin(), ticket);
        return Finish();
    }

    /// <summary>The event as UTF-8, as it stands in its ticket's document.</summary>
    public static byte[] Write(TicketEvent item)
    {
        EventWriter.Write(Begin(), item);
        return Finish();
    }

    /// <summary>The profile as UTF-8, as it stands in its ticket's document.</summary>
    public static byte[] Write(TicketProfile profile)
    {
        TicketWriter.Write(Begin(), profile);
        return Finish();
    }

    /// <summary>An id for an event that has none: the first half of the SHA-256 of all that it says.</summary>
    public static string ContentId(TicketEvent item) =>
        Convert.ToHexStringLower(SHA256.HashData(Write(item with { Id = "" })).AsSpan(0, 16));

    /// <summary>Reads what <see cref="Write(Ticket)"/> wrote. Names that it does not know are passed over.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="DocumentException">It is no ticket.</exception>
    public static Ticket Read(ReadOnlySpan<byte> document)
    {
        var reader = new DocumentReader(document, isStrict: false);
        return TicketReader.Read(ref reader, "");
    }

    /// <summary>Reads what somebody else wrote: what is not understood is an error, with its place and the near match.</summary>
    /// <param name="document">The ticket as UTF-8.</param>
    /// <param name="source">The source of a ticket that names none. An event may be without an id; the id is then empty.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="DocumentException">It is no ticket, or says something impossible.</exception>
    public static Ticket ReadStrictly(ReadOnlySpan<byte> document, string source)
    {
        var reader = new DocumentReader(document, isStrict: true);
        try
        {
            return TicketReader.Read(ref reader, source);
        }
        catch (InvalidOperationException exception)
        {
            // Tricky: half a surrogate pair, written as an escape, is found only when the text is made.
            throw new JsonException("a text holds half a character.", null, 0, reader.Offset, exception);
        }
    }

    private static Utf8JsonWriter Begin()
    {
        buffer ??= new ArrayBufferWriter<byte>(4096);
        writer ??= new Utf8JsonWriter(buffer, TicketWriter.Options);
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        return writer;
    }

    private static byte[] Finish()
    {
        writer!.Flush();
        return buffer!.WrittenSpan.ToArray();
    }
}
