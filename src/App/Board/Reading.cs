using System.Globalization;
using Deskmeter.App.Figures;
using Deskmeter.Metrics;
using NodaTime;

namespace Deskmeter.App.Board;

/// <summary>One figure in words: value, change, target, and on what it stands.</summary>
public sealed class Reading
{
    private readonly Visit _visit;

    public Reading(Visit visit, Metric metric, MetricRow row)
    {
        _visit = visit;
        Metric = metric;
        Row = row;
        Judgement = Judgement.Of(metric, row);
    }

    public Metric Metric { get; }

    public MetricRow Row { get; }

    /// <summary>It stands in a list, beside those of others.</summary>
    public bool IsRow { get; init; }

    /// <summary>It is written with fewer decimals, as where a table has several KPIs.</summary>
    public bool IsShort { get; init; }

    public Judgement Judgement { get; }

    public TargetState Target => Row.TargetState;

    /// <summary>How the period under way of its own target goes; null where there is none, or it is not about what is shown.</summary>
    public TargetHeading? Heading { get; init; }

    /// <summary>Where the period of its target will end; without one, how the value stands to the target.</summary>
    public TargetState Standing => HasPace ? Heading!.Pace!.State : Target;

    public string Name => _visit.Name(Metric);

    /// <summary>There is a value to show.</summary>
    public bool HasValue => Row.Value is not null;

    /// <summary>A line over time says something: not of the state of now, and not of hours and weekdays.</summary>
    public bool HasTrend => Metric.DatedBy is not Dating.Now && !IsPlace;

    /// <summary>Too few for a judgement: shown in grey, with its interval.</summary>
    public bool IsThin => Row.Status == ValueStatus.Few;

    /// <summary>Every digit of the value, in its unit, as the API and the exports give it; null when there is none.</summary>
    public string? Exact => Row.Value?.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The value as numbers and units; empty when there is none.</summary>
    public IReadOnlyList<FigurePart> Parts => Row.Value is { } value ? _visit.Text.Parts(value, Metric) : [];

    /// <summary>Why there is no value.</summary>
    public string Absence => Say(Row.Status switch
    {
        ValueStatus.Suppressed => "suppressed",
        ValueStatus.MixedScales => "mixed_scales",
        ValueStatus.MixedCurrencies => "mixed_currencies",
        ValueStatus.NotKept => "not_kept",
        _ => "no_data",
    });

    /// <summary>What to know about the missing value.</summary>
    public string AbsenceReason => Row.Status == ValueStatus.NoData && Row.Pending > 0 && _visit.Language.Find($"pending_of.{Metric.Fact}") is { } pending ? pending : Say(Row.Status switch
    {
        ValueStatus.Suppressed => "suppressed_why",
        ValueStatus.MixedScales => "mixed_scales_why",
        ValueStatus.MixedCurrencies => "mixed_currencies_why",
        ValueStatus.NotKept => "not_kept_why",
        _ when Row.Pending > 0 => "pending_why",
        _ when Row.Clock == Clock.Business && _visit.Workspace.Settings.Calendars.Count == 0 => "no_calendar_why",
        _ when Row.N > 0 => "not_enough_why",
        _ => "no_data_why",
    });

    /// <summary>The change in words, empty when nothing is compared.</summary>
    public string Change => Row.Compare switch
    {
        null => "",
        { Value: null } => Say("change.nothing_before"),
        _ when !HasValue => "",
        { Value: { } before } when Judgement.Verdict == Verdict.Unknown || IsPlace => IsPlace ? Was(before) : Say(IsThin ? "change.too_few" : "change.too_few_before"),
        { Value: { } before } => new ChangeWords(_visit.Language, _visit.Text).Of(Metric, Judgement, Row.Value!.Value, before, IsRow, IsShort),
    };

    /// <summary>What the mark beside the change says.</summary>
    public string VerdictText => Say(Judgement.Verdict switch
    {
        Verdict.Better => "change.better",
        Verdict.Worse => "change.worse",
        _ => "change.no_judgement",
    });

    /// <summary>The comparison period and its value: "4–10 Nov: 38 min"; of a stock the day at whose end it was counted.</summary>
    public string? Before => Row.Compare is { Value: { } before } compare
        ? _visit.Language.Say("board.before", ("period", PeriodName(_visit, Metric, compare.From, compare.To)), ("value", _visit.Text.Text(before, Metric)))
        : null;

