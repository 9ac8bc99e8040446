using Deskmeter.Helpdesk;
using Deskmeter.Records;

namespace Deskmeter.Connectors;

/// <summary>
/// The canonical format of tickets, the way in for any source: one ticket, or a piece of one, as JSON on a line of its own
/// (<c>docs/sources/canonical.md</c>).
/// </summary>
public static class CanonicalFile
{
    /// <summary>The source of a ticket that names none.</summary>
    public const string DefaultSource = "canonical";

    /// <summary>Reads a file as it comes; nothing of it is kept.</summary>
    /// <param name="stream">The file, plain or gzip; its first bytes tell.</param>
    /// <param name="fileName">The name in messages, without its folder.</param>
    /// <param name="source">The source of tickets that name none.</param>
    /// <exception cref="UsageException">It is not a file of JSON lines at all.</exception>
    public static IEnumerable<ImportItem> Read(Stream stream, string fileName, string source = DefaultSource)
    {
        return new JsonLinesFile($"a ticket", Ticket).Read(stream, fileName);

        JsonLine Ticket(ReadOnlyMemory<byte> line)
        {
            var ticket = Identified(TicketJson.ReadStrictly(line.Span, source));
            return new JsonLine(ticket, CanonicalDoubts.Of(ticket));
        }
    }

    // The same event said twice has the same id, so saying it again does no harm.
    private static Ticket Identified(Ticket ticket)
    {
        if (ticket.Events.All(item => item.Id.Length > 0)) return ticket;
        return ticket with { Events = [.. ticket.Events.Select(Identified)] };
    }

    private static TicketEvent Identified(TicketEvent item) =>
        item.Id.Length > 0 ? item : item with { Id = TicketJson.ContentId(item) };
}
