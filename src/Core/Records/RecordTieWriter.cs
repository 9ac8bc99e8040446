using Deskmeter.Helpdesk;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Deskmeter.Records;

/// <summary>Writes what records belong to, and what changed ones belonged to before; within the caller's transaction.</summary>
internal sealed class RecordTieWriter(SqliteConnection connection) : IDisposable
{
    /// <summary>
    /// A row of <c>left_behind</c> that names nothing says that all up to its position is forgotten, so that facts from before it (an
    /// older copy put back) are built again instead of following half of what changed.
    /// </summary>
    public const string IsMark = "customer is null and agent is null";

    private readonly RecordStatement _addWord = new(connection, "insert into customer_word(source, id, word) values(?, ?, ?)");
    private readonly RecordStatement _dropWords = new(connection, "delete from customer_word where source = ? and id = ?");
    private readonly RecordStatement _addSpan = new(connection, "insert into agent_span(position, agent, start, until) values(?, ?, ?, ?)");
    private readonly RecordStatement _dropSpans = new(connection, "delete from agent_span where position = ?");
    private readonly RecordStatement _leave =
        new(connection, "insert into left_behind(position, customer, agent, start, until) values(?, ?, ?, ?, ?)");
    private readonly RecordStatement _forget = new(connection, "delete from left_behind where position <= ?");

    /// <summary>The end of a stretch in the tables, where one that runs ends last.</summary>
    public static long EndOf(AgentSpan span) => span.Until?.ToUnixTimeTicks() ?? long.MaxValue;

    /// <summary>A stretch as the tables hold it: agent, start and until, from the column given.</summary>
    public static AgentSpan SpanOf(RecordStatement row, int column) => new(
        row.Text(column),
        Instant.FromUnixTimeTicks(row.Long(column + 1)),
        row.Long(column + 2) is var end && end == long.MaxValue ? null : Instant.FromUnixTimeTicks(end));

    /// <summary>Puts a record's ties in the place of those that it had at its position before (none and 0 for a new one).</summary>
    public void Write(SourceRecord record, long positionBefore, RecordTies before, long position, RecordTies after)
    {
        if (before.Spans.Count > 0) _dropSpans.Run(positionBefore);
        foreach (var span in after.Spans) _addSpan.Run(position, span.Agent, span.From.ToUnixTimeTicks(), EndOf(span));
        if (!before.Words.SequenceEqual(after.Words, StringComparer.Ordinal))
        {
            _dropWords.Run(record.Source, record.Id);
            foreach (var word in after.Words) _addWord.Run(record.Source, record.Id, word);
        }

        if (record is ExchangeRate && positionBefore > 0) _leave.Run(position, RecordKey.Of(record).ToString(), null, null, null);
        if (before == RecordTies.None) return;
        foreach (var word in before.Customers.Except(after.Customers, StringComparer.Ordinal)) _leave.Run(position, word, null, null, null);
        if (before.Parent is not null && before.Parent != after.Parent) _leave.Run(position, before.Parent, null, null, null);
        foreach (var span in before.Spans.Except(after.Spans)) _leave.Run(position, null, span.Agent, span.From.ToUnixTimeTicks(), EndOf(span));
    }

    /// <summary>Forgets what records that changed up to a position belonged to before, and marks how far.</summary>
    public void ForgetLeft(long position)
    {
        _forget.Run(position);
        _leave.Run(position, null, null, null, null);
    }

    public void Dispose()
    {
        foreach (var statement in (RecordStatement[])[_addWord, _dropWords, _addSpan, _dropSpans, _leave, _forget]) statement.Dispose();
    }
}
