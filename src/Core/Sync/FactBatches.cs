using System.Runtime.InteropServices;
using Deskmeter.Facts;
using Deskmeter.Store;
using NodaTime;

namespace Deskmeter.Sync;

/// <summary>Rows of every fact, on their way into a store: gathered row by row, handed over column by column. Used again after <see cref="Clear"/>, it keeps its memory.</summary>
internal sealed class FactBatches(FactSchema schema, DateTimeZone zone)
{
    private readonly Dictionary<Type, Rows> _facts = [];

    /// <summary>The newest record position among the rows.</summary>
    public long Position { get; set; }

    public void Add(ConversationFacts facts)
    {
        Add(facts.Ticket);
        AddRange(facts.Turns);
        AddRange(facts.ResolveCycles);
        AddRange(facts.StatusSpans);
        AddRange(facts.Assignments);
        AddRange(facts.SlaTargets);
        AddRange(facts.Excluded);
    }

    public void Add(CustomerFacts facts)
    {
        AddRange(facts.Contacts);
        AddRange(facts.Issues);
        AddRange(facts.Sessions);
        AddRange(facts.Invitations);
        AddRange(facts.Answers);
        AddRange(facts.Views);
        AddRange(facts.Orders);
        AddRange(facts.Spans);
        AddRange(facts.Months);
    }

    public void Add(RecordFacts facts)
    {
        Add(facts.Call);
        Add(facts.Vote);
        Add(facts.Search);
        Add(facts.Review);
        AddRange(facts.Categories);
        AddRange(facts.Employments);
        AddRange(facts.CostDays);
        Add(facts.Excluded);
    }

    public void Add(AgentDayFacts facts) => AddRange(facts.Hours);

    /// <summary>Everything added since the last <see cref="Clear"/>, as tables.</summary>
    public IReadOnlyList<TableBatch> Tables() => [.. _facts.Values.Select(rows => rows.Fill(zone)).Where(batch => batch.Count > 0)];

    /// <summary>Turns all rows into columns.</summary>
    public void Fill()
    {
        foreach (var rows in _facts.Values) rows.Fill(zone);
    }

    /// <summary>Hands each table to its lane.</summary>
    public Task WriteTo(TableLanes lanes) => Task.WhenAll(Tables().Select(lanes.Append));

    public void Clear()
    {
        foreach (var rows in _facts.Values) rows.Fill(zone).Clear();
    }

    private void Add<T>(T? row) where T : class
    {
        if (row is not null) Of<T>().Waiting.Add(row);
    }

    private void AddRange<T>(List<T> rows) where T : class
    {
        if (rows.Count > 0) Of<T>().Waiting.AddRange(rows);
    }

    private Rows<T> Of<T>() where T : class
    {
        if (_facts.TryGetValue(typeof(T), out var rows)) return (Rows<T>)rows;
        var made = new Rows<T>(schema.Of<T>());
        _facts.Add(typeof(T), made);
        return made;
    }

    private abstract class Rows
    {
        public abstract TableBatch Fill(DateTimeZone zone);
    }

    /// <summary>The rows of one fact: those that wait, and those that are in the table already.</summary>
    private sealed class Rows<T>(FactTable<T> fact) : Rows where T : class
    {
        private readonly TableBatch _batch = new(fact.Table);

        public List<T> Waiting { get; } = [];

        public override TableBatch Fill(DateTimeZone zone)
        {
            fact.Append(CollectionsMarshal.AsSpan(Waiting), _batch, zone);
            Waiting.Clear();
            return _batch;
        }
    }
}