    /// <summary>The target and where its period will end, or how the value stands to it; without a target what was before; null without either.</summary>
    public string? Pace => HasPace ? TargetWords.Pace(_visit, Metric, Row, Heading!) : Row.Target is { } target
        ? Target == TargetState.None
            ? TextOf(target)
            : _visit.Language.Say("board.target.state", ("target", TextOf(target)),
                ("state", Say(Target switch { TargetState.Met => "target.met", TargetState.Close => "target.close", _ => "target.missed" })))
        : Before;

    private bool HasPace => Heading?.Pace is { State: not TargetState.None };

    /// <summary>On what the value stands: n, numerator of denominator, interval, p90, pending.</summary>
    public string Sample => string.Join("\u00a0· ", (HasValue ? SampleParts() : PendingParts()).Select(FigureFormat.Whole));

    /// <summary>Of how the rows are spread, beside the median; of a share of each row it says nothing.</summary>
    public double? P90 => Metric.Unit == MetricUnit.Rate ? null : Row.P90;

    /// <summary>How many were left out for good; told where the figure itself counts what was created.</summary>
    public long? Excluded => Row.Excluded is > 0 && Metric is { Unit: MetricUnit.Count, DatedBy: Dating.At { Anchor: "created" } } ? Row.Excluded : null;

    /// <summary>What a period is called beside a figure: its dates; of a stock the day at whose end it was counted.</summary>
    public static string PeriodName(Visit visit, Metric metric, LocalDate from, LocalDate to) => metric.DatedBy is Dating.Between
        ? visit.Dates.Day(LocalDate.Min(to.PlusDays(-1), visit.Dates.Today))
        : visit.Dates.Range(from, to);

    /// <summary>Numerator and denominator, each in what it is: 605 of 719, 14 h of 20 h, €9,930 over 904 tickets; null where they say nothing.</summary>
    public string? Sides => Basis.Of(Metric, Row);

    /// <summary>How many stand behind the value: of a quotient of two things what it was divided by, else the rows.</summary>
    public string Size => Basis.Size(Metric, Row);

    /// <summary>The rows are what it stands on: not of counts, and not of quotients, which tell what they were divided by.</summary>
    public bool HasN => Row.N is { } n && (Metric.Unit != MetricUnit.Count || Row.Value != n) && !(Basis.IsQuotient(Metric) && Sides is not null);

    /// <summary>The target with its sign: ≤ 45 min.</summary>
    public string? TargetLimit => Row.Target is { } target ? TargetWords.Limit(_visit, Metric, target) : null;

    private Basis Basis => new(_visit.Language, _visit.Text, _visit.Workspace.Catalogue);

    /// <summary>Hours and weekdays are places, not amounts.</summary>
    public bool IsPlace => Metric.Unit is MetricUnit.Hour or MetricUnit.Weekday;

    private string Was(double before) => before == Row.Value
        ? Say("change.none")
        : _visit.Language.Say("board.change.was", ("value", _visit.Text.Text(before, Metric)));

    private string TextOf(double target) => TargetWords.Text(_visit, Metric, target);

    private IEnumerable<string> SampleParts()
    {
        if (Metric.DatedBy is Dating.Now) yield return _visit.Language.Say("board.at_now", ("instant", _visit.Dates.ShortInstant(_visit.AsOf)));
        if (Metric.DatedBy is Dating.Between) yield return _visit.Language.Say("board.at_end", ("date", _visit.Dates.Day(LastDay)));
        if ((Metric.Unit == MetricUnit.Rate || Basis.IsQuotient(Metric)) && Sides is { } counted) yield return counted;
        else if (Row.N is { } n && Metric.Unit != MetricUnit.Count)
            yield return _visit.Language.Say("board.n", ("n", _visit.Text.Count(n)));
        if (Excluded is { } excluded) yield return _visit.Language.Count("board.excluded", excluded);
        if (Row is { Low: { } low, High: { } high })
            yield return _visit.Language.Say("board.interval", ("interval", _visit.Text.Interval(low, high, Metric)));
        if (P90 is { } p90) yield return _visit.Language.Say("board.p90", ("value", _visit.Text.Text(p90, Metric.Unit)));
        foreach (var part in PendingParts()) yield return part;
    }

    private IEnumerable<string> PendingParts()
    {
        if (Row.Pending is > 0 and { } pending) yield return _visit.Language.Count("board.pending", pending);
    }

    private LocalDate LastDay => LocalDate.Min(Row.To.PlusDays(-1), _visit.Dates.Today);

    private string Say(string key) => _visit.Language[$"board.{key}"];
}
