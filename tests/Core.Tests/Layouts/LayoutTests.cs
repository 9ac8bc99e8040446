using Deskmeter.Facts;
using Deskmeter.Layouts;
using Deskmeter.Metrics;
using Xunit;

namespace Deskmeter.Core.Tests.Layouts;

public class LayoutTests
{
    private static readonly Layout Own = new("Morning", [new(1, "Fast", ["a", "b"]), new(2, "Good", ["c"]), new(3, "Later", [])]);

    [Fact]
    public void A_shipped_layout_has_figures_of_the_catalogue_each_once()
    {
        var catalogue = new MetricCatalogue(new FactSchema([]).All);
        Assert.Equal(["lead", "owner", "agent"], ShippedLayouts.All.Select(layout => layout.Name));
        Assert.All(ShippedLayouts.All, layout =>
        {
            Assert.All(layout.Kpis.Concat(layout.Sections.SelectMany(section => section.Reserve)), kpi => Assert.Null(catalogue.Get(kpi).By));
            Assert.Equal(layout.Kpis.Distinct(), layout.Kpis);
            Assert.Equal(Enumerable.Range(1, layout.Sections.Count), layout.Sections.Select(section => section.Id));
            Assert.All(layout.Sections, section => Assert.Equal(4, section.Kpis.Count));
        });
    }

    [Theory]
    [InlineData("b", true, "b a|c|")]
    [InlineData("a", true, "a b|c|")]
    [InlineData("b", false, "a|b c|")]
    [InlineData("c", true, "a b c||")]
    [InlineData("c", false, "a b||c")]
    [InlineData("gone", true, "a b|c|")]
    public void A_KPI_moves_a_place_and_beyond_its_section_into_the_next(string kpi, bool isUp, string expected) =>
        Assert.Equal(expected, Text(Own.WithMoved(kpi, isUp)));

    [Fact]
    public void A_step_names_what_it_changes_and_one_whose_section_is_gone_changes_nothing()
    {
        Assert.Equal("a b|c d|", Text(Own.With(2, "d")));
        Assert.Equal("a b|c|", Text(Own.With(2, "a")));
        Assert.Equal("a b|c|", Text(Own.With(9, "d")));
        Assert.Equal("a|c|", Text(Own.Without("b")));
        Assert.Equal("c|a b|", Text(Own.WithSectionMoved(2, isUp: true)));
        Assert.Equal("a b|c|", Text(Own.WithSectionMoved(9, isUp: true)));
        Assert.Equal("a b|c|", Text(Own.WithSectionMoved(1, isUp: true)));
        Assert.Equal("a b|", Text(Own.WithoutSection(2)));
        Assert.Equal(["Fast", "Sound", "Later"], Own.WithSectionRenamed(2, " Sound ").Sections.Select(section => section.Name));
        Assert.Equal((4, "More"), (Own.WithSection("More").Sections[^1].Id, Own.WithSection("More").Sections[^1].Name));
    }

    [Fact]
    public void There_is_an_end_to_sections_and_KPIs()
    {
        var full = Enumerable.Range(0, LayoutRules.MostKpis).Aggregate(Own with { Sections = [new(1, "All", [])] }, (layout, number) => layout.With(1, $"k{number}"));
        Assert.Equal("kpis", Assert.Throws<UsageException>(() => full.With(1, "more")).Field);
        var wide = Enumerable.Range(0, LayoutRules.MostSections).Aggregate(Own with { Sections = [] }, (layout, number) => layout.WithSection($"s{number}"));
        Assert.Equal("sections", Assert.Throws<UsageException>(() => wide.WithSection("more")).Field);
    }

    [Theory]
    [InlineData("  My\n\tmorning ", "My morning")]
    [InlineData("a\u0000b\u202Ec\u200Bd", "abcd")]
    [InlineData("<b>Fast</b>", "<b>Fast</b>")]
    [InlineData("e\u0301", "é")]
    [InlineData("👩\u200d💻", "👩\u200d💻")]
    public void A_name_is_one_line_of_letters_that_are_seen(string text, string expected) => Assert.Equal(expected, LayoutRules.Name(text));

    [Theory]
    [InlineData("")]
    [InlineData(" \u0007\u200E ")]
    public void What_has_no_letters_is_no_name(string text) => Assert.Equal("name", Assert.Throws<UsageException>(() => LayoutRules.Name(text)).Field);

    [Fact]
    public void A_name_has_an_end()
    {
        Assert.Throws<UsageException>(() => LayoutRules.Name(new string('x', LayoutRules.LongestName + 1)));
        Assert.Throws<UsageException>(() => LayoutRules.Name("\ud83d"));
        Assert.Equal(LayoutRules.LongestName, LayoutRules.Numbered(new string('x', 80), 12).Length);
    }

    private static string Text(Layout layout) => string.Join('|', layout.Sections.Select(section => string.Join(' ', section.Kpis)));
}
