using System.IO.Compression;
using System.Text;
using Deskmeter.Connectors;
using Deskmeter.Core.Tests.Records;
using Deskmeter.Helpdesk;
using Deskmeter.Records;
using Xunit;

namespace Deskmeter.Core.Tests.Connectors;

/// <summary>What is wrong with a file is said with its place; what can be read goes in.</summary>
public sealed class BadInputTests : IDisposable
{
    private const string Header =
        "number,incident_state,sys_mod_count,made_sla,caller_id,opened_at,sys_updated_by,sys_updated_at,contact_type,priority,assignment_group,assigned_to,resolved_by,resolved_at,closed_at";

    private readonly RecordsFolder _folder = new();
    private readonly SqliteRecords _records;

    public BadInputTests() => _records = _folder.Open();

    [Fact]
    public async Task A_row_with_too_few_cells_is_set_aside_and_the_rest_goes_in()
    {
        var summary = await Import(Log(Row("A", 0), "B,New,0", Row("C", 0)));

        Assert.Equal((2, 1, 3), (summary.Created, summary.SetAside, summary.Rows));
        Assert.Equal(new RowProblem("log.csv", 3, $"The row has 3 cells, the header has 15.", "B,New,0"), Assert.Single(_records.RowsSetAside()));
    }

    [Fact]
    public async Task A_row_without_a_ticket_is_set_aside()
    {
        await Import(Log(Row("A", 0), Row("", 1), Row("?", 2)));

        Assert.Equal(
            [(3L, "number is empty: the row names no ticket."), (4L, "number is empty: the row names no ticket.")],
            _records.RowsSetAside().Select(row => (row.Line, row.Reason.ToString())));
    }

    [Fact]
    public async Task A_time_that_is_none_is_named()
    {
        await Import(Log(Row("A", 0, updated: "31/2/2024 10:00"), Row("B", 0, opened: "yesterday"), Row("C", 0, updated: "")));

        Assert.Equal(
            [
                "sys_updated_at '31/2/2024 10:00' is no time that this import reads.",
                "opened_at 'yesterday' is no time that this import reads.",
                "sys_updated_at is empty: the row says no time.",
            ],
            _records.RowsSetAside().Select(row => row.Reason.ToString()));
    }

    [Fact]
    public async Task Reasons_of_one_kind_are_counted_together_with_their_first_place()
    {
        var summary = await Import(Log(Row("A", 0, updated: "soon"), Row("B", 0, updated: "later"), Row("C", 0, updated: "never"), Row("D", 0)));

        Assert.Equal([new ImportFinding($"sys_updated_at 'soon' is no time that this import reads.", "log.csv", 2, 3)], summary.Reasons);
    }

