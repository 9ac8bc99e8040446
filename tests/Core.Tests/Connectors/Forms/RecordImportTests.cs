using System.IO.Compression;
using System.Text;
using Deskmeter.Connectors;
using Deskmeter.Connectors.Forms;
using Deskmeter.Helpdesk;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Connectors.Forms;

/// <summary>Every kind of record, from a table and from JSON lines.</summary>
public sealed class RecordImportTests : IDisposable
{
    private readonly FormFolder _folder = new();

    public static TheoryData<string> Imports => [.. RecordKind.All.Select(kind => kind.Import).Distinct().Except(["tickets"])];

    [Theory]
    [MemberData(nameof(Imports))]
    public void A_table_and_its_lines_give_the_same_records(string import)
    {
        var (csv, json) = Written(import);
        Assert.Empty(FormFolder.Findings(import, csv));
        Assert.Empty(FormFolder.Findings(import, json));
        Assert.Equal(FormFolder.Records(import, json), FormFolder.Records(import, csv));
    }

    [Theory]
    [MemberData(nameof(Imports))]
    public void The_samples_say_every_field(string import)
    {
        var forms = RecordForm.OfImport(import);
        var csv = Samples.All[import].Csv;
        string[] everywhere = ["source", "version", "is_deleted", "leg_version", "pause_version", "stay_version", "category_version", "answer_version", "refund_version"];
        Assert.Empty(RecordHeader.Known(forms).Except(csv[..csv.IndexOf('\n', StringComparison.Ordinal)].Split(',')).Except([.. everywhere, "id", ShortColumns.Refunded]));
        var json = Samples.All[import].Json;
        var fields = forms.SelectMany(form => form.Object.Fields.Concat(form.Parts?.Items!.Fields ?? [])).Select(field => field.Name).Except([.. everywhere, "id", "key"]);
        Assert.All(fields, field => Assert.Contains($"\"{field}\"", json, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Imports))]
    public void Rows_in_any_order_and_in_several_files_give_the_same_records(string import)
    {
        var (csv, _) = Written(import);
        var lines = File.ReadAllLines(csv);
        var backwards = _folder.Write("backwards.csv", string.Join('\n', [lines[0], .. lines.Skip(1).Reverse()]));
        Assert.Equal(FormFolder.Records(import, csv), FormFolder.Records(import, backwards));
        var apart = lines.Skip(1).SelectMany((line, number) => FormFolder.Records(import, _folder.Write($"{number}.csv", $"{lines[0]}\n{line}")));
        Assert.Equal(FormFolder.Records(import, csv), apart.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_record_is_what_the_row_says()
    {
        var (csv, _) = Written("calls");
        var calls = FormFolder.Read("calls", csv, source: "pbx").Cast<ImportItem.Piece>().Select(piece => (Call)piece.Record).ToList();
        Assert.Equal(3, calls.Count);
        Assert.Equal(("pbx", "c1", 2L, CallMedium.Phone, CallOutcome.Answered, "gold"), (calls[0].Source, calls[0].Id, calls[0].Version, calls[0].Medium, calls[0].Outcome, calls[0].Segment));
        var leg = Assert.Single(calls[0].Legs);
        var nine = Instant.FromUtc(2024, 3, 4, 9, 0);
        Assert.Equal(("2024-03-04T09:00:00Z", 2L, nine, nine.Plus(Duration.FromSeconds(40)), 30L), (leg.Key, leg.Version, leg.OfferedAt, leg.AnsweredAt, leg.HoldSeconds));
        Assert.Equal([new HoldSegment(nine.Plus(Duration.FromSeconds(60)), nine.Plus(Duration.FromSeconds(90))), new HoldSegment(nine.Plus(Duration.FromSeconds(120)), null)], leg.Holds);
        Assert.Equal(("second", "billing", null), (calls[1].Legs.Single().Key, calls[1].Legs.Single().Queue, calls[1].Legs.Single().AnsweredAt));
        Assert.Equal((CallMedium.Chat, CallDirection.Outbound, null, 0), (calls[2].Medium, calls[2].Direction, calls[2].Outcome, calls[2].Legs.Count));
    }

    [Fact]
    public void What_a_field_holds_by_itself_stays_when_nothing_is_said()
    {
        var review = One<Review>("reviews", "id,reviewed_at,reviewee,category\nq1,2024-03-08T09:00:00Z,ada,tone");
        Assert.Equal(new ReviewCategory("tone") { Score = null, Lowest = 0, Highest = 100, Weight = 1 }, Assert.Single(review.Categories));
    }

    [Fact]
    public void A_month_of_costs_ends_with_the_month()
    {
        var cost = One<Cost>("costs", "month,amount\n2024-12,100");
        Assert.Equal((new LocalDate(2024, 12, 1), new LocalDate(2025, 1, 1), CostCategory.Salary, 100m), (cost.FromOn, cost.UntilOn, cost.Category, cost.Amount));
    }

    [Fact]
    public void What_was_refunded_so_far_is_one_refund_that_grows()
    {
        var order = One<Order>("orders", "id,paid_at,amount,refunded\no1,2024-03-04T09:00:00Z,50,12.34");
        Assert.Equal(new OrderRefund("refunded", Instant.FromUtc(2024, 3, 4, 9, 0), 12.34m) { Version = 1234 }, Assert.Single(order.Refunds));
        Assert.Empty(One<Order>("orders", "id,paid_at,amount,refunded\no1,2024-03-04T09:00:00Z,50,0").Refunds);
        Assert.Equal(7, One<Order>("orders", "id,version,paid_at,amount,refunded\no1,7,2024-03-04T09:00:00Z,50,1").Refunds.Single().Version);
    }

    [Fact]
    public void A_version_may_be_a_time()
    {
        var session = One<Session>("sessions", "id,version,started_at\ns1,2024-03-04 09:00,2024-03-04 09:00");
        Assert.Equal(Instant.FromUtc(2024, 3, 4, 9, 0).ToUnixTimeSeconds(), session.Version);
    }

    [Fact]
    public void Local_times_are_of_the_import_s_zone_and_dates_are_dates()
    {
        var amsterdam = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"];
        var path = _folder.Write("s.csv", "id,started_at,ended_at\ns1,2024-07-01 00:30,2024-07-01T00:30:00Z\ns2,2024-03-31 02:30,\ns3,2024-10-27 02:30,");
        var sessions = FormFolder.Read("sessions", path, amsterdam).OfType<ImportItem.Piece>().Select(piece => (Session)piece.Record).ToList();
        Assert.Equal((Instant.FromUtc(2024, 6, 30, 22, 30), Instant.FromUtc(2024, 7, 1, 0, 30)), (sessions[0].StartedAt, sessions[0].EndedAt!.Value));
        Assert.Equal(
            [
                "3? started_at names a local time that the clock change skipped; it was moved forward by the change.",
                "4? started_at names a local time that the clock change repeated; the first was taken.",
            ],
            FormFolder.Findings("sessions", path, amsterdam));
        var plan = FormFolder.Read("subscriptions", _folder.Write("p.csv", "id,customer,started_on,ended_on\np,c,2024-07-01,2024-07-01T23:30:00Z"), amsterdam).OfType<ImportItem.Piece>().Single().Record;
        Assert.Equal((new LocalDate(2024, 7, 1), new LocalDate(2024, 7, 2)), (((Subscription)plan).StartedOn, ((Subscription)plan).EndedOn!.Value));
    }

    [Fact]
    public void A_row_without_an_id_has_the_same_one_in_every_file()
    {
        var first = One<Cost>("costs", "month,amount,team\n2024-03,100.50,desk");
        Assert.Equal(first.Id, One<Cost>("costs", "team,amount,until_on,from_on,version\ndesk,100.5,2024-04-01,2024-03-01,3").Id);
        Assert.NotEqual(first.Id, One<Cost>("costs", "month,amount,team\n2024-03,100.51,desk").Id);
        // What is kept must not change with the program.
        Assert.Equal(("USD/EUR 2024-03-04", "USD 2024-03-04"), (One<ExchangeRate>("rates", "on,currency,into,rate\n2024-03-04,usd,eur,0.9").Id, One<ExchangeRate>("rates", "on,currency,rate\n2024-03-04,usd,0.9").Id));
    }

    [Fact]
    public void A_shift_that_has_ended_is_the_one_that_ran()
    {
        var runs = One<Shift>("shifts", "agent,kind,from_at,until_at\nada,busy,2024-03-04 09:00,");
        var ended = One<Shift>("shifts", "agent,kind,from_at,until_at\nada,busy,2024-03-04 09:00,2024-03-04 09:10");
        Assert.Equal(runs.Id, ended.Id);
        Assert.True(ended.Version > runs.Version);
    }

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void Other_separators_byte_order_marks_and_gzip_are_read(char separator)
    {
        var text = $"id{separator}started_at{separator}topic\r\ns1{separator}2024-03-04T09:00:00Z{separator}\"Zoë \"\"x\"\"\"\r\n";
        foreach (var encoding in new Encoding[] { new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            byte[] bytes = [.. encoding.Preamble, .. encoding.GetBytes(text)];
            Assert.Equal("Zoë \"x\"", ((Session)Single("sessions", _folder.Write("s.csv", bytes))).Topic);
            Assert.Equal("Zoë \"x\"", ((Session)Single("sessions", _folder.Write("s.csv.gz", Packed(bytes)))).Topic);
        }
    }

    [Fact]
    public void Packed_lines_with_a_byte_order_mark_are_read()
    {
        byte[] bytes = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes("""{"id":"s1","started_at":"2024-03-04T09:00:00Z"}""")];
        Assert.Equal("s1", Single("sessions", _folder.Write("s.jsonl.gz", Packed(bytes))).Id);
    }

    [Fact]
    public void Blanks_around_cells_are_no_part_of_them()
    {
        var session = One<Session>("sessions", "id , kind, started_at\n s1 , portal , 2024-03-04 09:00 ");
        Assert.Equal(("s1", SessionKind.Portal), (session.Id, session.Kind));
    }

    [Fact]
    public void Of_a_long_file_nothing_is_held_that_was_handed_over()
    {
        var rows = Enumerable.Range(0, 50_000).Select(number => $"view,A{number % 50},{Instant.FromUnixTimeSeconds(1_700_000_000 + number)},v{number}");
        var path = _folder.Write("views.csv", $"type,article,viewed_at,id\n{string.Join('\n', rows)}");
        var handed = new List<WeakReference>();
        var pieces = 0;
        foreach (var item in new RecordImport(new RecordMapping(null, "articles"), [path], DateTimeZone.Utc, null).Read(new Deskmeter.Connectors.Files.ReadMeter()))
        {
            pieces++;
            if (handed.Count < 1_000) handed.Add(new WeakReference(((ImportItem.Piece)item).Record));
            if (pieces != 50_000) continue;
            GC.Collect();
            Assert.DoesNotContain(handed, reference => reference.IsAlive);
        }

        Assert.Equal(50_000, pieces);
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(bytes);
        return packed.ToArray();
    }

    private static SourceRecord Single(string import, string path) => Assert.IsType<ImportItem.Piece>(Assert.Single(FormFolder.Read(import, path))).Record;

    private T One<T>(string import, string csv) where T : SourceRecord => Assert.IsType<T>(Single(import, _folder.Write("one.csv", csv)));

    private (string Csv, string Json) Written(string import) =>
        (_folder.Write($"{import}.csv", Samples.All[import].Csv), _folder.Write($"{import}.jsonl", Samples.All[import].Json));
}
