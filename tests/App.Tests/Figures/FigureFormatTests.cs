using Deskmeter.App.Figures;
using Deskmeter.App.Languages;
using Deskmeter.Facts;
using Deskmeter.Metrics;
using NodaTime;
using Xunit;

namespace Deskmeter.App.Tests.Figures;

public class FigureFormatTests
{
    private static readonly FigureFormat Text = new(Language.Of("en"), "EUR");
    private static readonly MetricCatalogue Catalogue = new(new FactSchema([]).All);

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(45.4, "45 s")]
    [InlineData(59.6, "1 min")]
    [InlineData(720, "12 min")]
    [InlineData(3569, "59 min")]
    [InlineData(3570, "1 h")]
    [InlineData(8040, "2 h 14 min")]
    [InlineData(172_769, "47 h 59 min")]
    [InlineData(172_770, "2 d")]
    [InlineData(273_600, "3 d 4 h")]
    [InlineData(-8040, "−2 h 14 min")]
    public void A_duration_has_its_two_largest_units(double seconds, string expected) =>
        Assert.Equal(expected, Text.Text(seconds, MetricUnit.Duration).Replace('\u00a0', ' '));

    [Theory]
    [InlineData(1800, "30 min")]
    [InlineData(167_400, "46 h 30 min")]
    [InlineData(554_400, "154 h")]
    [InlineData(5_878_800, "1,633 h")]
    public void Time_at_work_is_never_told_in_days(double seconds, string expected) => Assert.Equal(expected, Text.Work(seconds).Replace('\u00a0', ' '));

    [Theory]
    [InlineData(0.841, MetricUnit.Rate, "84.1 %")]
    [InlineData(-0.0004, MetricUnit.Rate, "0.0 %")]
    [InlineData(1289, MetricUnit.Count, "1,289")]
    [InlineData(-8, MetricUnit.Count, "−8")]
    [InlineData(4.018, MetricUnit.Ratio, "4.02")]
    [InlineData(67.44, MetricUnit.Ratio, "67.4")]
    [InlineData(4.18, MetricUnit.Money, "€4.18")]
    [InlineData(5760.4, MetricUnit.Money, "€5,760")]
    [InlineData(23, MetricUnit.Hour, "23–24 h")]
    [InlineData(7, MetricUnit.Weekday, "Sunday")]
    public void Every_unit_is_written_in_its_way(double value, MetricUnit unit, string expected) =>
        Assert.Equal(expected, Text.Text(value, unit).Replace('\u00a0', ' '));

    [Theory]
    [InlineData("nps_transactional", 12, "+12.0", "+12.0")]
    [InlineData("nps_transactional", -5, "−5.0", "−5.0")]
    [InlineData("nps_transactional", 0, "0.0", "0.0")]
    [InlineData("net_flow", 1200, "+1,200", "+1,200")]
    [InlineData("csat_score", 0.841, "84.1 %", "84 %")]
    public void A_difference_has_its_sign(string kpi, double value, string full, string brief)
    {
        var metric = Catalogue.Get(kpi);
        Assert.Equal((full, brief), (Text.Text(value, metric).Replace('\u00a0', ' '), Text.Short(value, metric).Replace('\u00a0', ' ')));
    }

    [Fact]
    public void Signs_part_from_the_dash_of_an_interval() => Assert.Equal("−4.0\u00a0\u2060–\u2060\u00a0+68.0", Text.Interval(-4, 68, Catalogue.Get("nps_transactional")));

    [Fact]
    public void No_line_parts_an_interval()
    {
        Assert.Equal("69\u2060–\u206074\u00a0%", Text.Interval(0.69, 0.74, Catalogue.Get("csat_score")));
        Assert.Equal("95\u00a0%:\u00a069\u2060–\u206074\u00a0%", FigureFormat.Whole($"95 %: {Text.Interval(0.69, 0.74, Catalogue.Get("csat_score"))}"));
    }

    [Theory]
    [InlineData(0.69, 0.74, "69–74 %")]
    [InlineData(0.05, 0.076, "5.0–7.6 %")]
    public void An_interval_has_decimals_only_where_it_is_small(double low, double high, string expected) =>
        Assert.Equal(expected, Text.Interval(low, high, MetricUnit.Rate).Replace('\u00a0', ' '));

    [Theory]
    [InlineData("en", "EUR", 4.18, "€4.18")]
    [InlineData("en", "TRY", -5760.4, "−TRY 5,760")]
    [InlineData("nl", "EUR", -5760.4, "−€ 5.760")]
    [InlineData("tr", "TRY", 4.18, "₺4,18")]
    [InlineData("ms", "MYR", 4.18, "RM4.18")]
    [InlineData("hu", "HUF", 5760.4, "5 760 Ft")]
    [InlineData("hu", "CHF", 4.18, "4,18 CHF")]
    public void Money_is_written_as_the_language_writes_its_currency(string language, string currency, double value, string expected) =>
        Assert.Equal(expected, new FigureFormat(Language.Of(language), currency).Text(value, MetricUnit.Money).Replace('\u00a0', ' '));

    [Theory]
    [InlineData("en", 0.841, "84.1 %")]
    [InlineData("nl", 0.841, "84,1 %")]
    [InlineData("hu", 0.841, "84,1 %")]
    [InlineData("ms", 0.841, "84.1 %")]
    [InlineData("tr", 0.841, "%84,1")]
    [InlineData("tr", -0.841, "−%84,1")]
    public void A_percent_sign_stands_where_the_language_puts_it(string language, double value, string expected) =>
        Assert.Equal(expected, new FigureFormat(Language.Of(language), null).Text(value, MetricUnit.Rate).Replace('\u00a0', ' '));

    [Fact]
    public void Percents_differ_by_points()
    {
        Assert.Equal("4.1\u00a0pts", Text.Difference(-0.041, MetricUnit.Rate));
        Assert.Equal(("0.03\u00a0pts", "0.0\u00a0pts"), (Text.Difference(0.0003, MetricUnit.Rate), Text.Difference(0, MetricUnit.Rate)));
    }

    [Theory]
    [InlineData("2026-11-11", "2026-11-18", "11–17\u00a0Nov")]
    [InlineData("2026-10-29", "2026-11-05", "29\u00a0Oct – 4\u00a0Nov")]
    [InlineData("2025-12-29", "2026-01-05", "29\u00a0Dec\u00a02025 – 4\u00a0Jan\u00a02026")]
    [InlineData("2025-10-29", "2025-11-05", "29\u00a0Oct – 4\u00a0Nov\u00a02025")]
    [InlineData("2016-03-01", "2016-04-01", "March 2016")]
    [InlineData("2016-01-01", "2017-01-01", "2016")]
    [InlineData("2026-11-17", "2026-11-18", "17\u00a0Nov")]
    public void A_range_names_its_last_day_and_no_year_that_goes_without_saying(string from, string to, string expected) =>
        AssertRange("en", from, to, expected);

    [Theory]
    [InlineData("2026-11-11", "2026-11-18", "nov.\u00a011. – nov.\u00a017.")]
    [InlineData("2025-10-29", "2025-11-05", "2025.\u00a0okt.\u00a029. – nov.\u00a04.")]
    [InlineData("2025-12-29", "2026-01-05", "2025.\u00a0dec.\u00a029. – 2026.\u00a0jan.\u00a04.")]
    public void Where_the_year_comes_first_the_first_date_names_it(string from, string to, string expected) => AssertRange("hu", from, to, expected);

    private static void AssertRange(string language, string from, string to, string expected)
    {
        var dates = new DateFormat(Language.Of(language), DateTimeZone.Utc, new LocalDate(2026, 11, 18));
        Assert.Equal(expected, dates.Range(MetricQueryText.Date("from", from), MetricQueryText.Date("to", to)));
    }
}
