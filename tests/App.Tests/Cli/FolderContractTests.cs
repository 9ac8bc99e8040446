using Microsoft.Data.Sqlite;
using Xunit;

namespace Deskmeter.App.Tests.Cli;

/// <summary>What verbs do to a data folder, and what they leave alone.</summary>
public sealed class FolderContractTests : IDisposable
{
    private const string Range = "--from 2024-01-01 --to 2024-02-01";

    private const string Office = """
        name: Office
        time_zone: UTC
        hours: {mon: ["09:00-17:00"], tue: ["09:00-17:00"], wed: ["09:00-17:00"], thu: ["09:00-17:00"], fri: ["09:00-17:00"]}
        """;

    private readonly Desk _desk = new();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void A_second_import_changes_nothing_and_moves_no_position()
    {
        Typical();
        var (doctor, tickets) = (Positions(), _desk.Out("export tickets"));
        var again = _desk.Run("import canonical tickets.jsonl");
        Assert.Equal(0, again.ExitCode);
        Assert.Matches("tickets new +0\n +tickets changed +0\n +tickets as before +3\n", again.Error);
        Assert.Empty(again.Out);
        Assert.Equal((doctor, tickets), (Positions(), _desk.Out("export tickets")));
    }

    [Fact]
    public void Rows_that_cannot_be_read_are_set_aside_and_counted_and_the_rest_goes_in()
    {
        Typical();
        _desk.Write("more.jsonl", """
            {"id":"4","profile":{"created_at":"2024-01-05T09:00:00Z"},"events":[]}
            {"id":"5","profile":{"created_at":"soon"},"events":[]}
            {"id":"6","profle":{}}
            """);
        for (var i = 0; i < 2; i++)
        {
            var import = _desk.Run("import canonical more.jsonl");
            Assert.Equal(3, import.ExitCode);
            Assert.Contains("rows set aside     2", import.Error, StringComparison.Ordinal);
            Assert.Contains("more.jsonl, line 2", import.Error, StringComparison.Ordinal);
            Assert.Contains("more.jsonl, line 3", import.Error, StringComparison.Ordinal);
            Assert.Contains("'profile'", import.Error, StringComparison.Ordinal);
            Assert.Matches("rows set aside +2\n", _desk.Out("doctor"));
        }

        Assert.Equal(4, _desk.Value($"--kpi tickets_created {Range}"));
    }

    [Fact]
    public void Strict_stops_at_such_a_row_and_leaves_the_folder_as_it_was()
    {
        Typical();
        var (doctor, tickets) = (_desk.Out("doctor"), _desk.Out("export tickets"));
        _desk.Write("more.jsonl", """
            {"id":"4","profile":{"created_at":"2024-01-05T09:00:00Z"},"events":[]}
            {"id":"5","profile":{"created_at":"soon"},"events":[]}
            """);
        var import = _desk.Run("import canonical more.jsonl --strict");
        Assert.Equal(1, import.ExitCode);
        Assert.Contains("more.jsonl, line 2: ", import.Error, StringComparison.Ordinal);
        Assert.Equal((Steady(doctor), tickets), (Steady(_desk.Out("doctor")), _desk.Out("export tickets")));
    }