    [Fact]
    public async Task A_stray_quote_spoils_its_own_row_only()
    {
        var summary = await Import(Log(Row("A", 0), Row("\"B", 0), Row("C", 0), Row("D", 0), Row("\"E\"x", 0), Row("F", 0)));

        Assert.Equal(["A", "C", "D", "F"], Tickets());
        Assert.Equal((4, 2, 6), (summary.Created, summary.SetAside, summary.Rows));
        Assert.Equal([(3L, "Text follows a closing quote."), (6L, "Text follows a closing quote.")], _records.RowsSetAside().Select(row => (row.Line, row.Reason.ToString())));
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_spoils_its_own_row_only()
    {
        await Import(Log(Row("A", 0), Row("\"B", 0), Row("C", 0)));

        Assert.Equal(["A", "C"], Tickets());
        Assert.Equal((3L, "A quoted cell is not closed."), _records.RowsSetAside().Select(row => (row.Line, row.Reason.ToString())).Single());
    }

    [Fact]
    public async Task An_unknown_state_is_a_doubt_with_the_near_match()
    {
        var summary = await Import(Log(Row("A", 0, state: "Actve")));

        Assert.Equal(
            [new ImportFinding($"incident_state 'Actve' is not known. Did you mean 'Active'? It counts as unknown.", "log.csv", 2, 1)], summary.Warnings);
        Assert.False(Assert.IsType<StateObserved>(_records.Find<Ticket>("servicenow", "A")!.Events[0]).Cells.ContainsKey("status"));
    }

    [Fact]
    public async Task Times_that_run_backwards_are_kept_and_told()
    {
        var summary = await Import(Log(Row("A", 0, updated: "2/3/2024 10:00"), Row("A", 1, updated: "1/3/2024 10:00")));

        Assert.Equal(2, _records.Find<Ticket>("servicenow", "A")!.Events.Count);
        var doubt = Assert.Single(summary.Warnings);
        Assert.Equal(("The time runs backwards: it is before that of the ticket's row above. Events are ordered by their time.", 3L), (doubt.Message.ToString(), doubt.Line));
    }

    [Fact]
    public async Task A_resolve_before_the_creation_is_told()
    {
        var summary = await Import(Log(Row("A", 0, opened: "5/3/2024 10:00")));

        Assert.Equal(["The ticket is said to be resolved before it was created.", "The ticket is said to be closed before it was created."], summary.Warnings.Select(w => w.Message.ToString()).OrderDescending());
    }

    [Fact]
    public async Task A_header_without_a_needed_column_names_the_near_match()
    {
        var path = Written("log.csv", Header.Replace("sys_mod_count", "sys_mod_cnt", StringComparison.Ordinal));

        await Refused(path, "log.csv, line 1: the header has no column 'sys_mod_count', which 'servicenow' needs. Did you mean 'sys_mod_cnt'?");
    }

    [Fact]
    public async Task A_file_of_another_preset_is_told()
    {
        await Refused(
            Checkout.Path("tests/Core.Tests/Connectors/Zendesk/ticket.csv"),
            "ticket.csv, line 1: the header has no columns 'number', 'sys_updated_at', 'sys_mod_count', 'sys_updated_by', 'incident_state', which 'servicenow' needs. " +
            "The header fits the preset 'zendesk-tables'.");
        await Refused(
            Log(Row("A", 0)),
            "log.csv is none of the files that 'zendesk-tables' reads: user, ticket_tag, satisfaction_rating, schedule, schedule_holiday, ticket, comment, " +
            "field_history, ticket_schedule. The header fits the preset 'servicenow'.",
            "zendesk-tables");
    }

    [Fact]
    public async Task A_table_that_is_missing_is_named()
    {
        var path = Written("tickets.csv", "id,created_at,updated_at,requester_id,status");

        await Refused(path, "'zendesk-tables' needs the file 'user' (user or users.csv).", "zendesk-tables");
    }

    [Theory]
    [InlineData("", "x.csv is empty.")]
    [InlineData("  \n\n", "x.csv is no CSV file: it is blank.")]
    [InlineData("{\"id\":1}", "x.csv is no CSV file: it is JSON; tickets in the canonical format are imported with 'import canonical'.")]
    [InlineData("<html>", "x.csv is no CSV file: it is HTML or XML.")]
    [InlineData("PK\u0003\u0004", "x.csv is no CSV file: it is a zip archive or an Excel workbook; save its sheets as CSV.")]
    [InlineData("a\0b", "x.csv is no CSV file: it is a binary file.")]
    public async Task A_file_that_is_no_table_is_told_for_what_it_is(string content, string message) => await Refused(Written("x.csv", content), message);

    [Fact]
    public async Task A_path_that_leads_nowhere_names_the_near_match()
    {
        Written("incidents.csv", Header);

        await Refused(Path.Combine(_folder.Folder, "incident.csv"), $"There is no file '{Path.Combine(_folder.Folder, "incident.csv")}'. Did you mean 'incidents.csv'?");
    }

    [Fact]
    public async Task An_unknown_preset_or_zone_names_the_near_match()
    {
        await Refused(Log(Row("A", 0)), "There is no preset 'servicenw'. Did you mean 'servicenow'?", "servicenw");
        var error = await Assert.ThrowsAsync<UsageException>(() => Import(Log(Row("A", 0)), zone: "Europe/Amsterdm"));
        Assert.Equal("There is no time zone 'Europe/Amsterdm'. Did you mean 'Europe/Amsterdam'?", error.Message);
    }

    [Fact]
    public async Task Of_a_cut_archive_the_rows_before_the_cut_go_in_and_the_cut_is_told()
    {
        var path = Cut(4_000);

        var summary = await Import(path);

        var damage = Assert.Single(summary.Damages);
        Assert.StartsWith("log.csv.gz is damaged or cut off after line ", damage.ToString(), StringComparison.Ordinal);
        Assert.InRange(summary.Created, 1, 3_999);
        Assert.Equal(summary.Created, summary.Rows);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(11)]
    [InlineData(40)]
    public async Task Of_an_archive_that_is_cut_in_its_header_nothing_goes_in(int bytes)
    {
        var path = Cut(100, keep: 1.0);
        await File.WriteAllBytesAsync(path, (await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken))[..bytes], TestContext.Current.CancellationToken);

        var summary = await Import(path);

        Assert.Equal((0, 1), (summary.Created, summary.Damages.Count));
    }

