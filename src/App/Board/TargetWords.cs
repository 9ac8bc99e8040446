using Deskmeter.Metrics;
using Deskmeter.Targets;
using NodaTime;

namespace Deskmeter.App.Board;

/// <summary>How targets and benchmarks are written for people.</summary>
public static class TargetWords
{
    /// <summary>A value with its sign: ≤ 45 min.</summary>
    public static string Limit(Visit visit, Metric metric, double value) =>
        $"{(metric.Better == Better.Higher ? "≥" : "≤")}\u00a0{Amount(visit, metric, value)}";

    /// <summary>The target in words: Target ≤ 45 min.</summary>
    public static string Text(Visit visit, Metric metric, double value) => visit.Language.Say("board.target.text",
        ("sign", metric.Better == Better.Higher ? "≥" : "≤"), ("value", Amount(visit, metric, value)));

    /// <summary>The word for where a period will end.</summary>
    public static string State(Visit visit, TargetState state) =>
        visit.Language[state switch { TargetState.Met => "targets.on_pace", TargetState.Close => "targets.close", _ => "targets.will_miss" }];

    /// <summary>
    /// A target and its pace beside a figure: "Target ≤ 45 min; on pace". The target's own period is named where the figure is of another
    /// one: "Target ≤ 45 min; Nov so far 44 min, on pace".
    /// </summary>
    public static string Pace(Visit visit, Metric metric, MetricRow shown, TargetHeading heading)
    {
        var (text, state) = (Text(visit, metric, heading.Target.Value!.Value), State(visit, heading.Pace!.State));
        var isSame = shown.From == heading.Period.From && shown.To == heading.Over;
        if (metric.Accumulates)
            return visit.Language.Say("board.target.heading", ("target", text), ("period", Brief(visit, heading)), ("end", visit.Text.Short(Math.Round(heading.Pace.AtEnd ?? 0), metric)), ("state", state));
        var soFar = visit.Text.Text(heading.Pace.SoFar!.Value, metric);
        return isSame || metric.DatedBy is Dating.Between or Dating.Now
            ? visit.Language.Say("board.target.state", ("target", text), ("state", state))
            : visit.Language.Say("board.target.so_far", ("target", text), ("period", Brief(visit, heading)), ("value", soFar), ("state", state));
    }

    /// <summary>The period under way in a tile: Nov, Q4 2026, 2026.</summary>
    private static string Brief(Visit visit, TargetHeading heading) => heading.Target.Period == TargetPeriod.Month
        ? visit.Language.Culture.DateTimeFormat.GetAbbreviatedMonthName(heading.Period.From.Month)
        : Period(visit, heading.Target.Period, heading.Period.From, heading.Period.To);

    /// <summary>A value; of the part of a month's count the nearest whole number.</summary>
    public static string Amount(Visit visit, Metric metric, double value) =>
        visit.Text.Short(metric.Unit == MetricUnit.Count && Math.Abs(value) >= 10 ? Math.Round(value) : value, metric);

    /// <summary>The value of a target, or that there is none.</summary>
    public static string Value(Visit visit, Metric metric, Target target) =>
        target.Value is { } value ? Limit(visit, metric, value) : visit.Language["targets.none"];

    /// <summary>What it is for: "Channel: email", or everything.</summary>
    public static string Of(Visit visit, Target target) => target.Of is { } of ? visit.FilterName(of) : visit.Language["targets.everything"];

    /// <summary>Each month, each quarter, each year.</summary>
    public static string Each(Visit visit, TargetPeriod period) => visit.Language[$"targets.each.{MetricQueryText.Word(period)}"];

    /// <summary>A period by name: November 2026, Q4 2026, 2026.</summary>
    public static string Period(Visit visit, TargetPeriod period, LocalDate from, LocalDate to) => period == TargetPeriod.Quarter
        ? visit.Language.Say("date.quarter", ("n", $"{((from.Month - 1) / 3) + 1}"), ("year", $"{from.Year}"))
        : visit.Dates.Range(from, to);

    /// <summary>The figure of a benchmark: ≥ 75 %, 77 %, 20–30 %.</summary>
    public static string Figure(Visit visit, Metric metric, Benchmark benchmark)
    {
        var value = benchmark.Value(metric.Unit);
        if (benchmark.To(metric.Unit) is { } to) return visit.Text.Interval(value, to, metric);
        return benchmark.Level is "good" or "world_class" or "limit" or "ceiling" or "norm" ? Limit(visit, metric, value) : visit.Text.Short(value, metric);
    }

    /// <summary>What the figure of a benchmark is.</summary>
    public static string Level(Visit visit, Benchmark benchmark) => visit.Language[$"targets.level.{benchmark.Level}"];

    /// <summary>Who says so, spelt out: "eDesk, article on 12 KPIs, item 4"; what is no abbreviation stands as it is.</summary>
    public static string Source(Visit visit, string source)
    {
        if (Benchmarks.Shipped.SourceOf(source) is not { } known) return source;
        var cited = $"{known.Name}, {visit.Language[$"targets.about.{known.Key}"]}";
        return source.Split('-') is [_, var item] ? visit.Language.Say("targets.item", ("source", cited), ("n", item)) : cited;
    }
}
