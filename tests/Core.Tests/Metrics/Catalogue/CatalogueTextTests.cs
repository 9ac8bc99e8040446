using System.Text.Json;
using Deskmeter.Facts;
using Deskmeter.Metrics;
using Xunit;

namespace Deskmeter.Core.Tests.Metrics.Catalogue;

public class CatalogueTextTests
{
    private static readonly MetricCatalogue Catalogue = new(new FactSchema([]).All);

    private static readonly JsonElement Texts = JsonDocument.Parse(File.ReadAllText(Checkout.Path("src/App/Languages/en.json"))).RootElement;

    public static TheoryData<string> Ids => [.. Catalogue.Ids];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_kpi_has_its_name_definition_needs_edge_cases_and_advice(string id)
    {
        var texts = Texts.GetProperty("kpi").GetProperty(id);
        Assert.All(["name", "definition", "needs", "edge", "advice"], part => Assert.NotEqual("", texts.GetProperty(part).GetString()));
    }

    [Fact]
    public void No_text_is_left_of_a_kpi_that_is_gone() =>
        Assert.Equal(Catalogue.Ids.Order(), Texts.GetProperty("kpi").EnumerateObject().Select(kpi => kpi.Name).Order());

    [Fact]
    public void Every_family_date_and_actor_of_the_catalogue_has_a_word()
    {
        foreach (var metric in Catalogue.All)
        {
            Assert.True(Texts.GetProperty("family").TryGetProperty(metric.Family, out _), metric.Family);
            if (metric.DatedBy is Dating.At at) Assert.True(Texts.GetProperty("anchor").TryGetProperty(at.Anchor, out _), at.Anchor);
            if (metric.Attribution is { } actor) Assert.True(Texts.GetProperty("actor").TryGetProperty(actor, out _), actor);
        }
    }
}
