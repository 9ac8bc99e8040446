using Deskmeter.Connectors;
using Deskmeter.Helpdesk;
using Deskmeter.Records;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Records;

public sealed class SqliteRecordsTests : IDisposable
{
    private readonly RecordsFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_merged_is_there_after_the_file_was_closed()
    {
        using (var records = _folder.Open())
        {
            Assert.Equal((0L, null), (records.Position, records.NewestEvent));
            Assert.Equal(new MergeResult(2, 0, 0), records.Merge([Tickets.Simple("1", At("a", 5)), Tickets.Simple("2", At("a", 3))]));
        }

        using var again = _folder.Open();
        Assert.Equal(2, again.Position);
        Assert.Equal(Second(5), again.NewestEvent);
        Assert.Equal("customer of 1", again.Find<Ticket>("s", "1")!.Profile!.Customer);
        Assert.Null(again.Find<Ticket>("other", "1"));
    }

    [Fact]
    public void A_closed_folder_holds_one_file()
    {
        using (var records = _folder.Open())
        {
            records.Merge([Tickets.Simple("1")]);
            Assert.NotNull(records.Find<Ticket>("s", "1"));
        }

        Assert.Equal(["records.db"], Directory.EnumerateFiles(_folder.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public void What_is_known_takes_no_new_position()
    {
        using var records = _folder.Open();
        records.Merge([Tickets.Simple("1", At("a", 1), At("b", 2), At("c", 3)), Tickets.Simple("2")]);
        var part = new Ticket("s", "1") { Events = [At("c", 3), At("a", 1)] };
        Assert.Equal(new MergeResult(0, 0, 2), records.Merge([part, Tickets.Simple("2")]));
        Assert.Equal(new MergeResult(0, 1, 0), records.Merge([part with { Events = [At("d", 9)] }]));
        Assert.Equal([(2L, "2"), (3L, "1")], records.ChangesAfter(0).Select(change => (change.Position, change.Record.Id)));
        Assert.Equal(["1"], records.ChangesAfter(2).Select(change => change.Record.Id));
        Assert.Equal(4, records.Find<Ticket>("s", "1")!.Events.Count);
    }

    [Fact]
    public void Pieces_of_one_ticket_in_one_batch_count_once()
    {
        using var records = _folder.Open();
        var pieces = Enumerable.Range(0, 1000).Select(number => Tickets.Simple("1", At($"e{number}", number)));
        Assert.Equal(new MergeResult(1, 0, 0), records.Merge([.. pieces]));
        Assert.Equal(1, records.Position);
        Assert.Equal(1000, records.Find<Ticket>("s", "1")!.Events.Count);
    }

    [Fact]
    public void The_store_holds_the_union_of_what_came() => Prop.ForAll(Tickets.Piece.NonEmptyListOf().ToArbitrary(), pieces =>
    {
        using var folder = new RecordsFolder();
        using var records = folder.Open();
        foreach (var piece in pieces) records.Merge([piece]);
        var expected = TicketMerge.Merge(pieces);
        Assert.Equal(TicketJson.Write(expected), TicketJson.Write(records.Find<Ticket>("s", "1")!));
        Assert.Equal(RecordInstants.NewestOf(expected)?.ToUnixTimeTicks(), records.NewestEvent?.ToUnixTimeTicks());
        Assert.Equal(RecordDocument.ParentOf(expected), records.MergeLinks().Select(link => link.Parent).SingleOrDefault());
        records.Merge(pieces);
        Assert.Single(records.ChangesAfter(0));
        return records.Merge([expected]).Unchanged == 1;
    }).Holds(tests: 30);

    [Fact]
    public void The_newest_event_can_be_taken_back()
    {
        using var records = _folder.Open();
        records.Merge([Tickets.Simple("1", At("a", 100)), Tickets.Simple("2", At("a", 50))]);
        records.Merge([Tickets.Simple("1", At("a", 10) with { Version = 1 })]);
        Assert.Equal(Second(50), records.NewestEvent);
    }

    [Fact]
    public void An_end_that_means_open_is_no_event()
    {
        using var records = _folder.Open();
        records.Merge([new Shift("s", "1") { Agent = "ann", Kind = ShiftKind.Available, FromAt = Second(4), UntilAt = Instant.FromUtc(9999, 12, 31, 0, 0) }]);
        Assert.Equal(Second(4), records.NewestEvent);
    }

    [Fact]
    public void Instants_of_the_profile_count_as_events()
    {
        using var records = _folder.Open();
        var profile = new TicketProfile { CreatedAt = Second(1), Closed = new StatedInstant(Second(7)) };
        records.Merge([new Ticket("s", "1") { Profile = profile }]);
        Assert.Equal(Second(7), records.NewestEvent);
    }

    [Fact]
    public void Merge_links_follow_the_latest_merge()
    {
        using var records = _folder.Open();
        records.Merge([Tickets.Simple("1", new Merged("m1", Second(1), "7")), Tickets.Simple("2", new Merged("m", Second(1), "2"))]);
        records.Merge([Tickets.Simple("1", new Merged("m2", Second(2), "8"))]);
        Assert.Equal([new MergeLink("s", "1", "8")], records.MergeLinks());
        records.Merge([Tickets.Simple("1", At("m1", 1) with { Version = 1 }, At("m2", 1) with { Version = 1 })]);
        Assert.Empty(records.MergeLinks());
    }

    [Fact]
    public void A_ticket_is_found_by_its_id_in_any_source()
    {
        using var records = _folder.Open();
        records.Merge([new Ticket("b", "1"), new Ticket("a", "1"), new Ticket("a", "2")]);
        Assert.Equal(["a", "b"], records.Find<Ticket>("1").Select(ticket => ticket.Source));
        Assert.Empty(records.Find<Ticket>("3"));
    }

    [Fact]
    public void A_batch_with_an_error_leaves_the_store_as_it_was()
    {
        using var records = _folder.Open();
        records.Merge([Tickets.Simple("1")]);
        _folder.Tamper("update record set document = 'x'");
        Assert.Throws<InvalidDataException>(() => records.Merge([Tickets.Simple("2"), Tickets.Simple("1")]));
        Assert.Equal(1, records.Position);
        Assert.Null(records.Find<Ticket>("s", "2"));
        Assert.Equal(1, records.Merge([Tickets.Simple("3")]).Created);
    }

    [Fact]
    public void A_damaged_document_is_named()
    {
        using var records = _folder.Open();
        records.Merge([Tickets.Simple("1"), Tickets.Simple("2")]);
        Assert.Empty(records.FindDamage());
        _folder.Tamper("update record set document = cast(replace(cast(document as text), 'of 2', 'of 9') as blob) where id = '2'");
        Assert.NotNull(records.Find<Ticket>("s", "1"));
        var message = "The record of ticket s/2 at position 2 is damaged: its checksum differs.";
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => records.Find<Ticket>("s", "2")).Message);
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => records.ChangesAfter(0).Count()).Message);
        Assert.Equal([message], records.FindDamage());
    }

    [Fact]
    public void Changes_are_read_while_a_writer_writes()
    {
        using var records = _folder.Open();
        records.Merge([.. Enumerable.Range(0, 3000).Select(number => Tickets.Simple($"{number}"))]);
        var read = 0;
        foreach (var change in records.ChangesAfter(0))
        {
            if (read++ == 500) records.Merge([.. Enumerable.Range(0, 3000).Select(number => Tickets.Simple($"{number}", At("later", 1)))]);
            Assert.InRange(change.Position, 1, 3000);
        }

        Assert.InRange(read, 501, 3000);
        Assert.Equal(3000, records.ChangesAfter(3000).Count());
    }

    [Fact]
    public void The_same_row_is_set_aside_once()
    {
        using var records = _folder.Open();
        var row = new RowProblem("f.csv", 7, $"it is empty", ",,");
        records.SetAside("s", [row, row]);
        records.SetAside("s", [row, row with { Line = 8 }]);
        Assert.Equal([row, row with { Line = 8 }], records.RowsSetAside());
    }

    [Fact]
    public void The_counts_say_what_there_is()
    {
        using var records = _folder.Open();
        records.Merge([new Ticket("b", "1"), new Ticket("a", "1"), new Ticket("a", "2")]);
        records.SetAside("a", [new RowProblem("f", 1, $"r", "c")]);
        var counts = records.Count();
        Assert.Equal((3L, null, 1L), (counts.Position, counts.NewestEvent, counts.SetAside));
        var tickets = RecordKind.Of(typeof(Ticket));
        Assert.Equal([new RecordCount(tickets, "a", 2L), new RecordCount(tickets, "b", 1L)], counts.Records);
    }

    [Fact]
    public void One_id_of_several_kinds_is_several_records()
    {
        using var records = _folder.Open();
        var pieces = RandomRecord.Kinds.Select(type => RandomRecord.Of(type, new Random(1))).Prepend<SourceRecord>(new Ticket("s", "1")).ToList();
        Assert.Equal(new MergeResult(16, 0, 0), records.Merge(pieces));
        Assert.Equal(new MergeResult(0, 0, 16), records.Merge(pieces));
        Assert.Equal(RecordKind.All, records.ChangesAfter(0).Select(change => RecordKind.Of(change.Record.GetType())));
        Assert.Equal(RecordKind.All.Select(kind => new RecordCount(kind, "s", 1)), records.Count().Records);
        Assert.Equal("1", records.Find<ExchangeRate>("s", "1")!.Id);
        Assert.Equal(["s"], records.OfKind<ArticleVote>().Select(vote => vote.Source));
        _folder.Tamper("update record set document = cast(document || ' ' as blob) where kind = 'article_vote'");
        Assert.Equal(["The record of article_vote s/1 at position 7 is damaged: its checksum differs."], records.FindDamage());
        Assert.Throws<InvalidDataException>(records.OfKind<ArticleVote>);
    }

    [Fact]
    public void The_newest_event_is_one_that_happened()
    {
        using var records = _folder.Open();
        records.Merge([
            new Call("s", "1") { Legs = [new CallLeg("1", Second(1)) { Holds = [new HoldSegment(Second(3), Second(4))], EndedAt = Second(2) }] },
            new Cost("s", "1") { FromOn = new LocalDate(2050, 1, 1), UntilOn = new LocalDate(2050, 2, 1), Amount = 1 },
            new Shift("s", "roster") { Agent = "a", Kind = ShiftKind.Scheduled, FromAt = Second(900), UntilAt = Second(999) },
            new Session("s", "gone") { StartedAt = Second(500), IsDeleted = true }]);
        Assert.Equal(Second(4), records.NewestEvent);
        records.Merge([new Shift("s", "worked") { Agent = "a", Kind = ShiftKind.Busy, FromAt = Second(5), UntilAt = Second(6) }]);
        Assert.Equal(Second(6), records.NewestEvent);
    }

    [Fact]
    public void The_file_of_a_newer_program_is_refused()
    {
        _folder.Open().Dispose();
        _folder.Tamper("pragma user_version = 99");
        Assert.Contains("newer Deskmeter", Assert.Throws<UsageException>(_folder.Open).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("create table other(x)")]
    [InlineData("pragma application_id = 5")]
    public void A_foreign_database_is_refused(string sql)
    {
        _folder.Tamper(sql);
        Assert.Contains("not a file of Deskmeter", Assert.Throws<UsageException>(_folder.Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_foreign_file_is_refused()
    {
        File.WriteAllText(Path.Combine(_folder.Folder, "records.db"), new string('x', 5000));
        Assert.Contains("not a file of Deskmeter", Assert.Throws<UsageException>(_folder.Open).Message, StringComparison.Ordinal);
    }

    private static Instant Second(int second) => Tickets.Start + Duration.FromSeconds(second);

    private static HandedOver At(string id, int second) => new HandedOver(id, Second(second));
}
