namespace Deskmeter.Helpdesk;

/// <summary>Telephone numbers as they are compared.</summary>
public static class PhoneNumber
{
    /// <summary>The digits, with the + before them where there is one; null for a text without digits.</summary>
    public static string? Of(string? text)
    {
        var word = text?.Trim();
        if (string.IsNullOrEmpty(word)) return null;
        var digits = string.Concat(word.Where(char.IsAsciiDigit));
        return digits.Length == 0 ? null : word[0] == '+' ? "+" + digits : digits;
    }
}
