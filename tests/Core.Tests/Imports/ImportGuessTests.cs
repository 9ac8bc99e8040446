using Deskmeter.Connectors;
using Deskmeter.Imports;
using Deskmeter.Records;
using Xunit;

namespace Deskmeter.Core.Tests.Imports;

public sealed class ImportGuessTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deskmeter-guess-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("tickets", "Talep No;created_at;durum;kanal\n1;04.03.2026 09:00;yeni;mail\n2;14.03.2026 09:00;kapalı;chat\n", "ticket,created_at,status,channel")]
    [InlineData("tickets", "Ticket ID,Subject,Requester,Created,Solved,Assignee,Group\n1,Help,a@b.example,2026-03-04 09:00,2026-03-04 10:00,ada,north\n", "ticket,subject,customer,created_at,resolved_at,agent,team")]
    [InlineData("calls", "id,offered_at,answered_at,ended_at,agent,outcome\nk1,2026-03-04T09:00:00Z,2026-03-04T09:00:10Z,2026-03-04T09:10:00Z,ada,answered\n", "id,offered_at,answered_at,ended_at,agent,outcome")]
    [InlineData("surveys", "id,kind,scale,sent_at,answered_at,score,comment\nv1,csat,1-5,2026-03-04T09:00:00Z,2026-03-05T09:00:00Z,5,fine\n", "id,kind,scale,sent_at,answered_at,score,comment")]
    [InlineData("orders", "Order ID,Customer,Paid,Total,Currency\no1,c1,2026-03-04T09:00:00Z,12.50,EUR\n", "id,customer,paid_at,amount,currency")]
    [InlineData("costs", "month,amount,currency\n2026-03,1000,EUR\n2026-04,1100,EUR\n", "month,amount,currency")]
    public void A_table_is_known_by_its_columns_and_its_values(string import, string text, string fields)
    {
        var sample = TableSample.Of(File("table", text), null);
        var choice = ImportGuess.Of(sample);
        Assert.Equal(import, choice.Import);
        Assert.Equal(fields, string.Join(',', sample.Columns.Select(column => choice.Fields.GetValueOrDefault(column.Index, "-"))));
        Assert.Empty(choice.Missing());
        Assert.NotEmpty(Preview(choice, sample).Records);
    }

    [Theory]
    [InlineData("31.12.2026 09:05", "d.M.yyyy H:mm")]
    [InlineData("12/31/2026 9:05", "M/d/yyyy H:mm")]
    [InlineData("31/12/2026 09:05", "d/M/yyyy H:mm")]
    [InlineData("12/31/2026 9:05 PM", "M/d/yyyy h:mm tt")]
    [InlineData("1798750800", "epoch")]
    [InlineData("2026-12-31 09:05", "iso")]
    public void The_format_of_times_is_found_out(string time, string format) =>
        Assert.Equal(format, ImportGuess.Of(TableSample.Of(File("times", $"ticket,created_at\n1,{time}\n"), null)).TimeFormat);

    [Fact]
    public void Words_of_other_programs_become_ours_and_unknown_ones_wait_for_a_person()
    {
        var sample = TableSample.Of(File("words", "ticket,created_at,status\n1,2026-03-04,Done\n2,2026-03-04,Waiting on customer\n3,2026-03-04,Odd\n"), null);
        var words = ImportGuess.Of(sample).Words;
        Assert.Equal(("solved", "pending", false), (words[(2, "Done")], words[(2, "Waiting on customer")], words.ContainsKey((2, "Odd"))));
    }

    [Fact]
    public void Words_that_are_ours_already_keep_their_meaning_beside_those_that_are_not()
    {
        var rows = string.Concat("Done,Open,closed,Odd".Split(',').Select((status, index) => $"{index},2026-03-04,{status}\n"));
        var sample = TableSample.Of(File("mixed", $"ticket,created_at,status\n{rows}"), null);
        var preview = Preview(ImportGuess.Of(sample), sample, "mixed");
        Assert.Equal(["solved", "open", "closed", null], preview.Records.Select(record => record.GetValueOrDefault("status")));
    }

    [Fact]
    public void Our_words_that_stand_only_below_the_sample_are_known_as_well()
    {
        var sample = TableSample.Of(File("sample", "ticket,created_at,status\n1,2026-03-04,Done\n"), null);
        Assert.Contains("\"pending\": pending", MappingText.Write(ImportGuess.Of(sample), sample), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_a_file_says_words_as_we_do_the_mapping_says_none()
    {
        var sample = TableSample.Of(File("ours", "ticket,created_at,status\n1,2026-03-04,Solved\n2,2026-03-04,open\n3,2026-03-04,Odd\n"), null);
        Assert.DoesNotContain("map", MappingText.Write(ImportGuess.Of(sample), sample), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_windows_is_read_in_its_own_encoding()
    {
        var path = Path.Combine(_folder.FullName, "windows");
        System.IO.File.WriteAllBytes(path, [.. "ticket,created_at,team\n1,2026-03-04,caf"u8, 0xe9, .. "\n"u8]);
        var sample = TableSample.Of(path, null);
        Assert.Equal(("windows-1252", "café"), (sample.Encoding, sample.Columns[2].Example));
        var preview = Preview(ImportGuess.Of(sample), sample, "windows");
        Assert.Equal("café", preview.Records[0]["team"]);
    }

    [Fact]
    public void A_column_of_ones_own_is_kept_as_a_slice()
    {
        var sample = TableSample.Of(File("plans", "ticket,created_at,Plan: \"new\"\n1,2026-03-04,gold\n".Replace("\"new\"", "new", StringComparison.Ordinal)), null);
        var guess = ImportGuess.Of(sample);
        var preview = Preview(guess with { Fields = new Dictionary<int, string>(guess.Fields) { [2] = ImportTarget.Slice } }, sample, "plans");
        Assert.Equal("gold", preview.Records[0]["plan_new"]);
    }

    [Fact]
    public void Words_in_a_header_cannot_break_out_of_the_mapping()
    {
        var sample = TableSample.Of(File("evil", "ticket,created_at,\"a: {b}\n#\"\"'\"\n1,2026-03-04,x\n"), null);
        var guess = ImportGuess.Of(sample);
        Assert.Equal("x", Preview(guess with { Fields = new Dictionary<int, string>(guess.Fields) { [2] = "team" } }, sample, "evil").Records[0]["team"]);
    }

    [Fact]
    public void A_column_that_was_chosen_not_to_be_used_is_not_read_whatever_its_name()
    {
        var sample = TableSample.Of(File("calls", "id,offered_at,agent\nc1,2026-03-04T09:00:00Z,ada\n"), null);
        var guess = ImportGuess.Of(sample, "calls");
        Assert.Equal("ada", Preview(guess, sample, "calls").Records[0]["agent"]);
        var fields = guess.Fields.Where(field => field.Value != "agent").ToDictionary();
        Assert.DoesNotContain("agent", Preview(guess with { Fields = fields }, sample, "calls").Columns);
    }

    private string File(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    private ImportPreview Preview(ImportChoice choice, TableSample sample, string name = "table")
    {
        using var records = SqliteRecords.Open(_folder.FullName);
        var mapping = Path.Combine(_folder.FullName, "mapping.yaml");
        System.IO.File.WriteAllText(mapping, MappingText.Write(choice, sample));
        return ImportPreview.Of(new ImportRequest(choice.Import, [Path.Combine(_folder.FullName, name)]) { Mapping = mapping }, records);
    }
}
