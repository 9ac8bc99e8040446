namespace Deskmeter.Records;

/// <summary>How long a text may be, and what may not stand in it.</summary>
internal static class TextLimits
{
    public const int MaxLength = 10_000;
    public const int MaxNameLength = 500;

    /// <summary>Why a text cannot be kept; null when it can.</summary>
    public static Sentence? FaultOf(string text)
    {
        if (text.Length > MaxLength) return $"is longer than {MaxLength} characters";
        return text.Contains('\0', StringComparison.Ordinal) ? (Sentence)$"holds a NUL character" : null;
    }

    /// <summary>Why a text cannot name anything; null when it can.</summary>
    public static Sentence? FaultOfName(string text)
    {
        if (FaultOf(text) is { } fault) return fault;
        if (text.Length > MaxNameLength) return $"is longer than {MaxNameLength} characters";
        return text.Any(char.IsControl) ? (Sentence)$"holds a control character" : null;
    }
}
