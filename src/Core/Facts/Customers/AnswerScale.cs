using System.Globalization;
using System.Text.RegularExpressions;

namespace Deskmeter.Facts.Customers;

/// <summary>A scale as it was asked, such as <c>1-5</c>: from the worst value to the best. The best may be the smaller number.</summary>
internal sealed partial record AnswerScale(decimal Worst, decimal Best)
{
    // Beyond these the points are a measure and not a choice: the two best of a hundred are no group of answers.
    private const decimal MostPoints = 11;

    /// <summary>The scale that a text names; null when it names none, as a word of one's own may.</summary>
    public static AnswerScale? Of(string text)
    {
        if (Bounds().Match(text) is not { Success: true } match) return null;
        if (!TryNumber(match.Groups["worst"].ValueSpan, out var worst) || !TryNumber(match.Groups["best"].ValueSpan, out var best)) return null;
        return worst == best ? null : new AnswerScale(worst, best);
    }

    private decimal Points => Math.Abs(Best - Worst) + 1;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Worst:0.####}-{Best:0.####}");

    public bool Holds(decimal score) => Place(score) is >= 0 and <= 1;

    /// <summary>1 (very bad) to 5 (very good), a fifth of the scale each; of two points 2 (bad) and 4 (good).</summary>
    public int Band(decimal score) => Points == 2 && Place(score) is 0 or 1 ? Place(score) == 1 ? 4 : 2 : Math.Min(5, 1 + (int)Math.Floor(Place(score) * 5));

    /// <summary>In the two best points; of two or three points the best; of more than eleven the best fifth.</summary>
    public bool IsTop(decimal score) => Points switch
    {
        <= 3 => score == Best,
        <= MostPoints => Math.Abs(Best - score) <= 1,
        _ => Band(score) == 5,
    };

    /// <summary>0 at the worst, 1 at the best.</summary>
    private decimal Place(decimal score) => (score - Worst) / (Best - Worst);

    private static bool TryNumber(ReadOnlySpan<char> text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);

    [GeneratedRegex(@"^\s*(?<worst>-?\d+(\.\d+)?)\s*(-|–|\.\.|to)\s*(?<best>-?\d+(\.\d+)?)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Bounds();
}
