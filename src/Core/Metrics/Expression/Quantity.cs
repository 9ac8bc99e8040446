using System.Globalization;

namespace Deskmeter.Metrics.Expression;

/// <summary>A number, or a duration in seconds: <c>8</c>, <c>0.9</c>, <c>20s</c>, <c>30min</c>, <c>72h</c>, <c>7d</c>, <c>8w</c>.</summary>
public readonly record struct Quantity(double Value, bool IsDuration)
{
    internal static readonly IReadOnlyDictionary<string, int> Units = new Dictionary<string, int>
    {
        ["s"] = 1,
        ["min"] = 60,
        ["h"] = 3600,
        ["d"] = 86400,
        ["w"] = 604800,
        ["day"] = 86400,
        ["days"] = 86400,
        ["week"] = 604800,
        ["weeks"] = 604800,
    };

    private static readonly string[] Shortest = ["w", "d", "h", "min"];

    /// <summary>The units to name in an error.</summary>
    internal const string KnownUnits = "s, min, h, d or w";

    /// <summary>Reads a quantity that stands alone, such as a parameter's value.</summary>
    /// <exception cref="ExpressionException">It is none.</exception>
    public static Quantity Parse(string text)
    {
        var tokens = Lexer.Read(text);
        var sign = tokens[0] is { Kind: TokenKind.Symbol, Text: "-" } ? 1 : 0;
        if (tokens[sign].Kind is not (TokenKind.Number or TokenKind.Duration) || tokens[sign + 1].Kind != TokenKind.End)
            throw new ExpressionException(0, $"'{text}' is no number and no duration such as 7d ({KnownUnits}).");
        var value = tokens[sign].Number;
        return new Quantity(sign == 1 ? -value : value, tokens[sign].Kind == TokenKind.Duration);
    }

    /// <summary>The shortest text that reads as this quantity.</summary>
    public override string ToString()
    {
        var value = Value;
        if (!IsDuration) return value.ToString(CultureInfo.InvariantCulture);
        var unit = Shortest.FirstOrDefault(unit => value != 0 && value % Units[unit] == 0) ?? "s";
        return (value / Units[unit]).ToString(CultureInfo.InvariantCulture) + unit;
    }
}
