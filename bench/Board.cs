using System.Globalization;
using System.Text.Json;
using Deskmeter.Metrics;
using NodaTime;

namespace Deskmeter.Bench;

/// <summary>
/// What a board costs: its answer over a generated shop (the keys of tickets, against the period before, daily trend, by channel; and all keys of
/// the catalogue against the period before; down to the JSON) against SQL written by hand that gives the same figures, and against one scan of the columns.
/// </summary>
internal static class Board
{
    private const int Tickets = 1_000_000;

    /// <summary>Figures of tickets, which every shape asks for.</summary>
    public static readonly string[] OfTickets =
    [
        "tickets_created", "tickets_resolved", "resolution_events", "customers_resolved", "unresolved_tickets", "backlog_age", "net_flow",
        "first_response_time", "response_time", "first_resolution_time", "resolution_time", "time_to_assign", "assign_to_reply", "requester_wait_time",
        "agent_wait_time", "on_hold_time", "agent_work_time", "one_reply_rate", "one_touch_rate", "reopen_rate", "resolution_rate", "transfers_per_ticket",
        "messages_per_ticket", "sla_attainment_first", "sla_attainment_next", "sla_attainment_resolution", "tickets_closed_per_agent", "volume_by_channel",
        "peak_hour", "peak_weekday", "volume_vs_baseline",
    ];

    /// <summary>What one side answered: the engine, or the statements written by hand.</summary>
    private sealed record Answer(IReadOnlyList<MetricResult> Engine, IReadOnlyList<IReadOnlyList<(HandWritten Statement, List<object?[]> Rows)>> Hand);

    public static void Run(IReadOnlyList<string> arguments)
    {
        using var facts = BoardFacts.Open(arguments is [var tickets, ..] ? int.Parse(tickets, CultureInfo.InvariantCulture) : Tickets);
        var end = facts.Shop.End.InZone(facts.Settings.DateTimeZone).Date;
        Measure(facts, "12 months", end.PlusMonths(-12), end);
        Measure(facts, "30 days", end.PlusDays(-30), end);
        // Some keys are of whole months only.
        Everything(facts, "12 months", end.PlusMonths(-12), end);
        Everything(facts, "1 month", end.PlusMonths(-1), end);
    }

    private static void Everything(BoardFacts facts, string name, LocalDate from, LocalDate to)
    {
        var shape = new BoardShape("headline of all keys", from, to, Grain.Total, Compare.Previous, ByChannel: false) { OfAllKeys = true };
        Against(facts, Engine(facts), $"board, {name}, {shape.Name}", [shape]);
    }

    private static void Measure(BoardFacts facts, string name, LocalDate from, LocalDate to)
    {
        BoardShape[] shapes =
        [
            new("headline", from, to, Grain.Total, Compare.Previous, ByChannel: false),
            new("daily trend", from, to, Grain.Day, Compare.None, ByChannel: false),
            new("by channel", from, to, Grain.Total, Compare.Previous, ByChannel: true),
        ];
        var engine = Engine(facts);
        foreach (var shape in shapes) Against(facts, engine, $"board, {name}, {shape.Name}", [shape]);
        Against(facts, engine, $"board, {name}, all", shapes);
        var scan = BoardSql.Scan();
        Rounds.Compare(
            $"board, {name}, all, against a scan", ("engine", () => Ask(facts, engine, shapes)), ("one scan", () => new Answer([], [Read(facts, scan)])),
            isSame: (_, _) => true);
    }

    private static void Against(BoardFacts facts, MetricEngine engine, string name, BoardShape[] shapes)
    {
        var figures = 0;
        Rounds.Compare(name, ("engine", () => Ask(facts, engine, shapes)), ("by hand", () => Hand(facts, shapes)), isSame: (ours, theirs) =>
        {
            figures = shapes.Select((shape, place) => BoardCheck.Equal(facts, shape, ours.Engine[place], theirs.Hand[place])).Sum();
            return true;
        });
        Rounds.Print($"  {figures} figures are equal");
    }

    private static MetricEngine Engine(BoardFacts facts) => new(facts.Workspace.Catalogue, facts.Schema, facts.Store, facts.Settings, () => facts.AsOf);

    /// <summary>The loyalty index is asked month by month only.</summary>
    private static IEnumerable<string> AllKeys(BoardFacts facts) => facts.Workspace.Catalogue.Ids.Except(["loyalty_index"]);

    private static Answer Ask(BoardFacts facts, MetricEngine engine, BoardShape[] shapes)
    {
        var results = shapes.Select(shape => engine.Run(shape.Question(shape.OfAllKeys ? [.. AllKeys(facts)] : OfTickets, facts.AsOf))).ToList();
        using var stream = new MemoryStream();
        foreach (var result in results)
        {
            using var writer = new Utf8JsonWriter(stream, MetricJson.Options);
            MetricJson.Write(writer, result);
        }

        return new Answer(results, []);
    }

    private static Answer Hand(BoardFacts facts, BoardShape[] shapes) =>
        new([], [.. shapes.Select(shape => Read(facts, new BoardSql(shape, facts.AsOf, facts.Settings.DateTimeZone).Statements()))]);

    private static List<(HandWritten Statement, List<object?[]> Rows)> Read(BoardFacts facts, IReadOnlyList<HandWritten> statements) =>
        [.. statements.Select(statement => (statement, facts.Store.Query(statement.Statement).ToList()))];
}
