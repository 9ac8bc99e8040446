using System.Text;
using Deskmeter.Connectors;
using Deskmeter.Helpdesk;
using Deskmeter.Metrics;
using Deskmeter.Store;
using Deskmeter.Workspaces;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Workspaces;

/// <summary>A folder that keeps records for a while: what is older leaves no trace and no wrong figure.</summary>
public sealed class RetentionTests : IDisposable
{
    // Nothing that a store would pack smaller.
    private const string Marker = "zQ7vXk2Wn9Rb4Ty6";
    private static readonly Instant Now = Instant.FromUtc(2026, 6, 15, 12, 0);
    private static readonly Instant Old = Instant.FromUtc(2025, 2, 3, 12, 0);
    private static readonly Instant Young = Instant.FromUtc(2026, 3, 3, 12, 0);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deskmeter-retention-");
    private readonly SettableTime _time = new(Now);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task No_byte_of_the_folder_tells_of_what_was_removed()
    {
        _time.Now = Old;
        using (var workspace = Open())
        {
            workspace.Add([.. Enumerable.Range(0, 300).Select(number => Ticket($"{Marker} {number}", Old, Marker)), new Customer("s", $"{Marker}@shop.example") { Aliases = [Marker] }], 301, cancellation: Cancellation);
            // A change, so that an older version of the record lay in the file too.
            workspace.Add([Ticket($"{Marker} 7", Old, $"{Marker} again")], 1, cancellation: Cancellation);
            var calls = Write($"{Marker}.csv", $"id,offered_at,direction\nwrong,{Marker},inbound\n");
            workspace.Import(new ImportRequest("calls", [calls]), cancellation: Cancellation);
            File.Delete(calls);
            using var sent = new MemoryStream(Encoding.UTF8.GetBytes($"id,subject\n1,{Marker}\n"));
            Assert.Null((await workspace.Uploads.Take($"{Marker}.csv", sent, 1000, [], Cancellation)).Fault);
        }

        _time.Now = Now;
        using (var workspace = Open())
        {
            workspace.Add([Ticket("young", Young, "stays")], 1, cancellation: Cancellation);
            Assert.NotEmpty(Traces());
            var told = workspace.PreviewRetention(12);
            Assert.Equal([("ticket", 300L), ("customer", 1L)], told.Kinds.Select(kind => (kind.Kind.Word, kind.Count)));
            Assert.Equal((1, Old), (told.SetAside, told.Oldest));
            workspace.SetRetention(12);
        }

        Assert.Empty(Traces());
        using var again = Open();
        Assert.Equal(["young"], again.Records.OfKind<Ticket>().Select(ticket => ticket.Id));
        Assert.Equal(1L, again.Rows(new SqlStatement("select count(*) from ticket", []), Cancellation).Single()[0]);
        Assert.False(again.IsRetentionDue);
    }

    [Fact]
    public void Figures_of_periods_that_begin_before_the_limit_are_not_kept_rather_than_0()
    {
        using var workspace = Open();
        workspace.Add([Ticket("1", Old), Ticket("2", Young), Ticket("3", Instant.FromUtc(2025, 6, 20, 9, 0))], 3, cancellation: Cancellation);
        workspace.SetRetention(12);
        var months = Ask(workspace, "kpi=tickets_created from=2025-05-01 to=2025-08-01 grain=month");
        Assert.Equal([(null, ValueStatus.NotKept), (null, ValueStatus.NotKept), (0d, ValueStatus.Ok)], months.Select(row => (row.Value, row.Status)));
        // The growth of the first whole month would be against one of which half is gone.
        Assert.Equal(ValueStatus.NotKept, Ask(workspace, "kpi=net_flow from=2025-06-01 to=2025-07-01")[0].Status);
        var compared = Assert.Single(Ask(workspace, "kpi=tickets_created from=2026-01-01 to=2026-06-01 compare=year"));
        Assert.Equal((1d, null, null), (compared.Value, compared.Compare!.Value, compared.Compare.Change));
        Assert.Equal(2d, Assert.Single(Ask(workspace, "kpi=tickets_created from=2025-06-15 to=2026-06-16")).Value);
        Assert.Equal(ValueStatus.Ok, Assert.Single(Ask(workspace, "kpi=tickets_waiting from=2025-01-01 to=2026-06-16")).Status);

        // Kept for longer from now on: what is gone stays unknown, until somebody says that it has been brought back.
        workspace.SetRetention(null);
        Assert.Equal(ValueStatus.NotKept, Ask(workspace, "kpi=tickets_created from=2025-02-01 to=2025-03-01")[0].Status);
        workspace.ForgetKeptFrom();
        Assert.Equal(0d, Ask(workspace, "kpi=tickets_created from=2025-02-01 to=2025-03-01")[0].Value);
    }

