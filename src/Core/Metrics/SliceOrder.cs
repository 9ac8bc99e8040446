using System.Globalization;

namespace Deskmeter.Metrics;

/// <summary>The order of slice members in answers: hours and weekdays as numbers, words by their characters, none last.</summary>
internal sealed class SliceOrder(IReadOnlyList<string> slices) : IComparer<Member>
{
    public int Compare(Member? x, Member? y)
    {
        for (var i = 0; i < slices.Count; i++)
        {
            var order = slices[i] is "hour" or "weekday" ? Number(x!.Values[i]) - Number(y!.Values[i]) : Compare(x!.Values[i], y!.Values[i]);
            if (order != 0) return order;
        }

        return 0;
    }

    /// <summary>Two members of a slice of words.</summary>
    public static int Compare(string? x, string? y) => x is null || y is null ? (x is null ? 1 : 0) - (y is null ? 1 : 0) : string.CompareOrdinal(x, y);

    private static int Number(string? text) => text is null ? int.MaxValue : int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
