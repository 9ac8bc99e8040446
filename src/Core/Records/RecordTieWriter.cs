using Deskmeter.Helpdesk;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Deskmeter.Records;

/// <summary>Writes what records belong to, and what changed ones belonged to before; within the caller's transaction.</summary>
internal sealed class RecordTieWriter(SqliteConnection connection) : IDisposable
{
    private readonly RecordStatement _addWord = new(connection, "insert into customer_word(source, id, word) values(?, ?, ?)");
    private readonly RecordStatement _dropWords = new(connection, "delete from customer_word where source = ? and id = ?");
    private readonly RecordStatement _addSpan = new(connection, "insert into agent_span(position, agent, start, until) values(?, ?, ?, ?)");
    private readonly RecordStatement _dropSpans = new(connection, "delete from agent_span where position = ?");
    private readonly RecordStatement _leave =
        new(connection, "insert into left_behind(position, customer, agent, start, until) values(?, ?, ?, ?, ?)");

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

    public void Dispose()
    {
        foreach (var statement in (RecordStatement[])[_addWord, _dropWords, _addSpan, _dropSpans, _leave]) statement.Dispose();
    }
}
