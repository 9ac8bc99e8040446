using System.IO.Compression;
using Xunit;

namespace Deskmeter.App.Tests.Cli;

/// <summary>A folder with one ticket, and files beside it, that wrong use leaves as it is.</summary>
public sealed class WrongUseFolder : IDisposable
{
    public WrongUseFolder()
    {
        Desk.Write("good.csv", $"{WrongUseTests.Header}\n{WrongUseTests.Row}\n");
        Desk.Write("header.csv", $"{WrongUseTests.Header.Replace("incident_state", "incident_stat", StringComparison.Ordinal)}\n{WrongUseTests.Row}\n");
        Desk.Write("empty.csv", "");
        Desk.Write("office.yaml", "name: Office\ntime_zone: UTC\nhours: {mon: [\"09:00-17:00\"]}\n");
        Tickets = Desk.Out("export tickets");
    }

    internal Desk Desk { get; } = new Desk().Ticket("1", "2024-01-02T09:00").Import();

    /// <summary>The tickets in it.</summary>
    public string Tickets { get; }

    public void Dispose() => Desk.Dispose();
}

/// <summary>Wrong use and bad input: the exit code, and a message that names the place and the near match.</summary>
public sealed class WrongUseTests(WrongUseFolder folder) : IClassFixture<WrongUseFolder>, IDisposable
{
    private const string Range = "--from 2024-01-01 --to 2024-02-01";
    internal const string Header = "number,incident_state,sys_updated_at,sys_mod_count,sys_updated_by,opened_at,contact_type,priority,caller_id,resolved_at,resolved_by,closed_at,assigned_to,assignment_group";
    internal const string Row = "INC1,New,1/1/2024 10:00,0,Ann,1/1/2024 09:00,Phone,3 - Moderate,Bob,1/1/2024 12:00,Ann,2/1/2024 12:00,Ann,Desk";

    /// <summary>A folder of a test's own, made where it is needed.</summary>
    private readonly Lazy<Desk> _own = new(() => new Desk().Ticket("1", "2024-01-02T09:00").Import());

    public void Dispose()
    {
        if (_own.IsValueCreated) _own.Value.Dispose();
    }

