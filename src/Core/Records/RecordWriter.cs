using System.Security.Cryptography;
using System.Text;
using Deskmeter.Connectors;
using Deskmeter.Helpdesk;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Deskmeter.Records;

/// <summary>Writes records, one transaction a call. Not for two threads at once.</summary>
internal sealed class RecordWriter(SqliteConnection connection) : IDisposable
{
    private readonly RecordStatement _state = new(connection, "select position, newest from state");
    private readonly RecordStatement _saveState = new(connection, "update state set position = ?, newest = ?");
    private readonly RecordStatement _newest = new(connection, "select max(newest) from record");

    private readonly RecordStatement _find = new(
        connection,
        "select position, format, checksum, newest, document from record where kind = 'ticket' and source = ? and id = ?");

    private readonly RecordStatement _insert = new(
        connection,
        """
        insert into record(position, kind, source, id, customer, newest, format, checksum, document)
        values(?, 'ticket', ?, ?, ?, ?, 1, ?, ?)
        """);

    private readonly RecordStatement _update = new(
        connection,
        """
        update record
        set position = ?, customer = ?, newest = ?, format = 1, checksum = ?, document = ?
        where position = ?
        """);

    private readonly RecordStatement _link = new(
        connection,
        "insert into merge_link values(?, ?, ?) on conflict do update set parent = excluded.parent");

    private readonly RecordStatement _unlink = new(connection, "delete from merge_link where source = ? and child = ?");

    private readonly RecordStatement _setAside = new(
        connection, "insert or ignore into set_aside(key, source, file, line, reason, content) values(?, ?, ?, ?, ?, ?)");

    /// <summary>Merges pieces into what is known, all or nothing.</summary>
    public MergeResult Merge(IReadOnlyCollection<Ticket> pieces) => InTransaction(() =>
    {
        var state = _state.Row(row => new State(row.Long(0), row.LongOrNull(1)))!.Value;
        var (created, changed, unchanged) = (0, 0, 0);
        foreach (var ticket in pieces.GroupBy(piece => (piece.Source, piece.Id)))
        {
            var piece = TicketMerge.Merge([.. ticket]);
            var known = Find(piece);
            if (known is null)
            {
                Insert(piece, ref state);
                created++;
            }
            else if (Update(known.Value, piece, ref state)) changed++;
            else unchanged++;
        }

        if (created + changed > 0)
        {
            if (state.HasShrunk) state.Newest = _newest.Row(row => new State(0, row.LongOrNull(0)))!.Value.Newest;
            _saveState.Run(state.Position, state.Newest);
        }

        return new MergeResult(created, changed, unchanged);
    });

    /// <summary>Keeps rows that could not be read; one that is kept already stays as it is.</summary>
    public void SetAside(string source, IReadOnlyCollection<RowProblem> rows) => InTransaction(() =>
    {
        foreach (var row in rows)
        {
            var key = SHA256.HashData(Encoding.UTF8.GetBytes($"{source}\0{row.File}\0{row.Line}\0{row.Reason}\0{row.Content}"));
            _setAside.Run(key, source, row.File, row.Line, row.Reason, row.Content);
        }

        return rows.Count;
    });

    public void Dispose()
    {
        foreach (var statement in (RecordStatement[])[_state, _saveState, _newest, _find, _insert, _update, _link, _unlink, _setAside])
            statement.Dispose();
    }

    private Known? Find(Ticket piece) => _find.Row(
        row => new Known(
            new RecordDocument(row.Long(0), piece.Source, piece.Id, row.Long(1), row.Long(2), row.Bytes(4)), row.LongOrNull(3)),
        piece.Source, piece.Id);

    private void Insert(Ticket ticket, ref State state)
    {
        var document = TicketJson.Write(ticket);
        var newest = RecordDocument.NewestOf(ticket)?.ToUnixTimeTicks();
        state.Grow(newest);
        _insert.Run(
            state.Position, ticket.Source, ticket.Id, ticket.Profile?.Customer, newest, RecordDocument.ChecksumOf(document), document);
        Link(ticket, null);
    }

    private bool Update(in Known known, Ticket piece, ref State state)
    {
        known.Document.Verify();
        if (RecordDocument.Holds(known.Document.Bytes, piece)) return false;
        var before = known.Document.Read();
        var after = TicketMerge.Merge(before, piece);
        var document = TicketJson.Write(after);
        if (document.AsSpan().SequenceEqual(known.Document.Bytes)) return false;
        var newest = RecordDocument.NewestOf(after)?.ToUnixTimeTicks();
        // A corrected event can take the newest instant back; only then all records are asked.
        if (known.Newest is not null && known.Newest == state.Newest && (newest is null || newest < known.Newest)) state.HasShrunk = true;
        state.Grow(newest);
        _update.Run(
            state.Position, after.Profile?.Customer, newest, RecordDocument.ChecksumOf(document), document, known.Document.Position);
        Link(after, RecordDocument.ParentOf(before));
        return true;
    }

    private void Link(Ticket ticket, string? parentBefore)
    {
        var parent = RecordDocument.ParentOf(ticket);
        if (parent == parentBefore) return;
        if (parent is null) _unlink.Run(ticket.Source, ticket.Id);
        else _link.Run(ticket.Source, ticket.Id, parent);
    }

    private T InTransaction<T>(Func<T> work)
    {
        RecordSchema.Run(connection, "begin immediate");
        try
        {
            var result = work();
            RecordSchema.Run(connection, "commit");
            return result;
        }
        finally
        {
            // A full disk or an error within leaves the transaction open; some errors have ended it already.
            if (sqlite3_get_autocommit(connection.Handle) == 0) RecordSchema.Run(connection, "rollback");
        }
    }

    private readonly record struct Known(RecordDocument Document, long? Newest);

    private record struct State(long Position, long? Newest)
    {
        public bool HasShrunk { get; set; }

        /// <summary>Takes the next position.</summary>
        public void Grow(long? newest)
        {
            Position++;
            if (Newest is null || newest > Newest) Newest = newest ?? Newest;
        }
    }
}
