using System.Globalization;
using System.Text.Json;
using Deskmeter.Helpdesk;
using Deskmeter.Records;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Deskmeter.Bench;

/// <summary>
/// Tickets and calls into the records and out of them, against the least that could be done with the same bytes: walking the JSON, and putting
/// the documents into a bare table.
/// </summary>
internal static class RecordsBenchmark
{
    private const int BatchSize = 5_000;
    private static readonly Instant Start = Instant.FromUtc(2024, 1, 1, 0, 0);

    public static void Run(IReadOnlyList<string> arguments)
    {
        var count = arguments is [var asked, ..] ? int.Parse(asked, CultureInfo.InvariantCulture) : 50_000;
        Ticket[] tickets = [.. Enumerable.Range(0, count).Select(Ticket)];
        byte[][] documents = [.. tickets.Select(TicketJson.Write)];
        Rounds.Print($"{count} tickets of 6 events, {documents.Average(document => document.Length):0} bytes each");
        Rounds.Compare("parse", ("tickets", () => documents.Sum(Parsed)), ("walk of the JSON", () => documents.Sum(Walked)));
        Rate("write", count, () => Array.ForEach(tickets, ticket => TicketJson.Write(ticket)));
        Rounds.Compare("insert", ("records", () => Inserted(tickets)), ("bare table", () => Bare(documents)));
        WithRecords(records =>
        {
            Merge(records, tickets);
            Rate("import again", count, () => Merge(records, tickets));
            Rate("read all changes", count, () => _ = records.ChangesAfter(0).Count());
        });
        Call[] calls = [.. Enumerable.Range(0, count).Select(Call)];
        documents = [.. calls.Select(RecordJson.Write)];
        Rounds.Print($"{count} calls of 2 legs, {documents.Average(document => document.Length):0} bytes each");
        var kind = RecordKind.Of(typeof(Call));
        Rate("write calls", count, () => Array.ForEach(calls, call => RecordJson.Write(call)));
        Rate("parse calls", count, () => Array.ForEach(documents, document => RecordJson.Read(kind, document)));
        WithRecords(records =>
        {
            Rate("insert calls", count, () => Merge(records, calls));
            Rate("import calls again", count, () => Merge(records, calls));
        });
    }

    private static void Rate(string name, int count, Action run)
    {
        var milliseconds = Rounds.Measure(name, run);
        Rounds.Print($"  {count / milliseconds:0} thousand a second");
    }

    private static int Parsed(byte[] document) => TicketJson.Read(document).Events.Count;

    private static int Walked(byte[] document)
    {
        var reader = new Utf8JsonReader(document);
        var events = 0;
        var isEvents = false;
        while (reader.Read())
        {
            if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName) isEvents = reader.ValueTextEquals("events"u8);
            else if (isEvents && reader.CurrentDepth == 2 && reader.TokenType == JsonTokenType.StartObject) events++;
        }

        return events;
    }

    private static long Inserted(Ticket[] tickets)
    {
        var position = 0L;
        WithRecords(records =>
        {
            Merge(records, tickets);
            position = records.Position;
        });
        return position;
    }

    private static void Merge(SqliteRecords records, SourceRecord[] pieces)
    {
        foreach (var batch in pieces.Chunk(BatchSize)) records.Merge(batch);
    }

    private static void WithRecords(Action<SqliteRecords> use) => WithFolder(folder =>
    {
        using var records = SqliteRecords.Open(folder);
        use(records);
    });

    private static long Bare(byte[][] documents)
    {
        var rows = 0L;
        WithFolder(folder =>
        {
            using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "bare.db")};Pooling=False");
            connection.Open();
            Execute(connection, "pragma journal_mode = wal; pragma synchronous = full");
            Execute(connection, "create table bare(position integer primary key, document blob)");
            using var insert = connection.CreateCommand();
            insert.CommandText = "insert into bare(document) values($document)";
            var parameter = insert.Parameters.Add("$document", SqliteType.Blob);
            foreach (var batch in documents.Chunk(BatchSize))
            {
                using var transaction = connection.BeginTransaction();
                insert.Transaction = transaction;
                foreach (var document in batch)
                {
                    parameter.Value = document;
                    rows += insert.ExecuteNonQuery();
                }

                transaction.Commit();
            }
        });
        return rows;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static void WithFolder(Action<string> use)
    {
        var folder = Directory.CreateTempSubdirectory("deskmeter-bench-").FullName;
        try
        {
            use(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Ticket Ticket(int number)
    {
        var at = Start + Duration.FromSeconds(number * 60L);
        var agent = new Actor(ActorClass.Agent, $"agent {number % 50}", "Group 70");
        Instant Later(int minutes) => at + Duration.FromMinutes(minutes);
        return new Ticket("bench", $"T{number:D7}")
        {
            Profile = new TicketProfile
            {
                CreatedAt = at,
                Customer = $"customer {number % 30_000}",
                Channel = "email",
                Priority = "3 - moderate",
                Topic = $"Category {number % 40}",
                Tags = ["refund", "vip"],
            },
            Events =
            [
                new MessageSent("e1", at) { By = new Actor(ActorClass.Customer, $"customer {number % 30_000}") },
                new Assigned("e2", Later(5), agent.Id, agent.Team) { Sequence = 1 },
                new MessageSent("e3", Later(30)) { By = agent },
                new StatusChanged("e4", Later(31), Stage.Pending) { By = agent },
                new MessageSent("e5", Later(90)) { By = new Actor(ActorClass.Customer, $"customer {number % 30_000}") },
                new StatusChanged("e6", Later(120), Stage.Solved) { By = agent, Name = "Resolved" },
            ],
        };
    }
    private static Call Call(int number)
    {
        var at = Start + Duration.FromSeconds(number * 60L);
        return new Call("bench", $"C{number:D7}")
        {
            Version = number,
            Customer = $"+4930{number % 30_000:D6}",
            Number = "+49301000",
            Language = "de",
            Topic = $"Category {number % 40}",
            Legs =
            [
                new CallLeg("1", at) { Queue = "first line", QueuedAt = at + Duration.FromSeconds(20), EndedAt = at + Duration.FromSeconds(80) },
                new CallLeg("2", at + Duration.FromSeconds(80))
                {
                    Agent = $"agent {number % 50}",
                    Team = "Group 70",
                    AnsweredAt = at + Duration.FromSeconds(90),
                    EndedAt = at + Duration.FromSeconds(400),
                    WrapSeconds = 30,
                },
            ],
        };
    }
}
