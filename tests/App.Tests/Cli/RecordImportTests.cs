using Xunit;

namespace Deskmeter.App.Tests.Cli;

/// <summary><c>import</c> of records other than tickets, on the command line.</summary>
public sealed class RecordImportTests : IDisposable
{
    private readonly Desk _desk = new();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void A_second_import_changes_nothing()
    {
        _desk.Write("calls.csv", "id,offered_at,answered_at\nc1,2024-03-04T09:00:00Z,2024-03-04T09:00:20Z\nc1,2024-03-04T09:05:00Z,\nc2,2024-03-04T09:00:00Z,\n");
        var first = _desk.Run("import calls calls.csv");
        Assert.Equal((0, ""), (first.ExitCode, first.Out));
        Assert.Matches("\n3 rows of calls in .* s\\.\n  calls new +2\n  calls changed +0\n  calls as before +0\n  rows set aside +0\n", first.Error);
        var again = _desk.Run("import calls calls.csv");
        Assert.Matches("calls new +0\n  calls changed +0\n  calls as before +2\n", again.Error);
    }

    [Fact]
    public void Rows_that_cannot_be_read_are_set_aside_with_place_reason_and_near_match()
    {
        _desk.Write("shifts.csv", "agent,kind,from_at\nada,busy,2024-03-04\nbob,bussy,2024-03-04\n");
        var import = _desk.Run("import shifts shifts.csv");
        Assert.Equal(3, import.ExitCode);
        Assert.Contains("kind: There is no kind 'bussy'. Did you mean 'busy'? (first: shifts.csv, line 3)", import.Error, StringComparison.Ordinal);
        Assert.Matches("rows set aside +1\n", _desk.Out("doctor"));
        var strict = _desk.Run("import shifts shifts.csv --strict");
        Assert.Equal(1, strict.ExitCode);
        Assert.Contains("shifts.csv, line 3: ", strict.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dry_run_tells_and_writes_nothing()
    {
        _desk.Write("costs.csv", "month,amount\n2024-03,100\n2024-04,many\n");
        var dry = _desk.Run("import costs costs.csv --dry-run");
        Assert.Equal(3, dry.ExitCode);
        Assert.Matches("  rows to read +1\n  rows set aside +1\n", dry.Error);
        Assert.EndsWith("Nothing was written.\n", dry.Error, StringComparison.Ordinal);
        Assert.Matches("rows set aside +0\n", _desk.Out("doctor"));
    }

    [Fact]
    public void Local_times_are_of_the_workspace_s_zone()
    {
        _desk.Out("set zone Europe/Amsterdam");
        _desk.Write("s.csv", "id,started_at\ns1,2024-07-01 10:00\n");
        _desk.Write("s.jsonl", """{"id":"s1","started_at":"2024-07-01T08:00:00Z"}""");
        _desk.Out("import sessions s.csv");
        Assert.Matches("sessions as before +1\n", _desk.Run("import sessions s.jsonl").Error);
        Assert.Matches("sessions changed +1\n", _desk.Run("import sessions s.csv --zone UTC").Error);
    }

    [Fact]
    public void A_mapping_and_a_source_can_be_named()
    {
        _desk.Write("pbx.yaml", "kind: calls\nsource: pbx\ncolumns: {offered_at: Ring}\n");
        _desk.Write("calls.csv", "id,Ring\nc1,2024-03-04T09:00:00Z\n");
        Assert.Contains("\n1 rows of pbx in", _desk.Run("import calls calls.csv --mapping pbx.yaml").Error, StringComparison.Ordinal);
        Assert.Matches("\n1 rows of other in .*\n  calls new +1\n", _desk.Run("import calls calls.csv --mapping pbx.yaml --source other").Error);
    }

    [Theory]
    [InlineData("import cals calls.csv", "'cals'", "'calls'")]
    [InlineData("import calls cals.csv", "cals.csv", "'calls.csv'")]
    [InlineData("import calls calls.csv --mapping pbx.yml", "pbx.yml", "")]
    [InlineData("import calls calls.csv --zone Europe/Amsterdm", "'Europe/Amsterdm'", "'Europe/Amsterdam'")]
    [InlineData("import orders calls.csv", "calls.csv, line 1", "orders")]
    [InlineData("import canonical calls.csv --mapping calls.csv", "'canonical'", "calls.csv")]
    public void Wrong_use_names_the_place_and_the_near_match(string verb, string place, string near)
    {
        _desk.Write("calls.csv", "id,offered_at\nc1,2024-03-04T09:00:00Z\n");
        var wrong = _desk.Run(verb);
        Assert.Equal((2, ""), (wrong.ExitCode, wrong.Out));
        Assert.Contains(place, wrong.Error, StringComparison.Ordinal);
        Assert.Contains(near, wrong.Error, StringComparison.Ordinal);
    }
}
