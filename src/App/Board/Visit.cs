using Deskmeter.Access;
using Deskmeter.App.Figures;
using Deskmeter.App.Languages;
using Deskmeter.Metrics;
using Deskmeter.Metrics.Changes;
using Deskmeter.Workspaces;
using NodaTime;

namespace Deskmeter.App.Board;

/// <summary>One look at one page: who looks, at what (from the address), in which language, as of when.</summary>
public sealed class Visit
{
    /// <summary>Reads the visit from a request.</summary>
    /// <param name="workspace">What is looked at.</param>
    /// <param name="request">Whose address says what of it.</param>
    /// <param name="now">The instant up to which is counted where the address names none; null: the workspace's own.</param>
    /// <exception cref="UsageException">The address asks for something that there is not.</exception>
    public Visit(Workspace workspace, HttpRequest request, Instant? now = null)
    {
        Workspace = workspace;
        Request = request;
        Language = LanguageChoice.Of(request);
        Text = new FigureFormat(Language, workspace.Settings.Currency);
        var newest = now ?? workspace.DefaultAsOf;
        State = BoardState.Read(request.Query, (zone, asOf) => (asOf ?? newest).InZone(ZoneOf(zone)).Date, StandardClock);
        Check(State.Where);
        AsOf = State.AsOf ?? newest;
        Zone = ZoneOf(State.Zone);
        Dates = new DateFormat(Language, Zone, AsOf.InZone(Zone).Date);
    }

    public Workspace Workspace { get; }

    public HttpRequest Request { get; }

    /// <summary>Who looks.</summary>
    public Viewer Viewer { get; init; } = Viewer.Owner;

    public Language Language { get; }

    /// <summary>How numbers are written.</summary>
    public FigureFormat Text { get; }

    /// <summary>How dates are written.</summary>
    public DateFormat Dates { get; }

    public BoardState State { get; }

    /// <summary>Nothing after this counts; one instant for all questions of a page.</summary>
    public Instant AsOf { get; }

    public DateTimeZone Zone { get; }

    /// <summary>The first day of which records are kept; null when none were ever removed.</summary>
    public LocalDate? KeptFrom => Workspace.KeptFrom is { } from ? (from - Duration.Epsilon).InZone(Zone).Date.PlusDays(1) : null;

    /// <summary>The clock when none is named: business hours as soon as there is a calendar.</summary>
    public Clock StandardClock => Workspace.Settings is { DefaultCalendar: null, TeamCalendars.Count: 0 } ? Clock.Calendar : Clock.Business;

    /// <summary>What the address says of a word of this page; null: nothing.</summary>
    public string? Word(string word) => BoardState.Word(Request.Query, word);

    /// <summary>Asks the engine, as of this visit.</summary>
    public MetricResult Run(MetricQuery query) => Workspace.Run(query with { AsOf = AsOf });

    /// <summary>Asks the engine the same of several filter sets, as of this visit.</summary>
    public IReadOnlyList<MetricResult> RunEach(MetricQuery query, IReadOnlyList<IReadOnlyList<Filter>> sets) => Workspace.RunEach(query with { AsOf = AsOf }, sets);

    /// <summary>Explains why a figure changed, as of this visit.</summary>
    public FigureChange Change(MetricQuery query) => Workspace.ExplainChange(query with { AsOf = AsOf });

    /// <summary>Lists the rows behind a figure, as of this visit.</summary>
    public FigureRowPage Rows(MetricQuery query, RowWindow window) => Workspace.Rows(query with { AsOf = AsOf }, window);

    /// <summary>A KPI's name in this language; a workspace's own KPI brings its own.</summary>
    public string Name(Metric metric) => metric.NameIn(Language.Culture.Name) ?? Language.Find($"kpi.{metric.Id}.name") ?? Words(metric.Id);

    /// <summary>A kind of record in this language.</summary>
    public string Kind(string kind) => Language.Find($"record.{kind}") ?? Words(kind);

    /// <summary>A kind of record in this language, as several are called.</summary>
    public string Kinds(string kind) => Language.Find($"records.{kind}") ?? Words(kind);

    /// <summary>A slice's name in this language; custom slices are their own words.</summary>
    public string SliceName(string slice) => Language.Find($"board.slice.{slice}") ?? Words(slice);

    /// <summary>A slice's name within a sentence.</summary>
    public string SliceNameWithin(string slice) => Language.Within(SliceName(slice));

    /// <summary>A member of a slice: null is "no channel", weekdays, hours, countries and languages are written out, Deskmeter's own words are translated.</summary>
    public string MemberName(string slice, string? member) => (slice, member) switch
    {
        (_, null) => Missing(slice),
        ("weekday", { Length: 1 }) when member[0] is >= '1' and <= '7' => Text.Weekday(member[0] - '0'),
        ("hour", _) when int.TryParse(member, Language.Culture, out var hour) => Text.Hours(hour),
        (_, "true" or "false") when Workspace.Schema.IsYesOrNo(slice) => Language[member == "true" ? "board.yes" : "board.no"],
        ("scale", _) => FigureFormat.Scale(member),
        ("metric", _) => Language.Find($"board.sla.{member}") ?? member,
        ("country", _) => CodeNames.Country(member, Language.Culture) ?? member,
        ("language", _) => CodeNames.Language(member, Language.Culture) ?? member,
        _ => Language.Find($"board.member.{slice}.{member}") ?? member,
    };

    /// <summary>What has no value of a slice, such as "not assigned"; of some slices that says only that nobody stated it.</summary>
    private string Missing(string slice) => slice switch
    {
        "channel" or "topic" or "tag" or "priority" => Language[$"board.none_of.{slice}"],
        "agent" or "assignee" => Language["board.none_of.agent"],
        "team" => Language["board.none_of.team"],
        _ when slice.EndsWith("_team", StringComparison.Ordinal) => Language["board.none_of.team"],
        "brand" or "product" or "type" or "country" or "language" or "location" or "segment" or "plan" or "currency" => Language["board.none_of.stated"],
        _ => Language["board.none"],
    };

    /// <summary>A filter in words: "Channel: email, chat", "Team: not Returns".</summary>
    public string FilterName(Filter filter) => Language.Say(filter.IsNegated ? "board.filter.not" : "board.filter.is",
        ("slice", SliceName(filter.Slice)), ("values", string.Join(", ", filter.Values.Select(value => MemberName(filter.Slice, value)))));

    /// <summary>The address of a KPI's page in this state.</summary>
    public string KpiAddress(string id, params ReadOnlySpan<(string Word, string? Value)> more) =>
        State.Address($"/kpi/{Uri.EscapeDataString(id)}", more);

    /// <summary>The address of a KPI's page in this state over another period.</summary>
    public string KpiAddress(string id, LocalDate from, LocalDate to) =>
        (State with { Period = null, From = from, To = to }).Address($"/kpi/{Uri.EscapeDataString(id)}");

    private static string Words(string id)
    {
        var words = id.Replace('_', ' ');
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>A slice that no KPI has is a mistake; one that some have is not, and the others say so.</summary>
    private void Check(IReadOnlyList<Filter> filters)
    {
        if (filters.Count == 0) return;
        var known = Workspace.Catalogue.Slices;
        foreach (var filter in filters.Where(filter => !known.Contains(filter.Slice))) throw Nearest.Unknown($"slice", filter.Slice, known, "where");
    }

    private DateTimeZone ZoneOf(string? id) => id is null ? Workspace.Settings.DateTimeZone : DateTimeZoneProviders.Tzdb[id];
}