    [Fact]
    public void A_calendar_gives_business_time_and_facts_follow_it_by_themselves()
    {
        Typical();
        const string question = $"--kpi resolution_time {Range} --clock business";
        Assert.Equal(("-", "no_data", "business"), Told(question));
        Assert.Equal(18 * 3600, _desk.Value($"--kpi resolution_time {Range}"));

        _desk.Write("office.yaml", Office);
        var set = _desk.Run("set calendar office.yaml");
        Assert.Equal((0, "", "Calendar of the workspace: Office.\n"), (set.ExitCode, set.Out, set.Error[set.Error.IndexOf("Calendar", StringComparison.Ordinal)..]));
        Assert.Equal(2 * 3600, _desk.Value(question));
        Assert.Equal(18 * 3600, _desk.Value($"--kpi resolution_time {Range}"));

        // Open around the clock, for team B only: ticket 3.
        _desk.Write("nights.yaml", "name: Nights\ntime_zone: UTC\nhours: {mon: [\"00:00-24:00\"], tue: [\"00:00-24:00\"], wed: [\"00:00-24:00\"], thu: [\"00:00-24:00\"]}\n");
        _desk.Out("set calendar nights.yaml --for team=B");
        Assert.Equal(["2 h", "18 h"], Hours($"--kpi resolution_time {Range} --clock business --by team --where team!="));

        _desk.Write("office.yaml", Office.Replace("17:00", "16:00", StringComparison.Ordinal));
        _desk.Out("set calendar office.yaml");
        Assert.Equal(["1 h", "18 h"], Hours($"--kpi resolution_time {Range} --clock business --by team --where team!="));
        Assert.Matches("calendar +Office\ncalendar +Nights for team B\n", _desk.Out("doctor"));
    }

