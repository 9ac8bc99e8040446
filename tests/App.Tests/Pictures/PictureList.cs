using Deskmeter.App.Frame;
using Deskmeter.App.Languages;
using Deskmeter.App.Tests.Web;
using Microsoft.Playwright;

namespace Deskmeter.App.Tests.Pictures;

/// <summary>The pictures of the gallery: each page once, and some of them narrow, wide, dark and in each language.</summary>
public static class PictureList
{
    private static readonly Picture[] Chosen =
    [
        new("overview", "/", "Overview: what a team lead looks at, with change, target, pace and sample"),
        new("overview-owner", "/?layout=owner", "The overview of who pays for it"),
        new("layout", "/layouts/{layout}", "An overview of one's own"),
        new("kpi-duration", "/kpi/first_response_time?period=13w", "A KPI: why it changed, for whom, and the tickets behind it"),
        new("kpi-rate", "/kpi/reopen_rate", "A rate with its interval"),
        new("kpi-count", "/kpi/tickets_created?by=topic", "A count, by topic"),
        new("kpi-score", "/kpi/nps_relationship?period=12m", "A net promoter score"),
        new("kpi-money", "/kpi/cost_per_resolution", "Money"),
        new("kpi-stock", "/kpi/unresolved_tickets", "A stock, counted at the end of each day"),
        new("kpi-by", "/kpi/volume_by_channel?by=channel", "A KPI that is a breakdown"),
        new("live", "/live", "Live: who waits now"),
        new("wall", "/wall", "The wall screen") { Width = 1920, Scheme = ColorScheme.Dark },
        new("volume", "/volume", "Volume: when customers write"),
        new("topics", "/topics", "Topics"),
        new("articles", "/articles", "Articles of the help centre"),
        new("surveys", "/surveys?period=last_month", "Surveys, comments, and who waits for a call back"),
        new("money", "/money?period=last_month", "Money: what support costs and brings"),
        new("team", "/team?period=last_month", "Team and agents"),
        new("quality", "/quality?period=last_month", "Quality: what reviews say, and what waits for one"),
        new("quality-review", "/quality/review?{reviewed}", "A ticket is reviewed by a scorecard"),
        new("quality-saved", "/quality/reviews?{review}", "A review"),
        new("quality-calibration", "/quality/calibration?period=12m", "How far reviewers agree"),
        new("quality-compare", "/quality/compare?{compared}", "Two reviews of one ticket"),
        new("quality-scorecards", "/quality/scorecards", "Scorecards"),
        new("catalogue", "/kpis", "The catalogue of all KPIs"),
        new("kpi-editor", "/kpis/edit?like=service_level", "A KPI of one's own"),
        new("targets", "/targets", "Targets and benchmarks"),
        new("sources", "/sources", "Sources: what came in, and what could not be read"),
        new("upload", "/sources/uploads/{upload}", "A file that was sent: its columns are guessed and confirmed"),
        new("import", "/sources/imports/{import}", "An import, with the rows that were set aside"),
        new("settings", "/settings", "Settings: zone, currency, calendars"),
        new("calendar", "/settings/calendar", "A calendar"),
        new("ticket", "/tickets/{ticket}", "A ticket: its clocks to scale, and what every event did to them"),
        new("empty", "/", "A folder without data says what to do") { Folder = ShownFolder.Empty },
        new("opening", "/opening", "After an upgrade the figures are built again, and every page says how far they are") { Folder = ShownFolder.Opening },
        new("missing", "/nothing/here", "An address that there is not"),
    ];

    private static readonly string[] Narrow = ["overview", "kpi-duration", "live", "ticket"];
    private static readonly string[] Wide = ["overview", "kpi-duration", "volume"];
    private static readonly string[] Dark = ["overview", "kpi-duration", "volume"];

    /// <summary>Every page once, those that nobody chose a picture of too; only one with a place in its address needs an example above.</summary>
    public static IReadOnlyList<Picture> Pages { get; } = [.. Chosen, .. BoardPages.Templates.Where(template => !IsShown(template) && !BoardPages.Bare(template).Contains('{', StringComparison.Ordinal)).Select(Plain)];

    public static IReadOnlyList<Picture> All { get; } =
    [
        .. Pages,
        .. Narrow.Select(name => Of(name) with { Name = $"{name}-360", Width = 360 }),
        .. Wide.Select(name => Of(name) with { Name = $"{name}-2560", Width = 2560 }),
        .. Dark.Select(name => Of(name) with { Name = $"{name}-dark", Scheme = ColorScheme.Dark }),
        .. Language.Cultures.Where(culture => culture != "en").Select(culture => Of("kpi-duration") with { Name = $"kpi-duration-{culture}", Culture = culture }),
    ];

    /// <summary>There is a picture of a page with this template.</summary>
    public static bool IsShown(string template) => template == "/missing" || Chosen.Any(picture => Fits(BoardPages.Bare(template), picture.Path.Split('?')[0]));

    private static Picture Of(string name) => Chosen.Single(picture => picture.Name == name);

    private static Picture Plain(string template)
    {
        var path = BoardPages.Bare(template);
        var name = path.Trim('/').Replace('/', '-');
        var section = Sections.All.FirstOrDefault(each => each.Path == path);
        return new Picture(name, path, section is null ? char.ToUpperInvariant(name[0]) + name[1..].Replace('-', ' ') : Language.Of("en")[section.Text]);
    }

    private static bool Fits(string template, string path)
    {
        var (wanted, there) = (template.Split('/'), path.Split('/'));
        return wanted.Length == there.Length && wanted.Zip(there).All(pair => pair.First == pair.Second || pair.First.StartsWith('{'));
    }
}