    [Fact]
    public async Task A_damaged_archive_is_told_and_never_a_row_of_it_invented()
    {
        var path = Cut(4_000, keep: 1.0);
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        bytes[bytes.Length / 2] ^= 0xff;
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);

        var summary = await Import(path);

        Assert.Single(summary.Damages);
        Assert.True(summary.Created < 4_000);
    }

    [Fact]
    public async Task Strict_stops_at_the_first_row_that_cannot_be_read_and_writes_nothing()
    {
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => Import(Log(Row("A", 0), Row("B", 0, updated: "soon")), strict: true));
        Assert.Equal("log.csv, line 3: sys_updated_at 'soon' is no time that this import reads. Nothing was imported.", error.Message);

        await Assert.ThrowsAsync<InvalidDataException>(() => Import(Cut(4_000), strict: true));
        Assert.Equal((0, 0), (_records.Position, _records.RowsSetAside().Count));

        Assert.Equal(1, (await Import(Log(Row("A", 0, state: "-100")), strict: true)).Created);
    }

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public async Task Other_separators_are_found_out(char separator)
    {
        var path = Written("log.csv", string.Join('\n', Header.Replace(',', separator), Row("A", 0).Replace(',', separator), Row("B", 0).Replace(',', separator)));

        Assert.Equal(2, (await Import(path)).Created);
    }

    [Fact]
    public async Task Byte_order_marks_and_windows_line_ends_are_read()
    {
        var text = string.Join("\r\n", Header, Row("Ä", 0), "");
        foreach (var encoding in new Encoding[] { new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            await File.WriteAllTextAsync(Path.Combine(_folder.Folder, "log.csv"), text, encoding, TestContext.Current.CancellationToken);
            await Import(Path.Combine(_folder.Folder, "log.csv"));
        }

        Assert.Equal(["Ä"], Tickets());
    }

    [Fact]
    public async Task Letters_of_another_encoding_are_told()
    {
        var path = Path.Combine(_folder.Folder, "log.csv");
        await File.WriteAllBytesAsync(path, Encoding.Latin1.GetBytes(string.Join('\n', Header, Row("A", 0, caller: "Jörg"))), TestContext.Current.CancellationToken);

        var summary = await Import(path);

        Assert.Equal("The row holds characters that are not UTF-8; a mapping can name the file's 'encoding'.", Assert.Single(summary.Warnings).Message.ToString());
    }

    public void Dispose()
    {
        _records.Dispose();
        _folder.Dispose();
    }

    private static string Row(
        string number, int count, string state = "New", string opened = "1/3/2024 08:00", string updated = "1/3/2024 09:00", string caller = "carl") =>
        $"{number},{state},{count},true,{caller},{opened},ann,{updated},Phone,high,north,ann,ann,1/3/2024 12:00,2/3/2024 12:00";

    private string Log(params string[] rows) => Written("log.csv", string.Join('\n', [Header, .. rows]));

    private string Written(string name, string content)
    {
        var path = Path.Combine(_folder.Folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>A gzip file of this many tickets of which only a part is there.</summary>
    private string Cut(int tickets, double keep = 0.6)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(string.Join('\n', [Header, .. Enumerable.Range(0, tickets).Select(number => Row($"T{number * 7919}", number))])));
        }

        var path = Path.Combine(_folder.Folder, "log.csv.gz");
        File.WriteAllBytes(path, packed.ToArray()[..(int)(packed.Length * keep)]);
        return path;
    }

    private IEnumerable<string> Tickets() => _records.ChangesAfter(0).Select(change => change.Record.Id).Order(StringComparer.Ordinal);

    private Task<ImportSummary> Import(string path, string format = "servicenow", string? zone = null, bool strict = false) =>
        new FileImport(_records).Run(new ImportRequest(format, [path], zone, strict), cancellation: TestContext.Current.CancellationToken);

    private async Task Refused(string path, string message, string format = "servicenow")
    {
        var error = await Assert.ThrowsAsync<UsageException>(() => Import(path, format));
        Assert.Equal(message, error.Message);
        Assert.Equal(0, _records.Position);
    }
}
