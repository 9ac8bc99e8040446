using Deskmeter.Connectors;
using Deskmeter.Core.Tests.Records;
using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using Deskmeter.Records;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Connectors;

/// <summary>The preset <c>zendesk-tables</c> on a small export that was written by hand.</summary>
public sealed class ZendeskTablesTests : IDisposable
{
    private static readonly string Tables = Checkout.Path("tests/Core.Tests/Connectors/Zendesk");
    private static readonly Actor Ada = new(ActorClass.Agent, "100");
    private static readonly Actor Bo = new(ActorClass.Agent, "101");
    private static readonly Actor Carla = new(ActorClass.Customer, "200");
    private static readonly Actor Zendesk = new(ActorClass.Automation, "-1");

    private readonly RecordsFolder _folder = new();
    private readonly SqliteRecords _records;

    public ZendeskTablesTests() => _records = _folder.Open();

    [Fact]
    public async Task A_ticket_has_its_attributes_and_what_other_tables_say_of_it()
    {
        await Import(Tables);

        var profile = Find("1").Profile!;

        Assert.Equal((Instant.FromUtc(2024, 3, 4, 9, 0), Carla, "200"), (profile.CreatedAt, profile.OpenedBy, profile.Customer));
        Assert.Equal(("Broken, twice", "email", "11", "incident", "high"), (profile.Subject, profile.Channel, profile.Brand, profile.Kind, profile.Priority));
        Assert.Equal("good", profile.Fields["satisfaction_score"]);
        Assert.Equal(
            [new Rated("satisfaction_rating:900", Instant.FromUtc(2024, 3, 6, 12, 0), "csat", "0-1", 1) { Version = 1709726400, Comment = "Thanks!" }],
            Find("1").Events.OfType<Rated>());
        Assert.True(profile.HasMessages);
        Assert.Null(profile.Resolved);
        Assert.Equal(Ada, Find("2").Profile!.OpenedBy);
    }

    [Fact]
    public async Task Comments_are_messages_of_customers_agents_and_automations()
    {
        await Import(Tables);

        var messages = Find("1").Events.OfType<MessageSent>().ToList();
        Assert.Equal([(Carla, true), (Ada, false), (Bo, true), (Bo, true)], messages.Select(message => (message.By!, message.IsPublic)));
        Assert.Equal(["comment:5001", "comment:5002", "comment:5003", "comment:5004"], messages.Select(message => message.Id));
        Assert.Equal([Ada, Zendesk, new Actor(ActorClass.Customer, "999")], Find("2").Events.OfType<MessageSent>().Select(message => message.By));
    }

    [Fact]
    public async Task The_history_gives_stages_people_priorities_and_targets()
    {
        await Import(Tables);

        var events = Find("1").Events;
        Assert.Equal(
            [(Stage.New, "new", Carla), (Stage.Open, "open", Bo), (Stage.Solved, "solved", Bo)],
            events.OfType<StatusChanged>().Select(status => (status.Stage, status.Name!, status.By!)));
        Assert.Equal(
            ["team=6", "agent=101", "team=7"],
            events.OfType<StateObserved>().OrderBy(state => state.At).ThenBy(state => state.Cells.Keys.First())
                .Select(state => string.Join(',', state.Cells.Select(cell => $"{cell.Key}={cell.Value}"))));
        Assert.Equal(["normal", "high"], events.OfType<PriorityChanged>().Select(priority => priority.Priority));
        Assert.Equal(
            [(SlaMetric.First, 240m, SlaClock.Business), (SlaMetric.Wait, 1440m, SlaClock.Calendar), (SlaMetric.First, (decimal?)null, SlaClock.Calendar)],
            events.OfType<SlaApplied>().OrderBy(sla => sla.At).ThenBy(sla => sla.Metric).Select(sla => (sla.Metric, sla.Minutes, sla.Clock)));
        Assert.Equal(["Amsterdam desk", "Night desk"], events.OfType<CalendarChanged>().Select(calendar => calendar.Calendar));
        Assert.Null(Find("2").Events.OfType<StateObserved>().Last().Cells["agent"]);
    }

