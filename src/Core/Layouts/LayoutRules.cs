using System.Globalization;
using System.Text;

namespace Deskmeter.Layouts;

/// <summary>What one's own layout can be.</summary>
public static class LayoutRules
{
    /// <summary>Letters of a name or heading.</summary>
    public const int LongestName = 60;

    public const int MostSections = 12;

    /// <summary>More figures than this nobody takes in, and a page would not be done with.</summary>
    public const int MostKpis = 60;

    /// <summary>Layouts of one viewer.</summary>
    public const int MostLayouts = 50;

    /// <summary>A name or heading in one line, composed and without what no eye sees.</summary>
    /// <exception cref="UsageException">Nothing is left of it, or too much.</exception>
    public static string Name(string text)
    {
        string name;
        try
        {
            name = Shortened(text.Normalize(NormalizationForm.FormC));
        }
        catch (ArgumentException)
        {
            throw new UsageException($"A name is made of letters that there are.", "name"); // half of a pair
        }

        if (name.Length == 0) throw new UsageException($"A name has letters.", "name");
        return name.EnumerateRunes().Count() > LongestName ? throw new UsageException($"A name has at most {LongestName} letters.", "name") : name;
    }

    /// <summary>A name cut to its longest, where nobody is there to be asked for another.</summary>
    public static string Cut(string text) => Cut(text, LongestName);

    /// <summary>A name with a number behind it, within the longest.</summary>
    public static string Numbered(string text, int number)
    {
        var tail = string.Create(CultureInfo.InvariantCulture, $" {number}");
        return Cut(text, LongestName - tail.Length) + tail;
    }

    private static string Cut(string text, int most) => Name(string.Concat(text.EnumerateRunes().Take(most)));

    /// <summary>Letters that turn the direction of writing or hide could make two names look the same; joiners belong to scripts and emoji.</summary>
    private static string Shortened(string text)
    {
        var seen = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var kind = Rune.GetUnicodeCategory(rune);
            if (Rune.IsWhiteSpace(rune)) seen.Append(' ');
            else if (rune.Value is 0x200C or 0x200D || kind is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned))
                seen.Append(rune);
        }

        return string.Join(' ', seen.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
