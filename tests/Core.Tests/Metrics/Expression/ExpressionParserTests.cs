using Deskmeter.Metrics.Expression;
using Xunit;

namespace Deskmeter.Core.Tests.Metrics.Expression;

public class ExpressionParserTests
{
    [Theory]
    [InlineData("count()", "count()")]
    [InlineData("count(distinct customer where kind = vip and not is_known)", "count(distinct customer where ((kind = vip) and (not is_known)))")]
    [InlineData("count(where is_known)", "count(where is_known)")]
    [InlineData("median(a / b)", "median((a / b))")]
    [InlineData("percentile(wait_seconds, 0.9 where n > 0)", "percentile(wait_seconds, 0.9 where (n > 0))")]
    [InlineData("sum(a) / sum(b) - 1", "((sum(a) / sum(b)) - 1)")]
    [InlineData("1 - share(x = 1 or y = 2 and z = 3)", "(1 - share(((x = 1) or ((y = 2) and (z = 3)))))")]
    [InlineData("mean(a where b) * (max(c) - min(c))", "(mean(a where b) * (max(c) - min(c)))")]
    [InlineData("nps(score)", "nps(score)")]
    [InlineData("max(age(started_at))", "max(age(started_at))")]
    [InlineData("-sum(a) - -2", "((-1 * sum(a)) - -2)")]
    public void A_measure_becomes_its_tree(string text, string shown) => Assert.Equal(shown, Shown.Of(ExpressionParser.Measure(text)));

    [Theory]
    [InlineData("outcome <> answered", "(outcome <> answered)")]
    [InlineData("outcome != 'on hold'", "(outcome <> 'on hold')")]
    [InlineData("name = 'it''s'", "(name = 'it''s')")]
    [InlineData("a is null or b is not null", "((a is null) or (b is not null))")]
    [InlineData("status in (new, open, 'on hold')", "(status in (new, open, 'on hold'))")]
    [InlineData("status not in (new)", "(not (status in (new)))")]
    [InlineData("not a and b", "((not a) and b)")]
    [InlineData("not (a or b)", "(not (a or b))")]
    [InlineData("a + 1 * 2 >= 3", "((a + (1 * 2)) >= 3)")]
    [InlineData("wait <= $window and flag = true", "((wait <= $window) and (flag = true))")]
    [InlineData("paid_on >= period_start", "(paid_on >= period_start)")]
    [InlineData("x in (-1, 2)", "(x in (-1, 2))")]
    public void A_condition_becomes_its_tree(string text, string shown) => Assert.Equal(shown, Shown.Of(ExpressionParser.Condition(text)));

    [Theory]
    [InlineData("tickets_created / total(tickets_created)", "(tickets_created / total(tickets_created))")]
    [InlineData("k / baseline(k, 8) - 1", "((k / baseline(k, 8)) - 1)")]
    [InlineData("argmax(k / open_hours(hour), hour)", "argmax((k / open_hours(hour)), hour)")]
    [InlineData("1 - spread(resolution_time, agent, topic)", "(1 - spread(resolution_time, agent, topic))")]
    [InlineData("clamp(50 + 10 * zscore(csat_score, 12), 0, 100)", "clamp((50 + (10 * zscore(csat_score, 12))), 0, 100)")]
    [InlineData("leavers / ((at_start(headcount) + headcount) / 2) * 365 / days()", "(((leavers / ((at_start(headcount) + headcount) / 2)) * 365) / days())")]
    [InlineData("k - previous(k) * $weight", "(k - (previous(k) * $weight))")]
    public void A_formula_becomes_its_tree(string text, string shown) => Assert.Equal(shown, Shown.Of(ExpressionParser.Formula(text)));

    [Theory]
    [InlineData("20s", 20)]
    [InlineData("20 s", 20)]
    [InlineData("30min", 1800)]
    [InlineData("72h", 259200)]
    [InlineData("7d", 604800)]
    [InlineData("1 d", 86400)]
    [InlineData("1.5 h", 5400)]
    [InlineData("8w", 4838400)]
    [InlineData("2 weeks", 1209600)]
    public void A_duration_is_its_seconds(string text, double seconds)
    {
        var node = Assert.IsType<BinaryNode>(ExpressionParser.Condition($"x <= {text} and y")).Left;
        Assert.Equal(new NumberNode(5, seconds, IsDuration: true), Assert.IsType<BinaryNode>(node).Right);
        Assert.Equal(new Quantity(seconds, true), Quantity.Parse(text));
    }

