using Deskmeter.App.Board;
using Deskmeter.Metrics;
using Deskmeter.Metrics.Changes;

namespace Deskmeter.App.Overview;

/// <summary>One of the clearest changes, told: the fact, what did most of it, and where to read on.</summary>
public sealed class ChangeStory
{
    /// <summary>A cause does at least this share of a change.</summary>
    private const double LeastShare = 0.3;

    /// <summary>Stands for the figure of now until it is set in bold.</summary>
    private const char Now = '\u0001';

    private readonly Visit _visit;
    private readonly bool _hasParts;

    private ChangeStory(Visit visit, Reading reading, FigureChange? change)
    {
        (_visit, Reading) = (visit, reading);
        var direction = reading.Judgement.Sign > 0 ? "rose" : "fell";
        var fact = visit.Language.Say($"board.changes.{direction}", ("before", Text(reading.Row.Compare!.Value!.Value)), ("now", $"{Now}"), ("target", TargetClause)).Split(Now);
        (Before, After) = (fact[0], fact[^1]);
        _hasParts = change is { Status: ChangeStatus.Ok };
        Cause = _hasParts ? CauseOf(change!) : null;
    }

    public Reading Reading { get; }

    /// <summary>The sentence after the KPI's name, up to the figure of now.</summary>
    public string Before { get; }

    /// <summary>The figure of now.</summary>
    public string Value => Text(Reading.Row.Value!.Value);

    /// <summary>The rest of the sentence: how it stands to the target.</summary>
    public string After { get; }

    /// <summary>What did most of it; null when it cannot be told.</summary>
    public string? Cause { get; }

    /// <summary>Where to read on: the parts of the change, or what cannot be split by its tickets.</summary>
    public string Address => $"{_visit.KpiAddress(Reading.Metric.Id)}#{(_hasParts ? "why" : "tickets")}";

    /// <summary>What the way on is called.</summary>
    public string Way => _visit.Language[_hasParts ? "why.title" : "board.tickets.title"];

    /// <summary>Tells some changes, asking for their causes all at a time.</summary>
    public static IReadOnlyList<ChangeStory> Of(Visit visit, IReadOnlyList<Reading> changes)
    {
        var causes = changes.Select(reading => Task.Run(() => visit.Change(visit.State.Ask(reading.Metric.Id)))).ToList();
        return [.. changes.Zip(causes, (reading, cause) => new ChangeStory(visit, reading, cause.GetAwaiter().GetResult()))];
    }

    private string TargetClause
    {
        get
        {
            if (Reading.Row is not { Target: { } target, TargetState: not TargetState.None, Compare.Value: { } before } row) return "";
            var (wasMet, isMet) = (Reading.Metric.Better == Better.Higher ? before >= target : before <= target, row.TargetState == TargetState.Met);
            var clause = (Reading.Judgement.Verdict, wasMet, isMet) switch
            {
                (Verdict.Worse, true, false) => "lost",
                (Verdict.Worse, false, false) => "further",
                (Verdict.Worse, _, true) => "still",
                (Verdict.Better, false, true) => "reached",
                (Verdict.Better, _, false) => "not_yet",
                _ => null,
            };
            return clause is null ? "" : _visit.Language.Say($"board.changes.{clause}", ("target", TargetWords.Amount(_visit, Reading.Metric, target)));
        }
    }

    /// <summary>The member that did most, and what became of it: its figure, or its share.</summary>
    private string? CauseOf(FigureChange change)
    {
        var slice = ("slice", _visit.SliceNameWithin(change.By!));
        if (change.Parts is not [var part, ..] || part.Effect / change.Difference < LeastShare) return _visit.Language.Say("board.changes.cause.none", slice);
        var sides = change.Members.First(member => member.Member == part.Member);
        var member = _visit.MemberName(change.By!, part.Member);
        var name = change.By is "channel" or "topic" || part.Member is null ? member : _visit.Language.Say("board.changes.part", ("member", member), slice);
        var (key, before, now) = part.Kind == ChangeKind.Mix
            ? ("mix", Share(sides.Before.Weight), Share(sides.Now.Weight))
            : (part.Kind == ChangeKind.Rate && change.Statistic == ChangeStatistic.Mean ? "mean" : "value", Side(sides.Before.Value), Side(sides.Now.Value));
        return before is null || now is null ? null : _visit.Language.Say($"board.changes.cause.{key}", ("part", name), ("before", before), ("now", now));
    }

    private string? Side(double? value) => value is { } known ? Text(known) : null;

    private string? Share(double? weight) => weight is { } known ? _visit.Text.Short(known, MetricUnit.Rate) : null;

    private string Text(double value) => _visit.Text.Text(value, Reading.Metric);
}
