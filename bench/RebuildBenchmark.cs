using System.Diagnostics;
using System.Globalization;
using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using Deskmeter.Metrics;
using Deskmeter.Records;
using Deskmeter.Settings;
using Deskmeter.Store.DuckDb;
using Deskmeter.Store;
using Deskmeter.Sync;
using NodaTime;

namespace Deskmeter.Bench;

/// <summary>
/// All facts from the records of tickets of 12 events, against DuckDB merely copying the finished tables into a new file
/// (<c>create table as</c>).
/// </summary>
internal static class RebuildBenchmark
{
    private const int BatchSize = 5_000;
    private static readonly Instant Start = Instant.FromUtc(2024, 1, 1, 7, 0);

    public static void Run(IReadOnlyList<string> arguments)
    {
        var count = arguments is [var asked, ..] ? int.Parse(asked, CultureInfo.InvariantCulture) : 150_000;
        var folder = Directory.CreateTempSubdirectory("deskmeter-bench-");
        try
        {
            using var records = SqliteRecords.Open(folder.FullName);
            foreach (var batch in Enumerable.Range(0, count).Select(Ticket).Chunk(BatchSize)) records.Merge(batch);
            var hours = BusinessCalendarFile.Read("name: desk\ntime_zone: Europe/Amsterdam\nhours: {mon: [\"09:00-17:00\"], tue: [\"09:00-17:00\"], wed: [\"09:00-17:00\"], thu: [\"09:00-17:00\"], fri: [\"09:00-17:00\"]}\n", "desk");
            var settings = new WorkspaceSettings
            {
                Zone = "Europe/Amsterdam",
                Calendars = new Dictionary<string, BusinessCalendar> { ["desk"] = hours },
                DefaultCalendar = "desk",
            };
            Measure(folder.FullName, records, settings, count);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Measure(string folder, SqliteRecords records, WorkspaceSettings settings, int count)
    {
        var schema = new FactSchema([]);
        using var facts = DuckDbFacts.Open(Path.Combine(folder, "facts"), new DuckDbOptions());
        var projector = new FactProjector(records, facts, settings, schema, () => Start);
        projector.Rebuild();
        // The peer works on a copy of the file, so that both write a file of their own.
        var peer = Path.Combine(folder, "peer.duckdb");
        File.Copy(Directory.GetFiles(Path.Combine(folder, "facts"), "*.duckdb").Single(), peer);
        using var database = DuckDbDatabase.Open(peer, Path.Combine(folder, "spill"), new DuckDbOptions());
        using var connection = database.Connect();
        var (wall, processor) = (new List<double>(), new List<double>());
        Rounds.Compare("rebuild", ("all facts", Rebuilt), ("create table as", () => Copied(connection, schema)));
        var milliseconds = Statistics.Median(wall.Skip(1));
        Rounds.Print($"  {count / milliseconds:0.0} thousand tickets of 12 events a second, {Statistics.Median(processor.Skip(1)) / milliseconds:0.00} cores busy");

        long Rebuilt()
        {
            var (before, started) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
            projector.Rebuild();
            wall.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            processor.Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
            return schema.Tables.Sum(table => (long)facts.Query(new SqlStatement($"select count(*) from \"{table.Name}\"", [])).Single()[0]!);
        }
    }

    private static long Copied(DuckDbConnection connection, FactSchema schema)
    {
        var rows = 0L;
        foreach (var table in schema.Tables)
        {
            connection.Execute($"create or replace table \"copy of {table.Name}\" as select * from \"{table.Name}\"");
            rows += (long)connection.Query(new SqlStatement($"select count(*) from \"copy of {table.Name}\"", []), default).Single()[0]!;
        }

        connection.Execute("checkpoint");
        return rows;
    }

    /// <summary>Asked, assigned, answered, asked back, answered again, solved, thanked: 12 events.</summary>
    private static Ticket Ticket(int number)
    {
        var at = Start + Duration.FromSeconds(number * 97L);
        var (agent, customer) = (new Actor(ActorClass.Agent, $"agent {number % 50}", $"team {number % 7}"), new Actor(ActorClass.Customer, $"customer {number % 30_000}"));
        Instant Later(int minutes) => at + Duration.FromMinutes(minutes);
        return new Ticket("bench", $"T{number:D7}")
        {
            Profile = new TicketProfile
            {
                CreatedAt = at,
                OpenedBy = customer,
                Customer = customer.Id,
                Channel = (number % 3) switch { 0 => "email", 1 => "chat", _ => "web" },
                Priority = "3 - moderate",
                Topic = $"category {number % 40}",
                Tags = ["refund", "vip"],
            },
            Events =
            [
                new MessageSent("e01", at) { By = customer },
                new MessageSent("e02", Later(1)) { By = new Actor(ActorClass.Automation), IsAcknowledgement = true, Sequence = 1 },
                new SlaApplied("e03", Later(1), SlaMetric.First, 240) { Sequence = 2 },
                new Assigned("e04", Later(5), agent.Id, agent.Team) { By = agent, Sequence = 3 },
                new StatusChanged("e05", Later(6), Stage.Open) { By = agent },
                new MessageSent("e06", Later(30)) { By = agent },
                new StatusChanged("e07", Later(31), Stage.Pending) { By = agent },
                new MessageSent("e08", Later(90)) { By = customer },
                new StatusChanged("e09", Later(90), Stage.Open) { By = customer, Sequence = 1 },
                new MessageSent("e10", Later(118)) { By = agent },
                new WorkLogged("e11", Later(119), 540) { By = agent },
                new StatusChanged("e12", Later(120), Stage.Solved) { By = agent, Name = "Resolved" },
            ],
        };
    }
}