    [Fact]
    public void What_is_imported_again_and_too_old_is_refused_and_counted()
    {
        using var workspace = Open();
        var file = Write("calls.csv", "id,offered_at,direction\nold,2025-02-03T12:00:00Z,inbound\nyoung,2026-03-03T12:00:00Z,inbound\n");
        workspace.Import(new ImportRequest("calls", [file]), cancellation: Cancellation);
        workspace.SetRetention(12);
        Assert.Equal(["young"], workspace.Records.OfKind<Call>().Select(call => call.Id));
        var summary = workspace.Import(new ImportRequest("calls", [file]), cancellation: Cancellation);
        Assert.Equal((0L, 1L, 1L), (summary.Created, summary.Unchanged, summary.PastRetention.Single().Value));
        Assert.Equal(1, workspace.Imports.Newest(1)[0].Outcome.PastRetention["call"]);
        Assert.Equal(["young"], workspace.Records.OfKind<Call>().Select(call => call.Id));
        Assert.Equal(0L, workspace.Import(new ImportRequest("calls", [Write("new.csv", "id,offered_at,direction\nx,2026-03-04T12:00:00Z,inbound\n")]), cancellation: Cancellation).PastRetention.Count);
    }

    [Fact]
    public void Every_day_takes_away_what_became_too_old_also_when_nobody_looked_for_long()
    {
        using (var workspace = Open())
        {
            for (var month = 0; month < 36; month++) workspace.Add([Ticket($"{month}", Now - Duration.FromDays(30 * month))], 1, cancellation: Cancellation);
            workspace.SetRetention(24);
        }

        for (var days = 0; days < 3 * 365; days += 91)
        {
            _time.Now = Now + Duration.FromDays(days);
            using var workspace = Open();
            Assert.All(workspace.Records.OfKind<Ticket>(), ticket => Assert.True(ticket.Events[0].At >= workspace.LimitOf(24), ticket.Id));
            Assert.Equal((long)workspace.Records.OfKind<Ticket>().Count, workspace.Rows(new SqlStatement("select count(*) from ticket", []), Cancellation).Single()[0]);
            Assert.False(workspace.IsRetentionDue);
            _time.Now += Duration.FromDays(1);
            Assert.True(workspace.IsRetentionDue);
        }
    }

    private static Ticket Ticket(string id, Instant at, string? subject = null) => new("s", id)
    {
        Profile = new TicketProfile { CreatedAt = at, Subject = subject, Customer = subject, Topic = subject, Version = subject?.Length ?? 0 },
        Events = [new MessageSent("first", at) { By = new Actor(ActorClass.Customer, subject) }],
    };

    private static IReadOnlyList<MetricRow> Ask(Workspace workspace, string question) =>
        workspace.Run(MetricQueryText.Read(word => question.Split(' ').ToLookup(pair => pair.Split('=', 2)[0], pair => (string?)pair.Split('=', 2)[1])[word])).Rows;

    /// <summary>The files that hold the marker, in any encoding of its letters.</summary>
    private List<string> Traces() =>
    [
        .. from path in Directory.EnumerateFiles(_folder.FullName, "*", SearchOption.AllDirectories)
           where path.Contains(Marker, StringComparison.Ordinal) || Encoding.Latin1.GetString(File.ReadAllBytes(path)).Contains(Marker, StringComparison.OrdinalIgnoreCase)
           select path,
    ];

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private Workspace Open() => Workspace.Open(_folder.FullName, _time);
}