    [Theory]
    [InlineData("qurey", "verb 'qurey'", "'query'")]
    [InlineData("set zoen UTC", "verb 'zoen'", "'zone'")]
    [InlineData("set", "Say what to do", "calendar")]
    [InlineData("query --kip x", "option '--kip'", "'--kpi'")]
    [InlineData("query --kpi", "--kpi needs a value", "query --help")]
    [InlineData("query extra", "'extra' is one word too many", "query")]
    [InlineData("query", "'kpi' is missing", "")]
    [InlineData("query --kpi tickets_created --from 2024-01-01", "'to' is missing", "")]
    [InlineData($"query --kpi tickets_crated {Range}", "kpi", "'tickets_created'")]
    [InlineData($"query --kpi tickets_created {Range} --by chanel", "by: ", "'channel'")]
    [InlineData($"query --kpi tickets_created {Range} --where prioritty=high", "where: ", "'priority'")]
    [InlineData($"query --kpi tickets_created {Range} --where priority", "'priority'", "slice=value")]
    [InlineData($"query --kpi tickets_created {Range} --zone Europe/Amsterdm", "time zone 'Europe/Amsterdm'", "'Europe/Amsterdam'")]
    [InlineData($"query --kpi tickets_created {Range} --grain moth", "grain 'moth'", "'month'")]
    [InlineData($"query --kpi tickets_created {Range} --clock busines", "clock 'busines'", "'business'")]
    [InlineData($"query --kpi tickets_created {Range} --compare previos", "compare 'previos'", "'previous'")]
    [InlineData($"query --kpi tickets_created {Range} --format jsn", "'jsn'", "'json'")]
    [InlineData($"query --kpi tickets_created {Range} --format parquet", "Parquet is no text", "--output")]
    [InlineData($"query --kpi reopen_rate {Range} --param windw=3d", "'windw'", "'window'")]
    [InlineData($"query --kpi reopen_rate {Range} --param window=soon", "'soon'", "7d")]
    [InlineData("query --kpi tickets_created --from 2024-02-30 --to 2024-03-01", "from: '2024-02-30'", "2016-03-01")]
    [InlineData("query --kpi tickets_created --from 2024-02-01 --to 2024-01-01", "2024-02-01 to 2024-01-01", "'to'")]
    [InlineData($"query --kpi tickets_created {Range} --as-of yesterday", "'yesterday'", "2016-03-01T09:00:00Z")]
    [InlineData($"query --kpi tickets_created {Range} --from 2024-01-01", "'from' is given more than once", "")]
    [InlineData("export tickts", "verb 'tickts'", "'tickets'")]
    [InlineData("export tickets --from 1/1/2024", "--from: '1/1/2024'", "2016-03-01")]
    [InlineData("explain resolution_tme --ticket 1", "'resolution_tme'", "'resolution_time'")]
    [InlineData("set currency EURO", "'EURO'", "'EUR'")]
    [InlineData("set calendar ofice.yaml", "ofice.yaml", "'office.yaml'")]
    [InlineData("set calendar office.yaml --for teem=B", "'teem=B'", "team=NAME")]
    [InlineData("import", "'format' is missing", "'files' is missing")]
    [InlineData("import servicenw tickets.jsonl", "'servicenw'", "'servicenow'")]
    [InlineData("import canonical tickts.jsonl", "tickts.jsonl", "'tickets.jsonl'")]
    [InlineData("import servicenow tickets.jsonl", "JSON", "'import canonical'")]
    [InlineData("import canonical good.csv", "good.csv", "number,incident_state")]
    [InlineData("import zendesk-tables good.csv", "good.csv", "'servicenow'")]
    [InlineData("import servicenow header.csv", "header.csv, line 1", "'incident_state'")]
    [InlineData("import servicenow empty.csv", "empty.csv is empty", "")]
    [InlineData("import servicenow good.csv --zone Europe/Amsterdm", "'Europe/Amsterdm'", "'Europe/Amsterdam'")]
    public void Ends_with_2_names_the_place_and_the_near_match_and_writes_no_data(string verb, string place, string near)
    {
        // Half a verb takes no folder.
        var result = verb is "qurey" or "set" ? VerbCall.RunBare(folder.Desk.Path, verb.Split(' ')) : folder.Desk.Run(verb);

        Assert.Equal((2, ""), (result.ExitCode, result.Out));
        Assert.Contains(place, result.Error, StringComparison.Ordinal);
        Assert.Contains(near, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Equal(folder.Tickets, folder.Desk.Out("export tickets"));
    }

    [Theory]
    [InlineData("query --kpi tickets_created --from 2024-01-01 --to 2024-02-01")]
    [InlineData("export tickets")]
    [InlineData("doctor")]
    [InlineData("rebuild")]
    [InlineData("explain resolution_time --ticket 1")]
    [InlineData("serve")]
    public void A_folder_that_is_not_there_is_not_made(string verb)
    {
        var result = VerbCall.RunBare(folder.Desk.Path, [.. verb.Split(' '), "--data", "dta"]);
        Assert.Equal((2, ""), (result.ExitCode, result.Out));
        Assert.Contains("'data'", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder.Desk.Path, "dta")));
    }

    [Theory]
    [InlineData("doctor")]
    [InlineData("set zone UTC")]
    public void A_file_is_no_folder(string verb)
    {
        var result = VerbCall.RunBare(folder.Desk.Path, [.. verb.Split(' '), "--data", "tickets.jsonl"]);
        Assert.Equal((2, ""), (result.ExitCode, result.Out));
        Assert.Contains("is a file", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_archive_fails_with_its_place_and_what_was_read_before_stays()
    {
        var lines = Enumerable.Range(0, 2_000).Select(number => Row.Replace("INC1", $"INC{number}", StringComparison.Ordinal)).Prepend(Header);
        using (var archive = new GZipStream(File.Create(Path.Combine(_own.Value.Path, "whole.csv.gz")), CompressionLevel.Fastest))
            archive.Write(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        var content = File.ReadAllBytes(Path.Combine(_own.Value.Path, "whole.csv.gz"));
        File.WriteAllBytes(Path.Combine(_own.Value.Path, "cut.csv.gz"), content[..(content.Length / 2)]);

        var strict = _own.Value.Run("import servicenow cut.csv.gz --strict");
        Assert.Equal((1, 1.0), (strict.ExitCode, _own.Value.Value($"--kpi tickets_created {Range}")));
        var cut = _own.Value.Run("import servicenow cut.csv.gz");
        Assert.Equal((1, ""), (cut.ExitCode, cut.Out));
        Assert.Matches("cut.csv.gz is damaged or cut off after line [0-9]+", cut.Error);
        Assert.InRange(_own.Value.Value($"--kpi tickets_created {Range}")!.Value, 100, 1_990);
        Assert.Equal(0, _own.Value.Run("import servicenow whole.csv.gz").ExitCode);
        Assert.Equal(2_001, _own.Value.Value($"--kpi tickets_created {Range}"));
    }

    [Fact]
    public void Wrong_dates_and_short_rows_are_set_aside_by_line_with_reason()
    {
        _own.Value.Write("log.csv", $"{Header}\n{Row}\n{Row.Replace("1/1/2024 10:00", "31/2/2024 10:00", StringComparison.Ordinal)}\nINC2,New\n");
        var import = _own.Value.Run("import servicenow log.csv");
        Assert.Equal((3, ""), (import.ExitCode, import.Out));
        Assert.Matches("tickets new +1\n", import.Error);
        Assert.Matches("rows set aside +2\n", import.Error);
        Assert.Contains("'31/2/2024 10:00'", import.Error, StringComparison.Ordinal);
        Assert.Contains("(first: log.csv, line 3)", import.Error, StringComparison.Ordinal);
        Assert.Contains("(first: log.csv, line 4)", import.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_words_the_help_stands_on_the_error_output_and_with_help_on_the_other()
    {
        var nothing = VerbCall.RunBare(folder.Desk.Path);
        Assert.Equal((2, ""), (nothing.ExitCode, nothing.Out));
        Assert.Contains("import", nothing.Error, StringComparison.Ordinal);
        var help = VerbCall.RunBare(folder.Desk.Path, "query", "--help");
        Assert.Equal((0, ""), (help.ExitCode, help.Error));
        Assert.Contains("--kpi", help.Out, StringComparison.Ordinal);
    }
}
