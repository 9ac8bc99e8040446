namespace Deskmeter.Records;

/// <summary>How long a text may be, and what may not stand in it.</summary>
internal static class TextLimits
{
    public const int MaxLength = 10_000;
    public const int MaxNameLength = 500;

    /// <summary>Why a text cannot be kept; null when it can.</summary>
    public static string? FaultOf(string text) =>
        text.Length > MaxLength ? $"is longer than {MaxLength} characters"
        : text.Contains('\0', StringComparison.Ordinal) ? "holds a NUL character"
        : null;

    /// <summary>Why a text cannot name anything; null when it can.</summary>
    public static string? FaultOfName(string text) =>
        FaultOf(text) ?? (text.Length > MaxNameLength ? $"is longer than {MaxNameLength} characters"
            : text.Any(char.IsControl) ? "holds a control character"
            : null);
}
