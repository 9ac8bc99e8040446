using Deskmeter.Helpdesk;
using Deskmeter.Records;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Records;

/// <summary>Files that older programs wrote.</summary>
public sealed class RecordSchemaTests : IDisposable
{
    // As version 1 made it, word for word.
    private const string Version1 =
        """
        pragma journal_mode = wal;
        create table record(
            position integer primary key,
            kind text not null,
            source text not null,
            id text not null,
            customer text,
            newest integer,
            format integer not null,
            checksum integer not null,
            document blob not null);
        create unique index record_key on record(kind, id, source);
        create index record_customer on record(customer) where customer is not null;
        create table merge_link(source text not null, child text not null, parent text not null, primary key(source, child))
            without rowid;
        create table set_aside(
            place integer primary key,
            key blob not null unique,
            source text not null,
            file text not null,
            line integer not null,
            reason text not null,
            content text not null);
        create table state(one integer primary key check(one = 1), position integer not null, newest integer);
        insert into state values(1, 1203, null);
        pragma application_id = 1685285741; pragma user_version = 1;
        """;

    private readonly RecordsFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_of_version_1_is_brought_up_to_date()
    {
        var at = Instant.FromUtc(2024, 1, 31, 12, 0);
        List<Ticket> tickets = [.. Enumerable.Range(1, 1200).Select(number => new Ticket("s", $"{number}"))];
        tickets.Add(new Ticket("s", "stated") { Profile = new TicketProfile { Customer = " Ann@Shop.example" } });
        tickets.Add(new Ticket("s", "wrote") { Events = [new MessageSent("m", at) { By = new Actor(ActorClass.Customer, "ann@shop.example") }] });
        _folder.Tamper(Version1 + string.Concat(tickets.Select((ticket, place) => Row(ticket, place + 1))));
        _folder.Tamper(Row(new Ticket("s", "damaged"), 1203) + "update record set document = 'x' where id = 'damaged'");

        for (var opening = 0; opening < 2; opening++)
        {
            using var records = _folder.Open();
            Assert.Equal(["stated", "wrote"], records.OfCustomer(["ann@shop.example"]).Select(record => record.Id));
            Assert.Equal(1202, records.ChangesAfter(0).Take(1202).Count());
            Assert.Single(records.FindDamage());
        }

        using var again = _folder.Open();
        Assert.Equal(new MergeResult(1, 0, 1), again.Merge([tickets[^1], new Order("s", "1") { Customer = "ann@shop.example" }]));
        Assert.Equal(3, again.OfCustomer(["ann@shop.example"]).Count);
    }

    private static string Row(Ticket ticket, int position)
    {
        var document = TicketJson.Write(ticket);
        var customer = ticket.Profile?.Customer is { } stated ? $"'{stated}'" : "null";
        return $"insert into record values({position}, 'ticket', 's', '{ticket.Id}', {customer}, null, 1, "
            + $"{RecordDocument.ChecksumOf(document)}, x'{Convert.ToHexString(document)}');\n";
    }
}
