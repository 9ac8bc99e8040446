using Deskmeter.Core.Tests.Metrics.Engine;
using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using Deskmeter.Metrics.Explanation;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Metrics.Explanation;

/// <summary>What became of each of a few rows, worked out by hand.</summary>
public sealed class FigureExplanationTests : IDisposable
{
    private readonly EngineWorld _world = new() { Now = Instant.FromUtc(2024, 2, 1, 12, 0) };

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Each_answer_is_counted_or_left_out_for_the_first_reason_that_holds()
    {
        _world.Kpi("good", "fact: answer\ndated_by: answered\nparams: {window: 7d}\nmatures_after: $window\nmeasure: share(is_top)\nwhere: kind = csat and customer is not null\nunit: rate\nbetter: higher")
            .Add(_world.Schema.Answer, Answer("1", "2024-01-10", "csat", isTop: true))
            .Add(_world.Schema.Answer, Answer("2", "2024-01-11", "csat"))
            .Add(_world.Schema.Answer, Answer("3", "2024-01-12", "nps"))
            .Add(_world.Schema.Answer, Answer("4", "2024-01-13", "ces"))
            .Add(_world.Schema.Answer, Answer("5", "2024-01-13", "nps"))
            .Add(_world.Schema.Answer, Answer("6", "2024-01-14", "csat", customer: null))
            .Add(_world.Schema.Answer, Answer("7", "2024-01-30", "csat"))
            .Add(_world.Schema.Answer, Answer("8", "2024-01-30", "nps"))
            .Add(_world.Schema.Answer, Answer("9", "2024-02-02", "csat"))
            .Add(_world.Schema.Answer, Answer("10", "2024-03-01", "csat"))
            .Add(_world.Schema.ExcludedRecord, new ExcludedRecordFact { Record = "survey/s/11", Kind = "survey", Reason = "deleted", Excluded = EngineWorld.At("2024-01-05") })
            .Add(_world.Schema.ExcludedRecord, new ExcludedRecordFact { Record = "order/s/12", Kind = "order", Reason = "unpaid", Excluded = EngineWorld.At("2024-01-05") });
        var told = _world.Explain("kpi=good from=2024-01-01 to=2024-03-01");

        Assert.Equal((0.5, 2L, 1L), (told.Answer.Rows[0].Value, told.Answer.Rows[0].N, told.Answer.Rows[0].Pending));
        Assert.Equal(["survey s 2 0", "survey s 1 1"], told.Counted!.Rows.Select(row => $"{row.Kind} {row.Source} {row.Id} {row.Value}"));
        Assert.Equal(
            [
                "AfterAsOf: 1 of 9", "Condition kind is 'nps': 3 of 8 5 3", "Condition kind is 'ces': 1 of 4",
                "Condition customer is unknown: 1 of 6", "Pending: 1 of 7", "Excluded deleted: 1 of 11",
            ],
            told.LeftOut.Select(Line));
        Assert.Equal(["kind = 'csat'", "kind = 'csat'", "customer is not null"], told.LeftOut.Select(rows => rows.Condition).OfType<string>());
        Assert.Equal(["share(is_top)"], told.Counted.Terms.Select(term => term.Text));
    }

    [Fact]
    public void A_row_without_the_date_is_said_to_have_none_when_it_began_in_the_range()
    {
        _world.Ticket("2024-01-01", ticket => ticket with { FirstReply = EngineWorld.At("2024-01-02"), FirstReplyTime = EngineWorld.Hours(24) })
            .Ticket("2024-01-03")
            .Ticket("2023-12-30")
            .Ticket("2024-01-04", ticket => ticket with { FirstReply = EngineWorld.At("2024-01-05") })
            .Ticket("2024-01-05", ticket => ticket with { FirstReply = EngineWorld.At("2024-02-05") });
        var told = _world.Explain("kpi=first_response_time from=2024-01-01 to=2024-02-01");
        Assert.Equal(["T0"], told.Counted!.Rows.Select(row => row.Id));
        Assert.Equal(["NoValue first_reply_seconds is unknown: 1 of T3", "NotDated first_reply has not happened: 1 of T1"], told.LeftOut.Select(Line));
    }

