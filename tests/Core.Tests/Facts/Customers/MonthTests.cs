using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using NodaTime;
using Xunit;
using static Deskmeter.Core.Tests.Facts.Customers.CustomerStory;

namespace Deskmeter.Core.Tests.Facts.Customers;

public class MonthTests
{
    private static readonly FactContext ToJuly = new(new Dictionary<string, BusinessCalendar>()) { Horizon = new LocalDate(2024, 7, 1) };

    private static List<CustomerMonthFact> Months(CustomerStory story) => story.Facts(ToJuly).Months;

    [Fact]
    public void Every_first_of_a_month_as_a_customer_is_a_row_up_to_the_horizon()
    {
        Assert.Equal([2, 3, 4, 5, 6], Months(Known().Subscription("1", "2024-01-10")).Select(row => row.Month.Month));
        Assert.Equal([1, 2], Months(Known().Subscription("1", "2024-01-01", "2024-03-01")).Select(row => row.Month.Month));
        Assert.Equal([1, 2, 3], Months(Known().Subscription("1", "2024-01-01", "2024-03-02")).Select(row => row.Month.Month));
        Assert.All(Months(Known().Subscription("1", "2024-01-01", "2024-03-02")), row => Assert.Equal(Day("2024-03-02"), row.ActiveUntilOn));
        Assert.Empty(Known().Subscription("1", "2024-01-10").Facts().Months);
    }

    [Fact]
    public void Support_is_how_often_they_came_in_the_ninety_days_before()
    {
        var story = Known().Subscription("1", "2024-01-01").Ticket("1", "09:00").Ticket("2", "2 09:00").Ticket("3", "31 09:00")
            .Ticket("4", "31 10:00", change: made => made with { CustomerContacts = null });
        // 90 days before the 1st of April is the 2nd of January, and before the 1st of May the 1st of February.
        Assert.Equal(["none", "3+", "3+", "2", "none", "none"], Months(story).Select(row => row.SupportBand));
    }

    [Fact]
    public void The_last_answer_of_those_days_is_what_they_thought()
    {
        var story = Known().Subscription("1", "2024-01-01").Survey("1", "1-5", (5, "2 09:00")).Survey("2", "1-5", (3, "2024-03-15T09:00"), (4, "2024-03-14T09:00"))
            .Survey("3", "0-10", (0, "2024-03-20T09:00")).Change(survey => survey with { Kind = "nps" }).Survey("4", "0-1", (0, "2024-05-02T09:00"));
        Assert.Equal([null, "good", "good", "neutral", "neutral", "bad"], Months(story).Select(row => row.CsatBand));
    }

    [Fact]
    public void The_median_first_response_of_those_days_is_fast_within_four_hours_and_slow_after_a_day()
    {
        CustomerMonthFact February(params long?[] seconds)
        {
            var story = Known().Subscription("1", "2024-01-01");
            for (var index = 0; index < seconds.Length; index++)
            {
                var reply = seconds[index];
                story.Ticket($"{index}", "09:00", change: ticket => ticket with { FirstReplySeconds = reply });
            }

            return Months(story)[1];
        }

        Assert.Null(February().FirstResponseBand);
        Assert.Null(February(null, null).FirstResponseBand);
        Assert.Equal("fast", February(14_400).FirstResponseBand);
        Assert.Equal("day", February(14_401, 1, 86_400).FirstResponseBand);
        Assert.Equal("day", February(1, 86_400, null).FirstResponseBand);
        Assert.Equal("slow", February(86_401, 86_400, 86_402, 1, 90_000).FirstResponseBand);
    }
}