    [Fact]
    public void A_calendar_that_takes_the_name_of_anothers_says_whom_it_changes()
    {
        Typical();
        _desk.Write("office.yaml", Office);
        _desk.Out("set calendar office.yaml");
        _desk.Write("team.yaml", Office.Replace("17:00", "16:00", StringComparison.Ordinal));
        Assert.Contains("'Office' changes for the workspace too", _desk.Run("set calendar team.yaml --for team=B").Error, StringComparison.Ordinal);
        Assert.DoesNotContain("changes for", _desk.Run("set calendar team.yaml --for team=B").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_of_a_fresh_folder_are_utc_no_calendar_no_currency()
    {
        Assert.Matches("zone +UTC\ncurrency +none\ncalendar +none\n", First("set zone UTC"));
        Assert.Matches("zone +UTC\ncurrency +EUR\n", First("set currency eur"));

        string First(string set)
        {
            _desk.Out(set);
            return _desk.Out("doctor");
        }
    }

    [Fact]
    public void Facts_built_again_are_the_same()
    {
        Typical();
        _desk.Write("office.yaml", Office);
        _desk.Out("set calendar office.yaml");
        var before = (_desk.Out("export tickets"), _desk.Out("export sla"), _desk.Out("export tickets --format json"));
        var rebuild = _desk.Run("rebuild");
        Assert.Equal((0, ""), (rebuild.ExitCode, rebuild.Out));
        Assert.Equal(before, (_desk.Out("export tickets"), _desk.Out("export sla"), _desk.Out("export tickets --format json")));
    }

    [Fact]
    public void An_export_has_a_row_per_ticket_both_clocks_and_the_range_asked_for()
    {
        Typical();
        _desk.Write("office.yaml", Office);
        _desk.Out("set calendar office.yaml");
        var lines = _desk.Out("export tickets").Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var header = lines[0].Split(',');
        string Cell(int line, string column) => lines[line].Split(',')[Array.IndexOf(header, column)];

        Assert.Equal(4, lines.Length);
        Assert.Equal(["1", "3", "2"], Enumerable.Range(1, 3).Select(line => Cell(line, "ticket_id")));
        Assert.Equal(("canonical", "2024-01-02T16:00:00Z", "2024-01-02", "16"), (Cell(1, "source"), Cell(1, "created_at"), Cell(1, "created_on"), Cell(1, "created_hour")));
        Assert.Equal(("64800", "7200", "solved"), (Cell(1, "resolution_seconds"), Cell(1, "resolution_business_seconds"), Cell(1, "status")));
        Assert.Equal(("", ""), (Cell(3, "resolution_seconds"), Cell(3, "first_reply_seconds")));
        Assert.Equal(lines[..3], _desk.Out("export tickets --from 2024-01-02 --to 2024-01-03 --as-of 2024-01-02T16:00:00Z").Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(3, _desk.Out("export tickets --format json").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.StartsWith("source,ticket_id,", _desk.Out("export sla"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_facts_file_heals_itself()
    {
        Typical();
        var before = (_desk.Out($"query --kpi tickets_created,resolution_time {Range} --format json"), _desk.Out("export tickets"));
        foreach (var damage in new Action<FileStream>[] { Cut, Scribble, Empty })
        {
            var file = Assert.Single(Directory.GetFiles(Path.Combine(_desk.Data, "facts"), "*.duckdb"));
            using (var stream = File.Open(file, FileMode.Open)) damage(stream);
            Assert.Equal(before, (_desk.Out($"query --kpi tickets_created,resolution_time {Range} --format json"), _desk.Out("export tickets")));
            Assert.Contains("healthy", _desk.Out("doctor"), StringComparison.Ordinal);
        }

        Directory.Delete(Path.Combine(_desk.Data, "facts"), recursive: true);
        Assert.Equal(before.Item2, _desk.Out("export tickets"));
    }

    [Fact]
    public void Records_of_a_newer_format_are_refused_and_left_alone()
    {
        Typical();
        var file = Path.Combine(_desk.Data, "records.db");
        Sql(file, "pragma user_version = 99");
        var content = File.ReadAllBytes(file);
        foreach (var verb in new[] { $"query --kpi tickets_created {Range}", "import canonical tickets.jsonl", "doctor", "rebuild" })
        {
            var refused = _desk.Run(verb);
            Assert.NotEqual(0, refused.ExitCode);
            Assert.Contains("newer", refused.Error, StringComparison.Ordinal);
            Assert.Empty(refused.Out);
        }

        Assert.Equal(content, File.ReadAllBytes(file));
    }

    [Theory]
    [InlineData("records.db")]
    [InlineData("state.db")]
    public void A_file_that_is_not_ours_is_named(string name)
    {
        Typical();
        File.WriteAllText(Path.Combine(_desk.Data, name), "this is no database, and long enough to be taken for one by nobody");
        var refused = _desk.Run("doctor");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains(name, refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("fault of Deskmeter", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_doctor_finds_a_record_that_was_changed_behind_our_back()
    {
        Typical();
        Sql(Path.Combine(_desk.Data, "records.db"), "update record set checksum = checksum + 1 where id = '2'");
        var doctor = _desk.Run("doctor");
        Assert.Equal(1, doctor.ExitCode);
        Assert.Matches("problem .*2.*\nverdict +1 to mend\n", doctor.Out);
    }

    /// <summary>Tuesday four o'clock to Wednesday ten o'clock, once by A and once by B; one is open.</summary>
    private void Typical() => _desk
        .Ticket("1", "2024-01-02T16:00", replied: "2024-01-03T09:30", solved: "2024-01-03T10:00", team: "A")
        .Ticket("2", "2024-01-04T09:00")
        .Ticket("3", "2024-01-02T16:00", solved: "2024-01-03T10:00", team: "B")
        .Import();

    private string Positions() => string.Join('\n', _desk.Out("doctor").Split('\n').Where(line => line.Contains(" at ", StringComparison.Ordinal)));

    private IEnumerable<string> Hours(string question) => _desk.Rows(question).Select(row => $"{Desk.Number(row, "value") / 3600} h");

    private (string Value, string Status, string Clock) Told(string question)
    {
        var row = Assert.Single(_desk.Rows(question));
        return (Desk.Text(row.GetProperty("value")), Desk.Text(row.GetProperty("status")), Desk.Text(row.GetProperty("clock")));
    }

    private static string Steady(string doctor) => string.Join('\n', doctor.Split('\n').Where(line => !line.StartsWith("free space", StringComparison.Ordinal)));

    private static void Cut(FileStream file) => file.SetLength(file.Length / 2);

    private static void Empty(FileStream file) => file.SetLength(0);

    private static void Scribble(FileStream file)
    {
        file.Position = file.Length / 3;
        file.Write([.. Enumerable.Repeat((byte)0xa5, (int)(file.Length / 3))]);
    }

    private static void Sql(string file, string statement)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}
