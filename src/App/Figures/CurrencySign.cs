using System.Collections.Concurrent;
using System.Globalization;

namespace Deskmeter.App.Figures;

/// <summary>How a language writes a currency: the sign that a country of this language uses for it, else its ISO 4217 code.</summary>
/// <param name="Symbol">€, RM, Ft or CHF; empty without a currency. A code that stands first brings the space after it.</param>
/// <param name="IsFirst">It stands before the number.</param>
public sealed record CurrencySign(string Symbol, bool IsFirst)
{
    private static readonly CurrencySign None = new("", IsFirst: false);
    private static readonly ConcurrentDictionary<(string Language, string Currency), CurrencySign> Known = [];

    /// <summary>Looks the sign up in the countries that speak the language: euros are € in English because Ireland writes them so.</summary>
    public static CurrencySign Of(CultureInfo language, string? currency) => currency is null ? None : Known.GetOrAdd((language.Name, currency), Find);

    private static CurrencySign Find((string Language, string Currency) key)
    {
        var (language, currency) = (CultureInfo.GetCultureInfo(key.Language), key.Currency);
        var home = CultureInfo.CreateSpecificCulture(language.Name);
        var country = Countries(language).Prepend(home).FirstOrDefault(country => new RegionInfo(country.Name).ISOCurrencySymbol == currency);
        // Patterns 0 and 2 of .NET put the sign before the number, 2 and 3 with a space between.
        var pattern = (country ?? home).NumberFormat.CurrencyPositivePattern;
        var symbol = country?.NumberFormat.CurrencySymbol ?? currency;
        var isFirst = pattern is 0 or 2;
        return new CurrencySign(isFirst && (country is null || pattern == 2) ? symbol + '\u00a0' : symbol, isFirst);
    }

    private static IEnumerable<CultureInfo> Countries(CultureInfo language) => CultureInfo.GetCultures(CultureTypes.SpecificCultures)
        .Where(culture => culture.TwoLetterISOLanguageName == language.TwoLetterISOLanguageName).OrderBy(culture => culture.Name, StringComparer.Ordinal);
}
