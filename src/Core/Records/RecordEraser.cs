using Deskmeter.Helpdesk;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Deskmeter.Records;

/// <summary>
/// Removes what is older than a limit, with all that leads to it, in one transaction. A ticket goes with those that were merged into
/// it, when the last thing happened in all of them; a customer's record goes when nothing is kept that names them.
/// </summary>
internal sealed class RecordEraser(SqliteConnection connection, Arrivals arrivals)
{
    private const int ChunkSize = 1_000;

    // In memory, by the connection's settings: it names records.
    private const string Past = "create temp table if not exists past(position integer primary key, kind text not null, source text not null, id text not null, at integer); delete from past";

    private const string Dated = "insert into past select position, kind, source, id, newest from record where newest < ?";

    private const string Customers =
        """
        insert into past
        select one.position, one.kind, one.source, one.id, null
        from record as one
        where one.kind = 'customer' and one.position <= ? and not exists (
            with recursive same(word) as (
                select word from customer_word where source = one.source and id = one.id
                union
                select other.word
                from same
                join customer_word as known on known.word = same.word
                join customer_word as other on other.source = known.source and other.id = known.id)
            select 1
            from same
            join record as kept on kept.customer = same.word
            where kept.kind <> 'customer' and kept.position not in (select position from past))
        """;

    private static readonly string[] Deletions =
    [
        "delete from agent_span where position in (select position from past)",
        "delete from customer_word where (source, id) in (select source, id from past where kind = 'customer')",
        "delete from merge_link where (source, child) in (select source, id from past where kind = 'ticket')",
        "delete from record where position in (select position from past)",
        // What changed ones belonged to before names people too. The mark that is left has the facts built again as a whole.
        "delete from left_behind",
        "update state set position = position + 1, newest = (select max(newest) from record)",
        "insert into left_behind(position) select position from state",
    ];

    /// <summary>Removes what is older than a limit.</summary>
    /// <param name="limit">Of what happened before it, nothing stays.</param>
    /// <param name="isDry">Only says what would go.</param>
    public ErasedRecords Erase(Instant limit, bool isDry) => Erase(
        () => Choose(limit),
        erased =>
        {
            if (erased.Records > 0) Run("update state set kept_from = max(coalesce(kept_from, ?1), ?1)", limit.ToUnixTimeTicks());
            Run("delete from set_aside where day < ?", Arrivals.DayOf(limit));
        },
        isDry);

    /// <summary>Removes everything that one source brought.</summary>
    public ErasedRecords Erase(string source) => Erase(
        () =>
        {
            RecordSchema.Run(connection, Past);
            Run("insert into past select position, kind, source, id, newest from record where source = ?", source);
            return Chosen(0);
        },
        _ => { },
        isDry: false);

    private ErasedRecords Erase(Func<ErasedRecords> choose, Action<ErasedRecords> more, bool isDry) => RecordTransaction.Run(
        connection,
        () =>
        {
            var erased = choose();
            if (isDry || !erased.IsAny) return erased;
            RecordSchema.Run(connection, "update state set must_shrink = 1");
            if (erased.Records > 0)
            {
                foreach (var deletion in Deletions) RecordSchema.Run(connection, deletion);
                arrivals.Note();
            }

            more(erased);
            RecordSchema.Run(connection, "delete from past");
            return erased;
        },
        erased => !isDry && erased.IsAny);

    private ErasedRecords Choose(Instant limit)
    {
        RecordSchema.Run(connection, Past);
        var arrived = arrivals.Before(limit);
        Run(Dated, limit.ToUnixTimeTicks());
        ChooseUndated(limit, arrived);
        KeepConversations();
        Run(Customers, arrived);
        return Chosen(Rows("select count(*) from set_aside where day < ?", row => row.Long(0), Arrivals.DayOf(limit)).Single());
    }

    private ErasedRecords Chosen(long setAside)
    {
        var kinds = Rows("select kind, count(*), min(at) from past group by kind", row => (Word: row.Text(0), Count: row.Long(1), Oldest: row.LongOrNull(2)));
        return new ErasedRecords(
            [
                .. from kind in RecordKind.All
                   from found in kinds.Where(found => found.Word == kind.Word)
                   select new ErasedKind(kind, found.Count, found.Oldest is { } ticks ? Instant.FromUnixTimeTicks(ticks) : null),
            ],
            setAside);
    }

    /// <summary>Deleted records, planned time, costs, people and whatever names no instant: each has to be read.</summary>
    private void ChooseUndated(Instant limit, long arrived)
    {
        using var read = new RecordStatement(
            connection, $"select {RecordDocument.Columns} from record where newest is null and kind <> 'customer' and position > ? order by position limit {ChunkSize}");
        using var add = new RecordStatement(connection, "insert into past values(?, ?, ?, ?, ?)");
        var position = 0L;
        while (read.Rows(RecordDocument.Of, position) is [.., var last] chunk)
        {
            foreach (var document in chunk)
            {
                var age = document.Damage() is null ? RecordAge.Of(document.Read()) : default;
                if (!age.IsCurrent && (age.Last is { } at ? at < limit : document.Position <= arrived))
                    add.Run(document.Position, document.Kind, document.Source, document.Id, age.Last?.ToUnixTimeTicks());
            }

            position = last.Position;
        }
    }

    /// <summary>Takes back the tickets of a conversation that goes on in one that stays.</summary>
    private void KeepConversations()
    {
        using var stays = new RecordStatement(
            connection, "select 1 from record where kind = 'ticket' and id = ? and source = ? and position not in (select position from past)");
        using var keep = new RecordStatement(connection, "delete from past where kind = 'ticket' and source = ? and id = ?");
        foreach (var conversation in MergedTickets.Of(Rows("select source, child, parent from merge_link", row => new MergeLink(row.Text(0), row.Text(1), row.Text(2)))))
        {
            if (!conversation.Any(ticket => stays.Row(row => row.Long(0), ticket.Id, ticket.Source) is not null)) continue;
            foreach (var (source, id) in conversation) keep.Run(source, id);
        }
    }

    private void Run(string sql, params ReadOnlySpan<object?> values)
    {
        using var statement = new RecordStatement(connection, sql);
        statement.Run(values);
    }

    private List<T> Rows<T>(string sql, Func<RecordStatement, T> row, params ReadOnlySpan<object?> values)
    {
        using var statement = new RecordStatement(connection, sql);
        return statement.Rows(row, values);
    }
}
