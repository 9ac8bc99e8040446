using System.Security.Cryptography;
using System.Text;
using Deskmeter.Connectors;
using Deskmeter.Helpdesk;
using Microsoft.Data.Sqlite;

namespace Deskmeter.Records;

/// <summary>Writes records, one transaction a call. Not for two threads at once.</summary>
internal sealed class RecordWriter(SqliteConnection connection, Arrivals arrivals) : IDisposable
{
    private readonly RecordStatement _state = new(connection, "select position, newest from state");
    private readonly RecordStatement _saveState = new(connection, "update state set position = ?, newest = ?");
    private readonly RecordStatement _newest = new(connection, "select max(newest) from record");

    private readonly RecordStatement _find = new(
        connection,
        $"select {RecordDocument.Columns}, newest from record where kind = ? and id = ? and source = ?");

    private readonly RecordStatement _insert = new(
        connection,
        """
        insert into record(position, kind, source, id, customer, newest, format, checksum, document)
        values(?, ?, ?, ?, ?, ?, 1, ?, ?)
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

    private readonly RecordTieWriter _ties = new(connection);

    private readonly RecordStatement _forgetAside = new(connection, "delete from set_aside where place in (select value from json_each(?))");
    private readonly RecordStatement _setAside = new(
        connection, "insert or ignore into set_aside(key, source, file, line, reason, content, day) values(?, ?, ?, ?, ?, ?, ?)");

    /// <summary>Merges pieces into what is known, all or nothing.</summary>
    public MergeResult Merge(IReadOnlyCollection<SourceRecord> pieces) => RecordTransaction.Run(connection, () =>
    {
        var state = _state.Row(row => new State(row.Long(0), row.LongOrNull(1)))!.Value;
        var (created, changed, unchanged) = (0, 0, 0);
        foreach (var record in pieces.GroupBy(piece => (piece.GetType(), piece.Source, piece.Id)))
        {
            var piece = RecordMerge.Merge([.. record]);
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
            arrivals.Note();
        }

        return new MergeResult(created, changed, unchanged);
    });

    /// <summary>Keeps rows that could not be read; one that is kept already stays as it is.</summary>
    public void SetAside(string source, IReadOnlyCollection<RowProblem> rows) => RecordTransaction.Run(connection, () =>
    {
        foreach (var row in rows)
        {
            var key = SHA256.HashData(Encoding.UTF8.GetBytes($"{source}\0{row.File}\0{row.Line}\0{row.Reason}\0{row.Content}"));
            _setAside.Run(key, source, row.File, row.Line, row.Reason.Stored(), row.Content, arrivals.Today);
        }

        return rows.Count;
    });

    /// <summary>Forgets rows that were set aside.</summary>
    /// <param name="places">A JSON list of their places.</param>
    public void ForgetSetAside(string places) => RecordTransaction.Run(connection, () =>
    {
        _forgetAside.Run(places);
        return 0;
    });

    /// <summary>Forgets what records that changed up to a position belonged to before.</summary>
    public void ForgetLeft(long position) => RecordTransaction.Run(connection, () =>
    {
        _ties.ForgetLeft(position);
        return position;
    });

    public void Dispose()
    {
        foreach (var statement in (IDisposable[])[_state, _saveState, _newest, _find, _insert, _update, _link, _unlink, _ties, _setAside, _forgetAside])
            statement.Dispose();
    }

    private Known? Find(SourceRecord piece) => _find.Row(
        row => new Known(RecordDocument.Of(row), row.LongOrNull(7)), RecordKind.Of(piece.GetType()).Word, piece.Id, piece.Source);

    private void Insert(SourceRecord record, ref State state)
    {
        var document = RecordJson.Write(record);
        var newest = RecordInstants.NewestOf(record)?.ToUnixTimeTicks();
        var ties = RecordTies.Of(record);
        state.Grow(newest);
        _insert.Run(
            state.Position, RecordKind.Of(record.GetType()).Word, record.Source, record.Id, ties.Customer, newest,
            RecordDocument.ChecksumOf(document), document);
        _ties.Write(record, 0, RecordTies.None, state.Position, ties);
        Link(record, null);
    }

    private bool Update(in Known known, SourceRecord piece, ref State state)
    {
        known.Document.Verify();
        if (known.Document.Holds(piece)) return false;
        var before = known.Document.Read();
        var after = RecordMerge.Merge([before, piece]);
        var document = RecordJson.Write(after);
        if (document.AsSpan().SequenceEqual(known.Document.Bytes)) return false;
        var newest = RecordInstants.NewestOf(after)?.ToUnixTimeTicks();
        // A corrected event can take the newest instant back; only then all records are asked.
        if (known.Newest is not null && known.Newest == state.Newest && (newest is null || newest < known.Newest)) state.HasShrunk = true;
        var ties = RecordTies.Of(after);
        state.Grow(newest);
        _update.Run(state.Position, ties.Customer, newest, RecordDocument.ChecksumOf(document), document, known.Document.Position);
        _ties.Write(after, known.Document.Position, RecordTies.Of(before), state.Position, ties);
        Link(after, before);
        return true;
    }

    private void Link(SourceRecord record, SourceRecord? before)
    {
        var parent = RecordDocument.ParentOf(record);
        if (parent == RecordDocument.ParentOf(before)) return;
        if (parent is null) _unlink.Run(record.Source, record.Id);
        else _link.Run(record.Source, record.Id, parent);
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
