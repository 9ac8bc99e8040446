using Deskmeter.Connectors;
using Deskmeter.Imports;
using Deskmeter.State;
using Deskmeter.Workspaces;
using Xunit;

namespace Deskmeter.Core.Tests.Imports;

public sealed class ImportLogTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deskmeter-log-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void An_import_is_remembered_with_what_it_brought_and_a_dry_one_is_not()
    {
        using var workspace = Workspace.Open(_folder.FullName, TimeProvider.System);
        var request = new ImportRequest("calls", [Calls(good: 3, bad: 2)]);
        workspace.Import(request with { IsDry = true }, cancellation: TestContext.Current.CancellationToken);
        Assert.Empty(workspace.Imports.Newest(9));
        workspace.Import(request, cancellation: TestContext.Current.CancellationToken);
        var run = Assert.Single(workspace.Imports.Newest(9));
        Assert.Equal((ImportState.Done, "calls", "calls.csv", "calls", 5L, 2L), (run.State, run.Format, run.Files[0], run.Outcome.Source, run.Outcome.Rows, run.Outcome.SetAside));
        Assert.Equal(new KindOutcome("call", 3, 0, 0), run.Outcome.Kinds[0]);
        Assert.Contains("offered_at", run.Outcome.Reasons[0].Message.ToString(), StringComparison.Ordinal);
        Assert.Throws<UsageException>(() => workspace.Import(request with { Format = "cals" }, cancellation: TestContext.Current.CancellationToken));
        Assert.Single(workspace.Imports.Newest(9));
    }

    [Fact]
    public void An_import_that_did_not_end_was_interrupted()
    {
        using (var state = StateFile.Open(_folder.FullName)) new ImportLog(state, TimeProvider.System).Begin(new ImportRequest("calls", ["/x/calls.csv"]));
        using var reopened = StateFile.Open(_folder.FullName);
        Assert.Equal(ImportState.Interrupted, new ImportLog(reopened, TimeProvider.System).Newest(1)[0].State);
    }

    [Fact]
    public void A_stopped_import_says_so()
    {
        using var workspace = Workspace.Open(_folder.FullName, TimeProvider.System);
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => workspace.Import(new ImportRequest("calls", [Calls(3, 0)]), cancellation: stopped.Token));
        Assert.Equal(ImportState.Cancelled, workspace.Imports.Newest(1)[0].State);
    }

    [Fact]
    public void Rows_set_aside_are_told_by_cause_and_forgotten_by_cause_or_file()
    {
        using var workspace = Workspace.Open(_folder.FullName, TimeProvider.System);
        workspace.Import(new ImportRequest("calls", [Calls(good: 1, bad: 4)]) { Shown = "monday.csv" }, cancellation: TestContext.Current.CancellationToken);
        File.AppendAllText(Path.Combine(_folder.FullName, "calls.csv"), "one cell\n");
        workspace.Import(new ImportRequest("calls", [Path.Combine(_folder.FullName, "calls.csv")]) { Shown = "tuesday.csv" }, cancellation: TestContext.Current.CancellationToken);
        var causes = Quarantine.Of(workspace.Records).Causes();
        Assert.Equal([4, 4, 1], causes.Select(cause => cause.Count));
        Assert.Equal("The row has 1 cell, the header has 3.", causes[2].Reason.ToString());
        Assert.Equal(("tuesday.csv", "one cell"), (causes[2].File, causes[2].Example));
        Assert.Equal([3L, 4L, 5L], Quarantine.Of(workspace.Records).Causes("monday.csv")[0].Lines);
        Assert.Equal(4, Quarantine.Of(workspace.Records).Rows(causes[0].Place).Count);
        Quarantine.Of(workspace.Records).Forget(causes[0].Place);
        Quarantine.Of(workspace.Records).ForgetFile("tuesday.csv");
        Assert.Equal(0, Quarantine.Of(workspace.Records).Count);
    }

    private string Calls(int good, int bad)
    {
        var path = Path.Combine(_folder.FullName, "calls.csv");
        File.WriteAllLines(path,
        [
            "id,offered_at,agent",
            .. Enumerable.Range(1, good).Select(call => $"k{call},2026-03-04T09:00:00Z,ada"),
            .. Enumerable.Range(1, bad).Select(call => $"b{call},31.04.2026,ada"),
        ]);
        return path;
    }
}
