using System.Diagnostics;
using System.Globalization;
using Deskmeter.Metrics;

namespace Deskmeter.Bench;

/// <summary>
/// Times two ways of getting one answer, turn by turn, so that whatever else the machine does hits both alike. The figure is the
/// median of the rounds' ratios. A timing counts only if both ways give the same answer.
/// </summary>
internal static class Rounds
{
    public const int Least = 7;

    /// <summary>Runs A, B, A, B, … after one round that does not count, prints what came out, and returns the ratio A / B.</summary>
    /// <param name="ours">What is measured; it returns its answer in a form that compares by value, such as a text.</param>
    /// <param name="theirs">What it is measured against.</param>
    /// <param name="isSame">Whether two answers are the same; by value where it is left out.</param>
    /// <exception cref="InvalidOperationException">The answers differ.</exception>
    public static Ratio Compare<T>(
        string name, (string Name, Func<T> Run) ours, (string Name, Func<T> Run) theirs, int rounds = Least, Func<T, T, bool>? isSame = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, Least);
        isSame ??= EqualityComparer<T>.Default.Equals;
        var (left, right) = (new List<double>(), new List<double>());
        for (var round = 0; round <= rounds; round++)
        {
            var (leftTime, leftAnswer) = Time(ours.Run);
            var (rightTime, rightAnswer) = Time(theirs.Run);
            if (!isSame(leftAnswer, rightAnswer))
                throw new InvalidOperationException($"{name}: {ours.Name} and {theirs.Name} answer differently, so no timing counts.");
            if (round == 0) continue;
            left.Add(leftTime);
            right.Add(rightTime);
        }

        var ratio = Ratio.Of(left.Zip(right, (ours, theirs) => ours / theirs));
        Print($"{name}: {ours.Name} {Statistics.Median(left):0.0} ms, {theirs.Name} {Statistics.Median(right):0.0} ms, ratio {ratio} ({rounds} rounds)");
        return ratio;
    }

    /// <summary>Times one thing alone, for rates; prints and returns the median in milliseconds.</summary>
    public static double Measure(string name, Action run, int rounds = Least)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, Least);
        run();
        var times = Enumerable.Range(0, rounds).Select(_ => Time(() => { run(); return 0; }).Milliseconds).ToList();
        Print($"{name}: {Statistics.Median(times):0.0} ms (min {times.Min():0.0}, max {times.Max():0.0}, {rounds} rounds)");
        return Statistics.Median(times);
    }

    /// <summary>Says something in numbers of every culture alike.</summary>
    public static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static (double Milliseconds, T Answer) Time<T>(Func<T> run)
    {
        var start = Stopwatch.GetTimestamp();
        var answer = run();
        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, answer);
    }
}

/// <summary>The median of the rounds' ratios, with the least and the greatest.</summary>
internal readonly record struct Ratio(double Median, double Min, double Max)
{
    public static Ratio Of(IEnumerable<double> ratios)
    {
        var all = ratios.ToList();
        return new Ratio(Statistics.Median(all), all.Min(), all.Max());
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Median:0.000} (min {Min:0.000}, max {Max:0.000})");
}
