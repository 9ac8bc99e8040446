using Deskmeter.App.Frame;
using Xunit;

namespace Deskmeter.App.Tests.Web;

public class SectionsTests
{
    [Theory]
    [InlineData("/", "/"), InlineData("/layouts/3", "/"), InlineData("/kpi/csat_score", "/kpis"), InlineData("/kpis/edit", "/kpis"), InlineData("/quality/calibration", "/quality")]
    [InlineData("/sources/imports/1", "/sources"), InlineData("/settings/calendar", "/settings"), InlineData("/tickets/7", null), InlineData("/nothing/here", null)]
    public void A_page_belongs_to_the_section_that_its_address_begins_with(string page, string? section) => Assert.Equal(section, Sections.Of(page)?.Path);
}
