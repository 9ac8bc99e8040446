using Deskmeter.Connectors;
using Deskmeter.Connectors.Files;
using Deskmeter.Core.Tests.Records;
using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace Deskmeter.Core.Tests.Facts;

/// <summary>The facts of a real log, against what a plain walk over its rows gives.</summary>
public sealed class IncidentLogFactsTests
{
    [Fact]
    public async Task The_facts_of_the_incident_log_are_what_its_rows_say()
    {
        var facts = await Facts();
        var rows = Rows();

        Assert.Equal(24_918, facts.Count);
        Assert.Equal(1_556, facts.Count(each => each.Ticket!.Resolution is null));
        Assert.Equal((275, 331L), (facts.Count(each => each.Ticket!.Reopens > 0), facts.Sum(each => each.Ticket!.Reopens)));
        Assert.Equal(24_918 + 331, facts.Sum(each => each.ResolveCycles.Count));
        Assert.All(facts, each => Assert.Equal(Stage.Closed, each.Ticket!.Status));
        foreach (var (ticket, row) in facts.Select(each => (each, rows[each.Ticket!.TicketId])))
        {
            Assert.Equal(row.Resolution, ticket.Ticket!.Resolution?.Calendar);
            Assert.Equal(row.Reopens, ticket.Ticket.Reopens);
            Assert.Equal(row.LeftBacklog, ticket.ResolveCycles[^1].Resolved);
            Assert.Equal((row.IsMet, row.LeftBacklog), (ticket.SlaTargets.Single().IsMet, ticket.SlaTargets.Single().Decided));
            if (ticket.Ticket is { Reopens: 0, Resolution: not null }) Assert.Equal(row.Resolution, (ticket.Ticket.RequesterWait + ticket.Ticket.AgentWait)?.Calendar);
        }
    }

    private static async Task<List<ConversationFacts>> Facts()
    {
        using var folder = new RecordsFolder();
        using var records = folder.Open();
        await new FileImport(records).Run(new ImportRequest("servicenow", [SharedData.IncidentLog]), cancellation: TestContext.Current.CancellationToken);
        var builder = new ConversationBuilder(FactContext.WithoutCalendars);
        return [.. records.OfKind<Ticket>().Select(ticket => builder.Build(ticket, []))];
    }

    /// <summary>By incident: what its rows say, in the order of the file.</summary>
    private static Dictionary<string, Incident> Rows()
    {
        var times = LocalDateTimePattern.CreateWithInvariantCulture("d/M/uuuu HH:mm");
        Instant? Time(string cell) => cell == "?" ? null : times.Parse(cell).Value.InUtc().ToInstant();
        using var reader = new StreamReader(InputFile.Open(SharedData.IncidentLog));
        var header = reader.ReadLine()!.Split(',');
        int Place(string name) => Array.IndexOf(header, name);
        var (number, state, opened, resolved, closed, met) =
            (Place("number"), Place("incident_state"), Place("opened_at"), Place("resolved_at"), Place("closed_at"), Place("made_sla"));
        Dictionary<string, Incident> incidents = [];
        while (reader.ReadLine()?.Split(',') is { } cells)
        {
            var before = incidents.GetValueOrDefault(cells[number]);
            var isResolved = cells[state] is "-100" ? before?.IsResolved ?? false : cells[state] is "Resolved" or "Closed";
            var reopens = (before?.Reopens ?? 0) + (before is { IsResolved: true } && !isResolved ? 1 : 0);
            incidents[cells[number]] = new Incident(Time(cells[opened])!.Value, Time(cells[resolved]), Time(cells[closed])!.Value, cells[met] == "true", isResolved, reopens);
        }

        return incidents;
    }

    private sealed record Incident(Instant Opened, Instant? Resolved, Instant Closed, bool IsMet, bool IsResolved, int Reopens)
    {
        public Instant LeftBacklog => Resolved ?? Closed;

        public long? Resolution => Resolved is { } at ? (long)(at - Opened).TotalSeconds : null;
    }
}
