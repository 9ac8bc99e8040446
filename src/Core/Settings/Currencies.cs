using System.Collections.Frozen;
using System.Globalization;

namespace Deskmeter.Settings;

/// <summary>The currency codes in use somewhere (ISO 4217), as the system's cultures know them.</summary>
public static class Currencies
{
    /// <summary>Three capital letters each.</summary>
    public static FrozenSet<string> Codes { get; } = CultureInfo.GetCultures(CultureTypes.SpecificCultures)
        .Select(culture => new RegionInfo(culture.Name).ISOCurrencySymbol)
        .Where(code => code.Length == 3 && code.All(char.IsAsciiLetterUpper))
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A code that somebody gave.</summary>
    /// <exception cref="UsageException">There is none such.</exception>
    public static string Read(string code) => Codes.Contains(code) ? code : throw Nearest.Unknown($"currency", code, Codes, "currency");
}