    [Fact]
    public void Of_several_aggregates_each_says_how_many_rows_it_takes_and_each_row_which_take_it()
    {
        _world.Kpi("repeat", """
            fact: contact
            dated_by: started
            params: {window: 7d}
            measure: count(distinct customer where next_any_contact_seconds <= $window) / count(distinct customer)
            where: is_known
            unit: rate
            """);
        Contact("a", 3600);
        Contact("a", null);
        Contact("b", 864000);
        Contact(null, 60);
        var told = _world.Explain("kpi=repeat from=2024-01-01 to=2024-02-01");
        Assert.Equal(0.5, told.Answer.Rows[0].Value);
        Assert.Equal(
            ["count(distinct customer where next_any_contact_seconds <= $window) 1", "count(distinct customer) 3"],
            told.Counted!.Terms.Select(term => $"{term.Text} {term.Rows}"));
        Assert.Equal(["0,1", "1", "1"], told.Counted.Rows.OrderByDescending(row => row.Terms.Count).Select(row => string.Join(',', row.Terms)));
        Assert.Equal([1, 0, 0], told.Counted.Rows.Select(row => row.Value).OrderDescending());
        Assert.Equal(["NoValue customer is unknown: 1 of T4"], told.LeftOut.Select(Line));

        void Contact(string? customer, long? next)
        {
            var place = _contacts++;
            _world.Add(_world.Schema.Contact, new ContactFact
            {
                CustomerUnit = $"u{place}",
                Record = $"ticket/s/T{place + 1}",
                Kind = "ticket",
                Slices = new(),
                Customer = customer,
                IsKnown = true,
                Started = EngineWorld.At($"2024-01-{10 + place}"),
                NextAnyContactSeconds = next,
            });
        }
    }

    private int _contacts;

    [Fact]
    public void A_stock_counts_what_is_there_at_the_end_of_the_range()
    {
        _world.Span("2023-12-01", "2024-01-05").Span("2023-12-02", "2024-02-03").Span("2024-01-20", null, Stage.Solved).Span("2024-01-31T23:00", null);
        var told = _world.Explain("kpi=unresolved_tickets from=2024-01-01 to=2024-02-01");
        Assert.Equal(["T3", "T1"], told.Counted!.Rows.Select(row => row.Id));
        Assert.Equal(["Condition status is 'solved': 1 of T2"], told.LeftOut.Select(Line));
    }

    [Fact]
    public void A_formula_is_written_out_with_the_values_of_its_parts_and_each_part_is_explained()
    {
        _world.Kpi("growth", "formula: (tickets_created - previous(tickets_created)) / total(tickets_created) * 100\nunit: ratio")
            .Ticket("2024-01-01").Ticket("2024-01-02").Ticket("2024-01-03").Ticket("2023-12-03");
        var told = _world.Explain("kpi=growth from=2024-01-01 to=2024-02-01");
        Assert.Equal(["(tickets_created 3 - previous(tickets_created) 1) / total(tickets_created) 3 * 100"], told.Calculations);
        Assert.Null(told.Counted);
        // The total over the same range is the same figure, so it is explained once.
        Assert.Equal([(null, 3), ("previous(tickets_created)", 1)], told.Parts.Select(part => (part.Role, part.Counted!.Rows.Count)));
    }

    [Fact]
    public void Stocks_at_the_start_and_usual_days_are_explained_in_the_ranges_that_they_look_at()
    {
        _world.Kpi("change", "formula: (unresolved_tickets - at_start(unresolved_tickets)) / baseline(tickets_created, 4)\nunit: ratio")
            .Span("2023-12-30", "2024-01-05").Span("2024-01-02", null)
            .Ticket("2023-12-25");
        var told = _world.Explain("kpi=change from=2024-01-01 to=2024-01-08");
        Assert.Equal(
            ["2024-01-01 2024-01-08 1", "2023-12-31 2024-01-01 1", "2023-12-04 2024-01-01 1"],
            told.Parts.Select(part => $"{part.Answer.Query.From:yyyy-MM-dd} {part.Answer.Query.To:yyyy-MM-dd} {part.Counted!.Total}"));
    }

    [Fact]
    public void Rows_of_protected_people_are_never_listed_nor_counted_by_reason()
    {
        _world.Kpi("mood", "fact: answer\ndated_by: answered\nmeasure: mean(score)\nwhere: kind = esat\nmin_group: 5\nunit: score");
        for (var i = 1; i <= 6; i++) _world.Add(_world.Schema.Answer, Answer($"{i}", $"2024-01-{10 + i}", "esat"));
        var told = _world.Explain("kpi=mood from=2024-01-01 to=2024-02-01");
        Assert.Equal(6, told.Answer.Rows[0].N);
        Assert.True(told.IsWithheld);
        Assert.Null(told.Counted);
        Assert.Empty(told.LeftOut);
    }

    private static string Line(LeftOutRows rows) =>
        $"{rows.Reason}{(rows.Detail is null ? "" : $" {rows.Detail}")}: {rows.Count} of {string.Join(' ', rows.Examples.Select(row => row.Id))}";

    private static AnswerFact Answer(string id, string at, string kind, bool isTop = false, string? customer = "ann") => new()
    {
        CustomerUnit = id,
        Record = $"survey/s/{id}",
        Slices = new(),
        Kind = kind,
        Scale = "1-5",
        Customer = customer,
        Answered = EngineWorld.At(at),
        Score = 4,
        IsTop = isTop,
    };
}
