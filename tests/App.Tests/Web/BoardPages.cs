using System.Reflection;
using Microsoft.AspNetCore.Components;
using Xunit;

namespace Deskmeter.App.Tests.Web;

/// <summary>
/// Every page that the server has, read from its components: a new one is in all tests of all pages by itself. An address with a place
/// or a record in it needs an example here; <c>{ticket}</c>, <c>{upload}</c>, <c>{import}</c>, <c>{layout}</c>, <c>{review}</c> and
/// <c>{reviewed}</c> stand for one of the world that is looked at.
/// </summary>
public static class BoardPages
{
    private static readonly string[] Examples =
    [
        "/kpi/first_response_time", "/kpi/csat_score?by=channel", "/kpi/unresolved_tickets", "/kpi/volume_by_channel?by=channel", "/kpis/edit?like=service_level", "/tickets/{ticket}?kpi=first_response_time",
        "/sources/uploads/{upload}", "/sources/imports/{import}", "/volume?period=12m", "/layouts/{layout}", "/?layout=owner", "/?layout=all", "/quality/reviews?{review}", "/quality/compare?{reviewed}", "/quality/review?{reviewed}",
    ];

    /// <summary>Pages that are nothing without the record that their address names, or that stand in for others.</summary>
    private static readonly string[] OfRecords = ["/missing", "/opening", "/quality/reviews", "/quality/compare"];

    /// <summary>The templates of all addresses, such as <c>/kpi/{Id}</c>.</summary>
    public static IReadOnlyList<string> Templates { get; } =
        [.. typeof(Server).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>An address of every page that answers, and of some of them in other states.</summary>
    public static IReadOnlyList<string> Found { get; } =
        [.. Templates.Select(Bare).Where(path => !path.Contains('{', StringComparison.Ordinal) && !OfRecords.Contains(path)), .. Examples];

    /// <summary>What cannot be shown, and says so.</summary>
    public static IReadOnlyList<string> Wrong { get; } = ["/nothing/here", "/tickets/nope", "/kpi/nope", "/?period=nope", "/layouts/999", "/quality/compare"];

    public static IReadOnlyList<string> All { get; } = [.. Found, .. Wrong];

    /// <summary>Pages with a chart that script draws.</summary>
    public static IReadOnlyList<string> WithCharts { get; } = ["/kpi/first_response_time", "/kpi/csat_score?by=channel", "/volume", "/live", "/wall"];

    /// <summary>The template without what may be left out.</summary>
    public static string Bare(string template) => template.IndexOf("/{", StringComparison.Ordinal) is >= 0 and var place && template.EndsWith("?}", StringComparison.Ordinal) ? template[..place] : template;
}

public class BoardPagesTests
{
    [Fact]
    public void Every_page_with_a_place_in_its_address_has_an_example()
    {
        Assert.Contains("/kpi/{Id}", BoardPages.Templates);
        Assert.All(BoardPages.Templates.Select(BoardPages.Bare).Where(path => path.Contains('{', StringComparison.Ordinal)), template =>
            Assert.Contains(BoardPages.Found, path => path.StartsWith(template[..template.IndexOf('{', StringComparison.Ordinal)], StringComparison.Ordinal) && !BoardPages.Templates.Contains(path)));
    }
}
