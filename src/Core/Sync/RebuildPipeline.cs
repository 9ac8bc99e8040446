using System.Collections.Concurrent;
using System.Threading.Channels;
using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using Deskmeter.Records;
using Deskmeter.Store;
using NodaTime;

namespace Deskmeter.Sync;

/// <summary>
/// Builds all facts: one stage reads records, one builds rows, one writes them, all at a time. Customers and agents' days, which
/// many records add to, are built when every record has been read.
/// </summary>
internal sealed class RebuildPipeline(IRecordStore records, UnitBuilders builders, FactSchema schema)
{
    /// <summary>Small, so that what is between two stages is young enough to be collected cheaply.</summary>
    private const int BatchSize = 300;
    private const int BatchesBetween = 2;

    /// <summary>What comes while one table compresses a full row group, so that reading and building go on meanwhile.</summary>
    private const int BatchesWriting = 24;
    private const int CustomersAtOnce = 2_000;

    private readonly Conversations _conversations = new(records);
    private readonly Dictionary<(string Agent, LocalDate Day), List<StatedRecord>> _days = [];
    private readonly List<Survey> _tied = [];
    private readonly Histories _histories = NewHistories(records);

    /// <summary>Written batches: their memory is used again, since making it new stops every stage to collect the old.</summary>
    private readonly ConcurrentBag<FactBatches> _spare = [];

    /// <summary>Runs all stages.</summary>
    /// <returns>The position of the newest record that is in.</returns>
    public long Run(IFactRebuild into, Progress? progress, CancellationToken cancellation)
    {
        var target = records.Position;
        var read = Channel.CreateBounded<List<RecordChange>>(BatchesBetween);
        var built = Channel.CreateBounded<FactBatches>(BatchesBetween);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var last = 0L;
        var reader = Stage(read.Writer, stop, () => ReadAll(read.Writer, stop.Token));
        var builder = Stage(built.Writer, stop, () => BuildAll(read.Reader, built.Writer, stop.Token));
        var writer = Task.Run(() => WriteAll(built.Reader, new TableLanes(into.Append, stop.Token), Written, stop.Token), stop.Token);
        Task.WhenAll(reader, builder, writer).GetAwaiter().GetResult();
        return last;

        void Written(long position)
        {
            last = Math.Max(last, position);
            progress?.Invoke("Building facts", FactProjector.Fraction(last, target), FactProjector.Count(last, target));
        }
    }

    private static Histories NewHistories(IRecordStore records)
    {
        var customers = new Customers(records.CustomerLinks());
        return new Histories(customers.UnitOf);
    }

    private static Task Stage<T>(ChannelWriter<T> output, CancellationTokenSource stop, Func<Task> work) => Task.Run(async () =>
    {
        try
        {
            await work();
            output.Complete();
        }
        catch (Exception error)
        {
            output.Complete(error);
            await stop.CancelAsync();
            throw;
        }
    });

    private async Task ReadAll(ChannelWriter<List<RecordChange>> output, CancellationToken cancellation)
    {
        foreach (var batch in records.ChangesAfter(0).Chunk(BatchSize)) await output.WriteAsync([.. batch], cancellation);
    }

    private async Task BuildAll(ChannelReader<List<RecordChange>> input, ChannelWriter<FactBatches> output, CancellationToken cancellation)
    {
        await foreach (var batch in input.ReadAllAsync(cancellation))
        {
            var rows = EmptyRows();
            rows.Position = batch[^1].Position;
            foreach (var change in batch) Build(change.Record, rows);
            await Write(rows, output, cancellation);
        }

        Tie();
        // In the order of their keys, so that a store finds the few rows of one customer without reading the others'.
        foreach (var histories in _histories.All.OrderBy(history => history.Unit, StringComparer.Ordinal).Chunk(CustomersAtOnce))
            await Write(histories, (history, rows) => rows.Add(builders.Customer.Build(history)), output, cancellation);
        foreach (var days in _days.Chunk(CustomersAtOnce))
            await Write(days, (day, rows) => rows.Add(builders.AgentDay.Build(day.Key.Agent, day.Key.Day, day.Value)), output, cancellation);
    }