    [Fact]
    public async Task A_merged_ticket_goes_on_in_the_other_and_a_deleted_one_is_deleted()
    {
        await Import(Tables);

        Assert.Equal("1", Assert.Single(Find("3").Events.OfType<Merged>()).Into);
        Assert.Equal([new MergeLink("zendesk", "3", "1")], _records.MergeLinks());
        Assert.All(Find("4").Events.OfType<StatusChanged>(), status => Assert.Equal(Stage.Deleted, status.Stage));
    }

    [Fact]
    public async Task Schedules_are_calendars_of_the_local_week_with_their_holidays()
    {
        var summary = await Import(Tables);

        Assert.Equal(["Amsterdam desk", "Night desk"], summary.Calendars.Select(calendar => calendar.Name));
        var desk = summary.Calendars[0];
        Assert.Equal("Europe/Amsterdam", desk.TimeZone);
        Assert.Equal([IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday], desk.Versions[0].Hours.Keys.Order());
        Assert.All(desk.Versions[0].Hours.Values, hours => Assert.Equal([new OpenInterval(540, 1020)], hours));
        Assert.Equal([new LocalDate(2024, 4, 27), new LocalDate(2024, 12, 25), new LocalDate(2024, 12, 26)], desk.Holidays.Order());
        var night = summary.Calendars[1];
        Assert.Equal("America/New_York", night.TimeZone);
        Assert.Equal([new OpenInterval(1320, 1440)], night.Versions[0].Hours[IsoDayOfWeek.Saturday]);
        Assert.Equal([new OpenInterval(0, 120)], night.Versions[0].Hours[IsoDayOfWeek.Sunday]);
    }

    [Fact]
    public async Task References_to_nothing_are_told_with_their_place()
    {
        var summary = await Import(Tables);

        Assert.Equal((4, 49), (summary.Created, summary.Rows));
        var aside = Assert.Single(_records.RowsSetAside());
        Assert.Equal(("comment.csv", 11L, "ticket_id '77' names a ticket that is not in ticket.csv."), (aside.File, aside.Line, aside.Reason.ToString()));
        var doubt = Assert.Single(summary.Warnings);
        Assert.Equal(("user_id names a row that is not in user.csv.", "comment.csv", 10L, 1L), (doubt.Message.ToString(), doubt.File, doubt.Line, doubt.Count));
    }

    [Fact]
    public async Task A_second_import_changes_nothing()
    {
        await Import(Tables);
        var position = _records.Position;

        var summary = await Import(Tables);

        Assert.Equal((0, 0, position), (summary.Created, summary.Changed, _records.Position));
    }

    [Fact]
    public async Task A_part_of_the_tables_before_all_of_them_gives_the_same_figures()
    {
        string[] some = ["user.csv", "ticket.csv", "comment.csv"];
        await Import([.. some.Select(name => Path.Combine(Tables, name))]);
        await Import(Tables);
        using var folder = new RecordsFolder();
        using var whole = folder.Open();
        await new FileImport(whole).Run(new ImportRequest("zendesk-tables", [Tables]), cancellation: TestContext.Current.CancellationToken);

        // The first import saw no history and took the tickets as they are; that observation stays, and changes no figure.
        foreach (var id in new[] { "1", "2", "4" })
        {
            var expected = whole.Find<Ticket>("zendesk", id)!;
            Assert.Equal(TicketJson.Write(expected.Profile!), TicketJson.Write(Find(id).Profile!));
            Assert.Equal(Figures(expected), Figures(Find(id)));
        }
    }

    private static string Figures(Ticket ticket)
    {
        var facts = new ConversationBuilder(FactContext.WithoutCalendars).Build(ticket, []);
        var row = facts.Ticket;
        return $"{row?.Status} {row?.FirstReply} {row?.LastResolved} {row?.Resolver} {row?.Assignee} {row?.Transfers} {row?.Reopens} " +
            $"{string.Join(",", facts.StatusSpans.Select(span => $"{span.Status} {span.From} {span.Until}"))} {string.Join(",", facts.SlaTargets.Select(target => target.DueAt))} {facts.Excluded.Count}";
    }

    public void Dispose()
    {
        _records.Dispose();
        _folder.Dispose();
    }

    private Ticket Find(string id) => _records.Find<Ticket>("zendesk", id)!;

    private Task<ImportSummary> Import(params string[] paths) =>
        new FileImport(_records).Run(new ImportRequest("zendesk-tables", paths), cancellation: TestContext.Current.CancellationToken);
}
