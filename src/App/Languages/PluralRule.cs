namespace Deskmeter.App.Languages;

/// <summary>
/// Which wording a whole number takes, by the plural categories of the Unicode CLDR
/// (unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html) for the languages that there are.
/// </summary>
public static class PluralRule
{
    /// <summary>The categories that texts of this language come in; <c>other</c> is always among them.</summary>
    public static IReadOnlyList<string> Categories(string language) => language == "ms" ? ["other"] : ["one", "other"];

    /// <summary>The category of a number of things; Malay has one wording, English, Dutch, Hungarian and Turkish tell one from others.</summary>
    public static string CategoryOf(string language, long n) => n == 1 && language != "ms" ? "one" : "other";
}
