using System.Globalization;
using System.Text.RegularExpressions;

namespace Deskmeter.Helpdesk;

/// <summary>The scale that a question was asked on.</summary>
/// <param name="Lowest">The least that can be given.</param>
/// <param name="Highest">The most.</param>
public readonly partial record struct SurveyScale(decimal Lowest, decimal Highest)
{
    /// <summary>Reads a scale such as <c>1-5</c> or <c>-3-3</c>; null when it is none.</summary>
    public static SurveyScale? Read(string text) =>
        Shape().Match(text) is { Success: true } shape && Number(shape.Groups["lowest"]) is var lowest && Number(shape.Groups["highest"]) is var highest
        && lowest < highest
            ? new SurveyScale(lowest, highest)
            : null;

    /// <summary>A score can be given on it.</summary>
    public bool Holds(decimal score) => score >= Lowest && score <= Highest;

    private static decimal Number(Group digits) => decimal.Parse(digits.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<lowest>-?[0-9]{1,9}(\.[0-9]{1,9})?)-(?<highest>-?[0-9]{1,9}(\.[0-9]{1,9})?)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
