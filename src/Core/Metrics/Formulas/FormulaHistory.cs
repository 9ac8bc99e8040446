using Deskmeter.Metrics.Expression;
using NodaTime;

namespace Deskmeter.Metrics.Formulas;

/// <summary>The functions of formulas that look back.</summary>
internal sealed partial class FormulaEvaluator
{
    private const int LeastWeeks = 4;
    private const int LeastMonths = 6;
    private readonly Dictionary<(string Series, int Weeks), WeekHistory> _histories = [];

    /// <summary>
    /// What is usual: of each day (or hour) of the period the median of the same weekday (and hour) over the weeks before, added up. Days
    /// before the first data are unknown, not 0; a day that runs is compared with the same elapsed part.
    /// </summary>
    private Series Baseline(FunctionNode function, Frame frame, Scope scope)
    {
        var history = History(frame.Series, Span(function, 1));
        var whole = Compile(function.Arguments[0], frame with { Series = history.Whole }, scope);
        var cut = Compile(function.Arguments[0], frame with { Series = history.Cut }, scope);
        var firstDates = Leaves(catalogue.Get(((MetricNode)function.Arguments[0]).Id)).Select(plan.FirstDate).ToList();
        LocalDate? first = firstDates.Count > 0 && firstDates.All(date => date is not null) ? firstDates.Max() : null;

        double? Usual(WeekHistory.Unit unit, Member member)
        {
            var (series, past) = unit.IsCut ? (cut, history.Cut) : (whole, history.Whole);
            var values = unit.Places.Where(place => past.Buckets[place].From >= first).Select(place => series.At(place, member).Value).OfType<double>().ToList();
            return values.Count < LeastWeeks ? null : Statistics.Median(values);
        }

        return new Series(
            (period, member) =>
            {
                var usual = history.Units[period].Select(unit => Usual(unit, member)).ToList();
                return usual.Count == 0 || usual.Contains(null) ? default : new Figure { Value = usual.Sum() };
            },
            new HashSet<Member>());
    }

    private WeekHistory History(BucketSeries series, int weeks) =>
        _histories.TryGetValue((series.Key, weeks), out var known) ? known : _histories[(series.Key, weeks)] = new WeekHistory(timeline, series, weeks);

    /// <summary>How far from its mean over the months before, in standard deviations of them.</summary>
    private Series ZScore(FunctionNode function, Frame frame, Scope scope)
    {
        var months = Span(function, 1);
        var current = Compile(function.Arguments[0], frame, scope);
        var past = timeline.MonthsBefore(frame.Series, months);
        var before = Compile(function.Arguments[0], frame with { Series = past }, scope);
        return new Series(
            (period, member) =>
            {
                var figure = current.At(period, member);
                var start = frame.Series.Buckets[period].From.With(DateAdjusters.StartOfMonth);
                var values = Enumerable.Range(0, past.Buckets.Count)
                    .Where(place => past.Buckets[place].From < start && past.Buckets[place].From >= start.PlusMonths(-months))
                    .Select(place => before.At(place, member).Value).OfType<double>().ToList();
                return figure with { Value = Standardised(figure.Value, values), Low = null, High = null, Mean = null, P90 = null, Min = null, Max = null, Bins = null };
            },
            current.Members);
    }

    private static double? Standardised(double? value, List<double> values)
    {
        if (value is null || values.Count < LeastMonths) return null;
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Sum(one => (one - mean) * (one - mean)) / (values.Count - 1));
        return deviation == 0 ? null : (value - mean) / deviation;
    }
}
