using System.Diagnostics;
using Deskmeter.Demo;
using Deskmeter.Facts;
using Deskmeter.Settings;
using Deskmeter.Store;
using Deskmeter.Store.DuckDb;
using NodaTime;

namespace Deskmeter.Bench;

/// <summary>The facts of a made-up shop, kept in the temporary folder from one run to the next.</summary>
internal sealed class BoardFacts : IDisposable
{
    private const int Seed = 1;
    private const int PiecesAtOnce = 20_000;

    private BoardFacts(DuckDbFacts store, DemoShop shop, FactSchema schema) => (Store, Shop, Schema) = (store, shop, schema);

    public DuckDbFacts Store { get; }

    public DemoShop Shop { get; }

    public FactSchema Schema { get; }

    public WorkspaceSettings Settings => Shop.Settings;

    /// <summary>The last second of the shop's history.</summary>
    public Instant AsOf => Shop.End - Duration.FromSeconds(1);

    public static BoardFacts Open(int tickets)
    {
        var shop = new DemoShop(tickets, Seed, Instant.FromUtc(2025, 12, 31, 23, 0));
        var schema = new FactSchema([]);
        var folder = Path.Combine(Path.GetTempPath(), "deskmeter-bench", $"board-{tickets}");
        var store = DuckDbFacts.Open(folder, new DuckDbOptions());
        var made = $"shop of {tickets}, {typeof(DemoShop).Assembly.GetName().Version}";
        if (store.Projection?.Dependencies != made) Fill(store, shop, schema, made);
        return new BoardFacts(store, shop, schema);
    }

    public void Dispose() => Store.Dispose();

    private static void Fill(DuckDbFacts store, DemoShop shop, FactSchema schema, string made)
    {
        var started = Stopwatch.GetTimestamp();
        var builder = new ConversationBuilder(new FactContext(shop.Settings.Calendars, shop.Settings.DefaultCalendar, shop.Settings.TeamCalendars));
        using var rebuild = store.Rebuild(schema.Tables);
        for (var first = 0; first < shop.Count; first += PiecesAtOnce)
        {
            var facts = new ConversationFacts[Math.Min(PiecesAtOnce, shop.Count - first)];
            var from = first;
            Parallel.For(0, facts.Length, index => facts[index] = builder.Build(shop.Ticket(from + index), []));
            Append(rebuild, schema, facts, shop.Settings.DateTimeZone);
        }

        rebuild.Complete(new Projection(shop.Count, made));
        Rounds.Print($"made the facts of {shop.Count} tickets in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");
    }

    private static void Append(IFactRebuild rebuild, FactSchema schema, ConversationFacts[] facts, DateTimeZone zone)
    {
        void Rows<T>(FactTable<T> table, Func<ConversationFacts, IEnumerable<T>> rows) where T : class
        {
            var batch = new TableBatch(table.Table);
            foreach (var row in facts.SelectMany(rows)) table.Append(row, batch, zone);
            rebuild.Append(batch);
        }

        Rows(schema.Ticket, fact => fact.Ticket is null ? [] : [fact.Ticket]);
        Rows(schema.Turn, fact => fact.Turns);
        Rows(schema.ResolveCycle, fact => fact.ResolveCycles);
        Rows(schema.StatusSpan, fact => fact.StatusSpans);
        Rows(schema.Assignment, fact => fact.Assignments);
        Rows(schema.SlaTarget, fact => fact.SlaTargets);
        Rows(schema.Excluded, fact => fact.Excluded);
    }
}
