using Deskmeter.App.Figures;
using Deskmeter.App.Languages;
using Deskmeter.Metrics;

namespace Deskmeter.App.Board;

/// <summary>A change in words: the difference of two figures as they are written.</summary>
/// <param name="language">The words.</param>
/// <param name="text">How the figures are written.</param>
public sealed class ChangeWords(Language language, FigureFormat text)
{
    /// <summary>Counts from here on change by percents: differences of hundreds are small beside their parts.</summary>
    private const double Hundreds = 200;

    /// <summary>The change between two values, such as "3 min shorter", "+0.2 pts, within noise" or "no change".</summary>
    /// <param name="metric">Whose values they are.</param>
    /// <param name="judgement">What the change of the exact values means.</param>
    /// <param name="now">The value.</param>
    /// <param name="before">The one that it is compared with.</param>
    /// <param name="isRow">They stand in a list, beside those of others: all change by amounts.</param>
    /// <param name="isShort">They are written with fewer decimals.</param>
    public string Of(Metric metric, Judgement judgement, double now, double before, bool isRow = false, bool isShort = false)
    {
        var amount = judgement.Sign == 0 ? null : Amount(metric, judgement.IsCertain, now, before, isRow, isShort);
        if (amount is null) return language["board.change.none"];
        if (judgement.Verdict == Verdict.Noise) return language.Say("board.change.noise", ("amount", (judgement.Sign > 0 ? "+" : "−") + amount));
        var kind = metric.Unit switch { MetricUnit.Duration => "duration", MetricUnit.Count => "count", _ => "amount" };
        return language.Say($"board.change.{kind}_{(judgement.Sign > 0 ? "more" : "less")}", ("amount", amount));
    }

    /// <summary>The size of the change; null where both read the same. One that is more than chance is then told in finer steps.</summary>
    private string? Amount(Metric metric, bool isSure, double now, double before, bool isRow, bool isShort)
    {
        var size = Math.Abs(now - before);
        if (!isRow && metric is { Unit: MetricUnit.Count, Formula: null, DatedBy: not Dating.Between } && before >= Hundreds && size < 3 * before)
            return text.Short(size / before, MetricUnit.Rate);
        var (steps, change) = FigureSteps.Between(text, metric.Unit, now, before, isShort);
        if (change == 0 && isSure)
        {
            steps = new FigureSteps(text, metric.Unit, Math.Max(Math.Abs(now), Math.Abs(before)), size);
            change = steps.Of(size);
        }

        return change == 0 ? null : steps.Size(change);
    }
}
