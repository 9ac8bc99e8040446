using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Connectors.Files;

/// <summary>
/// The pieces of the tickets read last. Rows of one ticket that stand near each other become one piece; how many are kept is
/// bounded, so that any file can be read in little memory.
/// </summary>
internal sealed class PieceWindow(string source)
{
    private const int MostTickets = 4000;
    private const int MostEvents = 60_000;

    private readonly Dictionary<string, OpenPiece> _pieces = [];
    private string _last = "";
    private int _events;

    public bool IsFull => _pieces.Count >= MostTickets || _events >= MostEvents;

    /// <summary>Adds a row, and the attributes it gives.</summary>
    /// <param name="version">Of the attributes: of a ticket's rows the one with the highest gives them.</param>
    /// <param name="time">The instant the row speaks of; rows of one ticket are expected in order.</param>
    public void Add(string ticket, Row row, ProfileCompiler? profile, long version, Instant? time)
    {
        var piece = Piece(ticket);
        _last = ticket;
        piece.Rows++;
        if (profile is not null) piece.Keep(profile, version, row);
        if (time is null) return;
        if (piece.LastFile == row.File && time < piece.LastAt)
        {
            row.Warn($"The time runs backwards: it is before that of the ticket's row above. Events are ordered by their time.");
        }

        (piece.LastFile, piece.LastAt) = (row.File, time.Value);
    }

    public void Add(string ticket, Row row, TicketEvent told)
    {
        _events++;
        Piece(ticket).Events.Add((told, row.File, row.Line));
    }

    /// <summary>Hands over the pieces, and forgets them.</summary>
    /// <param name="isEnd">Nothing follows; otherwise the ticket of the last row stays, because its next row may follow.</param>
    public IEnumerable<ImportItem> Flush(bool isEnd)
    {
        var last = isEnd || _pieces.Count == 1 ? null : _pieces.GetValueOrDefault(_last);
        if (last is not null) _pieces.Remove(_last);
        foreach (var (id, piece) in _pieces)
        {
            var (profile, rivals) = piece.Profiles();
            foreach (var warning in piece.Doubts(profile)) yield return warning;
            var events = piece.Events.ConvertAll(entry => entry.Event);
            yield return new ImportItem.Piece(new Ticket(source, id) { Profile = profile, Events = events }, piece.Rows);
            // Attributes of one version in two words: the store decides, by a rule that knows no order.
            foreach (var rival in rivals) yield return new ImportItem.Piece(new Ticket(source, id) { Profile = rival }, 0);
        }

        _pieces.Clear();
        _events = 0;
        if (last is null) yield break;
        _pieces[_last] = last;
        _events = last.Events.Count;
    }

    private OpenPiece Piece(string ticket) => _pieces.TryGetValue(ticket, out var piece) ? piece : _pieces[ticket] = new OpenPiece();
}
