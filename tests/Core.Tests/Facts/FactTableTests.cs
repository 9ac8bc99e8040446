using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using Deskmeter.Store;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Facts;

public class FactTableTests
{
    [Fact]
    public void A_fact_becomes_columns_of_anchors_actors_clocks_and_slices()
    {
        var table = new FactSchema(["plan"]).Ticket;
        Assert.Equal("conversation", table.Table.Unit.Name);
        string[] expected =
        [
            "created_at", "created_on", "created_hour", "first_reply_seconds", "first_reply_business_seconds", "resolver_id",
            "resolver_team", "channel", "tags", "is_returning", "plan", "handed_over_at",
        ];
        Assert.All(expected, name => Assert.NotNull(table.Find(name)));
        Assert.Null(table.Find("handed_over_at_on"));
        Assert.Equal(table.Columns.Count, table.Columns.Select(column => column.Name).Distinct().Count());
    }

    [Fact]
    public void An_anchor_has_its_local_date_and_hour()
    {
        var table = new FactSchema([]).StatusSpan;
        var batch = new TableBatch(table.Table);
        var span = new StatusSpanFact
        {
            Conversation = "s/1",
            TicketId = "1",
            Slices = new TicketSlices(),
            Status = Stage.Hold,
            From = Instant.FromUtc(2024, 3, 31, 22, 30),
            Span = new Elapsed(60, null),
        };
        table.Append(span, batch, DateTimeZoneProviders.Tzdb["Europe/Amsterdam"]);
        int At(string name) => table.Columns.Select((column, index) => (column, index)).Single(pair => pair.column.Name == name).index;
        Assert.Equal(1, batch.Count);
        Assert.Equal(19814, ((ColumnBuffer<int>)batch.Columns[At("from_on")]).Values[0]); // 2024-04-01
        Assert.Equal(0, ((ColumnBuffer<int>)batch.Columns[At("from_hour")]).Values[0]);
        Assert.False(batch.Columns[At("until_at")].Valid[0]);
        Assert.Equal(60, ((ColumnBuffer<long>)batch.Columns[At("seconds")]).Values[0]);
        Assert.False(batch.Columns[At("business_seconds")].Valid[0]);
        Assert.Equal("hold", ((TextBuffer)batch.Columns[At("status")])[0]);
    }
}
