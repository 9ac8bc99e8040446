namespace Deskmeter.Facts;

/// <summary>One duration on both clocks, in whole seconds.</summary>
/// <param name="Calendar">Real elapsed seconds.</param>
/// <param name="Business">The part of it within business hours; null without a calendar.</param>
public readonly record struct Elapsed(long Calendar, long? Business)
{
    /// <summary>Both clocks added; no calendar in a part is no calendar in the sum.</summary>
    public static Elapsed operator +(Elapsed left, Elapsed right) =>
        new(left.Calendar + right.Calendar, left.Business + right.Business);
}