    private async Task WriteAll(ChannelReader<FactBatches> input, TableLanes lanes, Action<long> written, CancellationToken cancellation)
    {
        var underWay = new Queue<(FactBatches Batch, Task Written)>();
        try
        {
            await foreach (var batch in input.ReadAllAsync(cancellation))
            {
                if (underWay.Count == BatchesWriting) await Oldest();
                underWay.Enqueue((batch, batch.WriteTo(lanes)));
            }

            while (underWay.Count > 0) await Oldest();
        }
        finally
        {
            // Nobody may close the store while a table is being written to.
            await Task.WhenAll(underWay.Select(batch => batch.Written));
        }

        async Task Oldest()
        {
            var (batch, done) = underWay.Dequeue();
            await done;
            written(batch.Position);
            batch.Clear();
            _spare.Add(batch);
        }
    }

    private async Task Write<T>(T[] parts, Action<T, FactBatches> build, ChannelWriter<FactBatches> output, CancellationToken cancellation)
    {
        var rows = EmptyRows();
        foreach (var part in parts) build(part, rows);
        await Write(rows, output, cancellation);
    }

    /// <summary>Hands rows over as columns, so that they are garbage while they are young: rows that wait cost the collector more than all else.</summary>
    private static async Task Write(FactBatches rows, ChannelWriter<FactBatches> output, CancellationToken cancellation)
    {
        rows.Fill();
        await output.WriteAsync(rows, cancellation);
    }

    private FactBatches EmptyRows() => _spare.TryTake(out var rows) ? rows : new FactBatches(schema, builders.Context.Zone);

    private void Build(SourceRecord record, FactBatches rows)
    {
        if (record is Ticket ticket)
        {
            BuildConversation(ticket, rows);
            return;
        }

        var stated = (StatedRecord)record;
        rows.Add(builders.Record.Build(stated));
        if (stated is Call call && builders.Record.ContactOf(call) is { } contact) _histories.Add(contact);
        if (stated is Survey survey && RecordCustomer.TicketOf(survey) is not null) _tied.Add(survey);
        else if (RecordCustomer.Of(stated) is not null) _histories.Add(stated);
        else if (Histories.Alone(stated) is { } history) rows.Add(builders.Customer.Build(history));
        foreach (var (agent, from, until) in RecordTies.SpansOf(stated))
        {
            foreach (var day in builders.Context.DaysOf(from, until))
            {
                // A chat with two legs of one agent is still one chat.
                var records = DayOf(agent, day);
                if (records.Count == 0 || !ReferenceEquals(records[^1], stated)) records.Add(stated);
            }
        }
    }

    private void BuildConversation(Ticket ticket, FactBatches rows)
    {
        if (_conversations.RootOf(ticket).Id != ticket.Id) return;
        var facts = builders.Conversation.Build(ticket, _conversations.ChildrenOf(ticket));
        rows.Add(facts);
        if (facts.Contact is { } contact) _histories.Add(contact);
    }

    /// <summary>Gives the surveys that name a ticket and nobody else to that ticket's customer.</summary>
    private void Tie()
    {
        if (_tied.Count == 0) return;
        var contacts = new Dictionary<string, CustomerContact>(StringComparer.Ordinal);
        foreach (var contact in _histories.All.SelectMany(history => history.Contacts)) contacts[contact.Record] = contact;
        foreach (var survey in _tied)
        {
            var about = RecordKey.Of<Ticket>(survey.Source, survey.Ticket!);
            var root = records.Find(about) is Ticket ticket ? RecordKey.Of(_conversations.RootOf(ticket)) : about;
            if (contacts.TryGetValue(root.ToString(), out var contact)) _histories.Add(survey, contact);
            else _histories.Add(survey);
        }
    }

    private List<StatedRecord> DayOf(string agent, LocalDate day)
    {
        if (!_days.TryGetValue((agent, day), out var records)) _days[(agent, day)] = records = [];
        return records;
    }
}
