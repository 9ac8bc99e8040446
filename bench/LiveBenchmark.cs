using System.Diagnostics;
using System.Globalization;
using Deskmeter.App;
using Deskmeter.App.Board;
using Deskmeter.App.Live;
using Deskmeter.Helpdesk;
using Deskmeter.Live;
using Deskmeter.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Deskmeter.Bench;

/// <summary>A thousand viewers of live pages over fifty filter sets against one viewer for each set: the work grows with the sets.</summary>
internal static class LiveBenchmark
{
    private const int Tickets = 5_000, Sets = 50, Viewers = 1000, Changes = 10, Pairs = 3;
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(1);
    private static int _told;

    /// <param name="Cpu">Milliseconds of processor time that the server spent.</param>
    /// <param name="Latencies">Milliseconds from handing a change in until a viewer has it, of every change and viewer.</param>
    /// <param name="Memory">Bytes of the server in memory at the end.</param>
    /// <param name="Bytes">What a viewer was sent, in the mean.</param>
    private sealed record Round(double Cpu, IReadOnlyList<double> Latencies, long Memory, double Bytes);

    public static void Run(IReadOnlyList<string> arguments)
    {
        var viewers = arguments is [var count, ..] ? int.Parse(count, CultureInfo.InvariantCulture) : Viewers;
        using var facts = BoardFacts.OpenFresh(Tickets, "live");
        var app = Server.Build(facts.Workspace, new ServerOptions { Port = 0 });
        app.StartAsync().GetAwaiter().GetResult();
        try
        {
            Compare(facts, app, viewers);
        }
        finally
        {
            app.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static void Compare(BoardFacts facts, WebApplication app, int viewers)
    {
        Steps(facts, app);
        var port = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
        var paths = Paths(facts);
        Look(facts, port, viewers, paths); // warms up: code, pools and heaps as large as they become
        var (ratios, few, many, memory) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var pair = 0; pair < Pairs; pair++)
        {
            var (one, all) = (Look(facts, port, paths.Count, paths), Look(facts, port, viewers, paths));
            Rounds.Print($"round {pair + 1}: {one.Cpu / Changes:0} and {all.Cpu / Changes:0} ms of CPU a change; {one.Memory >> 20} and {all.Memory >> 20} MB; {all.Bytes / Changes / 1000:0.0} kB a change and viewer");
            Rounds.Print($"  median {Part(one.Latencies, 0.5):0} and {Part(all.Latencies, 0.5):0} ms, p99 {Part(one.Latencies, 0.99):0} and {Part(all.Latencies, 0.99):0} ms");
            ratios.Add(all.Cpu / one.Cpu);
            few.AddRange(one.Latencies);
            many.AddRange(all.Latencies);
            memory.Add((all.Memory - one.Memory) / 1000d / (viewers - paths.Count));
        }

        Rounds.Print($"{viewers} viewers of {paths.Count} filter sets, a change each second: CPU of the server {Ratio.Of(ratios)} of that with {paths.Count} viewers");
        Rounds.Print($"from handing the change in to the viewer: median {Part(many, 0.5):0} ms, p99 {Part(many, 0.99):0} ms; with {paths.Count} viewers {Part(few, 0.5):0} and {Part(few, 0.99):0} ms; {Statistics.Median(memory):0} kB a viewer");
    }

    /// <summary>Where the time of a change goes: one after another, while nobody looks.</summary>
    private static void Steps(BoardFacts facts, WebApplication app)
    {
        var requests = Paths(facts).ConvertAll(path => new DefaultHttpContext { Request = { QueryString = new QueryString(path.Contains('?', StringComparison.Ordinal) ? path[path.IndexOf('?', StringComparison.Ordinal)..] : "") } }.Request);
        var parts = app.Services.GetRequiredService<LiveParts>();
        List<Visit> visits = [];
        IReadOnlyList<LiveAnswer> answers = [];
        IReadOnlyList<DayCourse> usual = [];
        Rounds.Measure("a change until its facts say so", () => Tell(facts));
        Rounds.Measure($"{Sets} visits", () => visits = requests.ConvertAll(request => new Visit(facts.Workspace, request)));
        Rounds.Measure($"reading {Sets} filter sets together", () => answers = LiveAnswer.Of(visits[0], visits.ConvertAll(LiveModel.Held)));
        Rounds.Measure($"what is usual for {Sets} filter sets, which is kept for minutes", () => usual = LiveAnswer.Usual(visits[0], visits.ConvertAll(LiveModel.Held)));
        Rounds.Measure($"writing {Sets} filter sets", () => Task.WhenAll(visits.Select((visit, place) => parts.Write(visit, LiveModel.Of(visit, answers[place], usual[place])))).GetAwaiter().GetResult());
    }

    /// <summary>Everything, and channels by topics.</summary>
    private static List<string> Paths(BoardFacts facts)
    {
        var day = facts.AsOf.InUtc().Date;
        var query = new MetricQuery { Kpis = ["tickets_created"], From = day.PlusYears(-1), To = day, By = ["channel", "topic"] };
        return
        [
            "/live/events", .. facts.Workspace.Run(query).Rows.Where(row => row.Slice["channel"] is not null && row.Slice["topic"] is not null).OrderByDescending(row => row.Value).Take(Sets - 1)
                .Select(row => $"/live/events?where={Uri.EscapeDataString($"channel={row.Slice["channel"]}")}&where={Uri.EscapeDataString($"topic={row.Slice["topic"]}")}"),
        ];
    }

    private static Round Look(BoardFacts facts, int port, int viewers, List<string> paths)
    {
        using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["live-viewers", $"{port}", $"{viewers}", .. paths])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        if (child.StandardOutput.ReadLine() != "ready") throw new InvalidOperationException("The viewers did not all see the first figures.");
        using var self = Process.GetCurrentProcess();
        var (cpu, told) = (self.TotalProcessorTime, new List<long>());
        for (var change = 0; change < Changes; change++)
        {
            told.Add(Stopwatch.GetTimestamp());
            Tell(facts);
            while (Stopwatch.GetElapsedTime(told[^1]) < Apart) Task.Delay(10).GetAwaiter().GetResult();
        }

        self.Refresh();
        var (spent, memory) = ((self.TotalProcessorTime - cpu).TotalMilliseconds, self.WorkingSet64);
        child.StandardInput.Close();
        var (latencies, bytes) = (new List<double>(), new List<double>());
        while (child.StandardOutput.ReadLine() is { } line)
        {
            var numbers = line.Split(' ').Select(text => long.Parse(text, CultureInfo.InvariantCulture)).ToList();
            bytes.Add(numbers[0]);
            // A change that a newer one overtook came with that one; one that never came counts as long as it was waited for.
            latencies.AddRange(told.Select(at => Stopwatch.GetElapsedTime(at, numbers.Skip(1).FirstOrDefault(time => time > at, Stopwatch.GetTimestamp())).TotalMilliseconds));
        }

        child.WaitForExit();
        return new Round(spent, latencies, memory, bytes.Average());
    }

    /// <summary>A customer writes again, a minute after everything before: every filter set shows other times.</summary>
    private static void Tell(BoardFacts facts)
    {
        var ticket = facts.Shop.Ticket(facts.Shop.Count - 1 - (_told++ % 100));
        var at = facts.Workspace.DefaultAsOf + Duration.FromMinutes(1);
        facts.Workspace.Add([ticket with { Events = [.. ticket.Events, new MessageSent($"live {Guid.NewGuid():N}", at) { By = new Actor(ActorClass.Customer, ticket.Profile?.Customer) }] }], 1);
    }

    private static double Part(IReadOnlyList<double> values, double part) => values.Order().ElementAt((int)(part * (values.Count - 1)));
}
