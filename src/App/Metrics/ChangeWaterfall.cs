using System.Globalization;
using Deskmeter.App.Board;
using Deskmeter.App.Figures;
using Deskmeter.Metrics;
using Deskmeter.Metrics.Changes;

namespace Deskmeter.App.Metrics;

/// <summary>One line of a waterfall: a level, or a part that leads from one level to the next.</summary>
/// <param name="Name">The period, or the member and what happened to it.</param>
/// <param name="Text">The level, or the part with its sign.</param>
/// <param name="From">Where the bar begins, in percents of the width.</param>
/// <param name="To">Where it ends; a level has no length.</param>
public sealed record ChangeLine(string Name, string Text, double From, double To)
{
    /// <summary>A level, at the start or the end.</summary>
    public bool IsLevel { get; init; }

    /// <summary>good, bad or flat.</summary>
    public string? Class { get; init; }

    /// <summary>The KPI's page filtered to the member; null of levels and of the rest.</summary>
    public string? Address { get; init; }
}

/// <summary>Why a figure changed, as lines that are read from top to bottom and add up.</summary>
public sealed class ChangeWaterfall
{
    /// <summary>More parts than this are summed up in the last line.</summary>
    private const int Most = 5;

    private readonly Visit _visit;
    private readonly Metric _metric;

    private ChangeWaterfall(Visit visit, Metric metric, FigureChange? change)
    {
        (_visit, _metric, Change) = (visit, metric, change);
        if (change is { Status: ChangeStatus.Ok }) Lines = Draw(change);
    }

    /// <summary>What was split; null when nothing is compared.</summary>
    public FigureChange? Change { get; }

    /// <summary>From the level before to that of now; empty when it could not be split.</summary>
    public IReadOnlyList<ChangeLine> Lines { get; } = [];

    /// <summary>What the members did themselves and what their mix did, in the steps of the lines; null of counts and sums.</summary>
    public (string Rate, string Mix)? Totals { get; private set; }

    /// <summary>Why there are no lines: the key of a text.</summary>
    public string? Refusal => Change is null ? "why.not.no_comparison" : Change.Status == ChangeStatus.Ok ? null : $"why.not.{MetricQueryText.Word(Change.Status)}";

    /// <summary>Splits the change of a KPI by a slice, or by the one that explains most.</summary>
    public static ChangeWaterfall Of(Visit visit, Metric metric, string? by) =>
        new(visit, metric, visit.State.Compare == Compare.None ? null : visit.Change(visit.State.Ask(metric.Id) with { By = by is null ? [] : [by] }));

    private List<ChangeLine> Draw(FigureChange change)
    {
        var (largest, rest) = change.Largest(Most);
        var effects = largest.Select(part => part.Effect).Concat(rest.Count > 0 ? [rest.Sum(part => part.Effect)] : []).ToList();
        var (before, now) = (change.Before!.Value, change.Now!.Value);
        var steps = new FigureSteps(_visit.Text, _metric.Unit, Math.Max(Math.Abs(before), Math.Abs(now)), effects.Select(Math.Abs).DefaultIfEmpty(0).Max(), _metric.IsDifference);
        var (start, end) = (steps.Of(before), steps.Of(now));
        var rounded = steps.Of(effects, end - start);
        if (change is { IsAmount: false })
        {
            var both = steps.Of([change.Total(ChangeKind.Rate)!.Value, change.Total(ChangeKind.Mix)!.Value], end - start);
            Totals = (steps.Effect(both[0]), steps.Effect(both[1]));
        }

        var isCertain = Judgement.Of(_metric, change.Row).IsCertain;
        var levels = rounded.Aggregate(new List<long> { start }, (all, step) => [.. all, all[^1] + step]);
        double Place(long level) => levels.Max() == levels.Min() ? 50 : 3 + (94 * (double)(level - levels.Min()) / (levels.Max() - levels.Min()));
        List<ChangeLine> lines = [Level(change.Row.Compare!.From, change.Row.Compare.To, start)];
        for (var place = 0; place < rounded.Count; place++)
        {
            var part = place < largest.Count ? largest[place] : null;
            lines.Add(new ChangeLine(part is null ? _visit.Language.Count("why.rest", rest.Count) : NameOf(change, part), steps.Effect(rounded[place]), Place(levels[place]), Place(levels[place + 1]))
            {
                Class = isCertain ? ClassOf(rounded[place]) : "flat",
                Address = part is null ? null : AddressOf(change.By!, part.Member),
            });
        }

        lines.Add(Level(change.Row.From, change.Row.To, end));
        return lines;

        ChangeLine Level(NodaTime.LocalDate from, NodaTime.LocalDate to, long level) =>
            new(Reading.PeriodName(_visit, _metric, from, to), steps.Level(level), Place(level), Place(level)) { IsLevel = true };
    }

    private string NameOf(FigureChange change, ChangePart part)
    {
        var member = _visit.MemberName(change.By!, part.Member);
        if (part.Kind == ChangeKind.Amount) return member;
        var sides = change.Members.First(each => each.Member == part.Member);
        var key = part.Kind == ChangeKind.Mix ? sides.Now.Weight > sides.Before.Weight ? "larger" : "smaller"
            : _metric.Unit == MetricUnit.Duration ? part.Effect > 0 ? "longer" : "shorter"
            : part.Effect > 0 ? "higher" : "lower";
        return _visit.Language.Say($"why.part.{key}", ("member", member));
    }

    private string ClassOf(long steps) =>
        _metric.Better == Better.Neither || steps == 0 ? "flat" : steps > 0 == (_metric.Better == Better.Higher) ? "good" : "bad";

    private string AddressOf(string by, string? member) =>
        (_visit.State with { Where = [.. _visit.State.Where, new Filter(by, [member])] }).Address($"/kpi/{_metric.Id}");

    /// <summary>A place as an attribute.</summary>
    public static string At(double percent) => percent.ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
