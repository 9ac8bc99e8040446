namespace Deskmeter.Metrics.Changes;

/// <summary>Rounds parts so that they still add up.</summary>
public static class Apportionment
{
    /// <summary>
    /// Whole numbers near <paramref name="parts"/> that add up to <paramref name="whole"/>: each is rounded, and those that rounding moved
    /// furthest the wrong way take one more or one less.
    /// </summary>
    public static IReadOnlyList<long> Round(IReadOnlyList<double> parts, long whole)
    {
        var rounded = parts.Select(part => (long)Math.Round(part, MidpointRounding.AwayFromZero)).ToArray();
        while (rounded.Length > 0 && whole - rounded.Sum() is not 0 and var missing)
        {
            var step = Math.Sign(missing);
            var order = Enumerable.Range(0, rounded.Length).OrderByDescending(place => step * (parts[place] - rounded[place])).Take((int)Math.Min(Math.Abs(missing), rounded.Length));
            foreach (var place in order.ToList()) rounded[place] += step;
        }

        return rounded;
    }
}