    [Theory]
    [InlineData("-3", "-3")]
    [InlineData("0.9", "0.9")]
    [InlineData("1800s", "30min")]
    [InlineData("168h", "1w")]
    [InlineData("36h", "36h")]
    [InlineData("90s", "90s")]
    [InlineData("0s", "0s")]
    public void A_quantity_is_written_as_it_is_read(string text, string written) => Assert.Equal(written, Quantity.Parse(text).ToString());

    [Theory]
    [InlineData("median(x", 8, "')' is expected, the end was found.")]
    [InlineData("median()", 7, "A column, a number, an aggregate or '(' is expected, ')' was found.")]
    [InlineData("medians(x)", 0, "There is no aggregate 'medians'. Did you mean 'median'?")]
    [InlineData("sum(x) sum(y)", 7, "An operator or the end is expected, 'sum' was found.")]
    [InlineData("count(x)", 6, "'distinct' and a column, 'where' or ')' is expected, 'x' was found.")]
    [InlineData("percentile(x, 90)", 14, "A fraction between 0 and 1, such as 0.9, is expected, '90' was found.")]
    [InlineData("sum(x) + 7x", 9, "'7x': 'x' is no unit of time; known: s, min, h, d or w.")]
    [InlineData("sum(x) § 2", 7, "'§' means nothing here.")]
    [InlineData("count(where a = 'x)", 16, "The quoted text has no end: a ' is missing.")]
    [InlineData("sum($)", 4, "After '$' the name of a parameter is expected.")]
    public void A_fault_is_named_with_its_place(string text, int position, string message)
    {
        var error = Assert.Throws<ExpressionException>(() => ExpressionParser.Measure(text));
        Assert.Equal((position, message), (error.Position, error.Message));
    }

    [Theory]
    [InlineData("a AND b", 2, "and")]
    [InlineData("a is NULL", 5, "null")]
    public void A_keyword_in_capitals_is_offered_as_it_is_written(string text, int position, string near)
    {
        var error = Assert.Throws<ExpressionException>(() => ExpressionParser.Condition(text));
        Assert.Equal((position, near), (error.Position, error.Near));
    }

    [Theory]
    [InlineData("totl(k)", 0, "There is no function 'totl'. Did you mean 'total'?")]
    [InlineData("baseline(k)", 10, "',' of baseline(kpi, span) is expected, ')' was found.")]
    [InlineData("baseline(k, 0)", 12, "A whole number from 1 in baseline(kpi, span) is expected, '0' was found.")]
    [InlineData("total(1)", 6, "A KPI in total(kpi) is expected, '1' was found.")]
    [InlineData("argmax(k, 'hour')", 10, "A slice in argmax(formula, slice) is expected, 'hour' was found.")]
    [InlineData("days(k)", 5, "')' of days() is expected, 'k' was found.")]
    [InlineData("a > b", 2, "An operator or the end is expected, '>' was found.")]
    [InlineData("median(x)", 0, "There is no function 'median'. Known: total, previous, at_start, baseline, argmax, spread, zscore, allocated, open_hours, days, clamp.")]
    public void A_fault_in_a_formula_is_named_with_its_place(string text, int position, string message)
    {
        var error = Assert.Throws<ExpressionException>(() => ExpressionParser.Formula(text));
        Assert.Equal((position, message), (error.Position, error.Message));
    }

    [Fact]
    public void Neither_depth_nor_length_exhausts_the_stack()
    {
        Assert.Throws<ExpressionException>(() => ExpressionParser.Measure(new string('(', 3000)));
        Assert.Throws<ExpressionException>(() => ExpressionParser.Condition(string.Concat(Enumerable.Repeat("not ", 900)) + "a"));
        Assert.Throws<ExpressionException>(() => ExpressionParser.Measure("1" + string.Concat(Enumerable.Repeat(" + 1", 9000))));
    }
}
