using System.Diagnostics;
using System.Globalization;
using Deskmeter.Helpdesk;
using Deskmeter.Metrics;
using Deskmeter.Store;
using NodaTime;

namespace Deskmeter.Bench;

/// <summary>One ticket of many is told something new: until its facts say so, and until the next query knows it.</summary>
internal static class ChangeBenchmark
{
    private const int Tickets = 1_000_000;
    private const int Changes = 25;

    public static void Run(IReadOnlyList<string> arguments)
    {
        using var facts = BoardFacts.Open(arguments is [var tickets, ..] ? int.Parse(tickets, CultureInfo.InvariantCulture) : Tickets);
        var random = new Random(Environment.TickCount);
        var times = new List<double>();
        while (times.Count < Changes)
        {
            var ticket = facts.Shop.Ticket(random.Next(facts.Shop.Count));
            var at = ticket.Events[^1].At + Duration.FromSeconds(random.Next(1, 60));
            var told = ticket with { Events = [.. ticket.Events, new MessageSent($"told {Guid.NewGuid():N}", at) { By = new Actor(ActorClass.Customer, ticket.Profile?.Customer) }] };
            var before = Messages(facts, ticket.Id);
            // What counts nowhere, such as spam, shows no change either.
            if (before == 0) continue;
            var started = Stopwatch.GetTimestamp();
            facts.Workspace.Add([told], 1);
            var after = Messages(facts, ticket.Id);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            if (after != before + 1) throw new InvalidOperationException($"{ticket.Id}: {after} messages after {before}.");
        }

        // The first one fills caches.
        var (rest, warm) = (times[0], times.Skip(1).Order().ToList());
        Rounds.Print(
            $"one ticket of {facts.Shop.Count} told something new: median {Statistics.Median(warm):0} ms (min {warm[0]:0}, max {warm[^1]:0}, the first {rest:0}) until a query knows it");
    }

    private static long Messages(BoardFacts facts, string ticket) =>
        (long)facts.Store.Query(new SqlStatement("select coalesce(max(public_messages), 0) from ticket where ticket_id = $1", [ticket])).Single()[0]!;
}
