using Deskmeter.App.Board;
using Deskmeter.App.Figures;
using Deskmeter.App.Languages;
using Deskmeter.Facts;
using Deskmeter.Metrics;
using NodaTime;
using Xunit;

namespace Deskmeter.App.Tests.Board;

public class BasisTests
{
    private static readonly MetricCatalogue Catalogue = new(new FactSchema([]).All);

    [Theory]
    [InlineData("cost_per_resolution", 9930.4, 904, "€9,930 over 904 tickets")]
    [InlineData("cost_per_ticket", 12.5, 1, "€12.50 over 1 ticket")]
    [InlineData("contacts_per_order", 901, 1809, "901 over 1,809 orders")]
    [InlineData("contacts_per_customer", 901, 930, "901 over 930 customers")]
    [InlineData("net_customer_change", 147, 13523, "147 of 13,523")] // customers of customers
    [InlineData("tickets_closed_per_agent", 714, 11, "714 over 11 agents")]
    [InlineData("tickets_closed_per_hour", 714, 1633.4, "714 over 1,633.4 hours")]
    [InlineData("agent_attrition_rate", 0, 1.2, "0 over 1.2 person-years")]
    [InlineData("concurrency", 7200, 5400, "2 h over 1 h 30 min")]
    [InlineData("consistency_score", 591.6, 682, "591.6 of 682 points")]
    [InlineData("occupancy", 7200, 9000, "2 h of 2 h 30 min")]
    [InlineData("occupancy", 4_320_000, 5_878_800, "1,200 h of 1,633 h")] // working days are not of 24 hours
    [InlineData("support_cost_ratio", 10724, 214480, "€10,724 of €214,480")]
    [InlineData("reopen_rate", 27, 704, "27 of 704")]
    [InlineData("channel_share", 605, 719, "605 of 719")]
    [InlineData("nps_relationship", 49, 134, null)] // promoters less detractors are no part of the answers
    [InlineData("quality_score", 30.2, 36, null)]
    public void A_figure_tells_what_was_divided_by_what(string kpi, double part, double whole, string? words) =>
        Assert.Equal(words, In("en").Of(Catalogue.Get(kpi), Row(part, whole))?.Replace('\u00a0', ' '));

    [Theory]
    [InlineData("cost_per_resolution", "904")]
    [InlineData("concurrency", "15 min")]
    [InlineData("reopen_rate", "936")]
    [InlineData("consistency_score", "936")]
    public void What_stands_behind_a_quotient_is_what_it_was_divided_by(string kpi, string size) =>
        Assert.Equal(size, In("en").Size(Catalogue.Get(kpi), Row(9930, 904)).Replace('\u00a0', ' '));

    [Theory]
    [InlineData("tr", "€9.930 / 904 talep")]
    [InlineData("ms", "EUR 9,930 bagi 904 tiket")]
    [InlineData("hu", "904 jegyre 9 930 EUR")]
    [InlineData("nl", "€ 9.930 over 904 tickets")]
    public void Every_language_says_it_in_its_way(string language, string words) =>
        Assert.Equal(words, In(language).Of(Catalogue.Get("cost_per_resolution"), Row(9930, 904))?.Replace('\u00a0', ' '));

    private static Basis In(string language) => new(Language.Of(language), new FigureFormat(Language.Of(language), "EUR"), Catalogue);

    private static MetricRow Row(double part, double whole) => new()
    {
        Kpi = "kpi",
        Definition = "kpi@1",
        Period = "total",
        From = new LocalDate(2026, 11, 1),
        To = new LocalDate(2026, 11, 8),
        Slice = new Dictionary<string, string?>(),
        Unit = MetricUnit.Rate,
        Value = part / whole,
        N = 936,
        Numerator = part,
        Denominator = whole,
    };
}
