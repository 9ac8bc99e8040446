using System.Collections.Concurrent;
using System.Globalization;

namespace Deskmeter.App.Languages;

/// <summary>Countries and languages in words, by the two letters that sources write; the names are the platform's.</summary>
public static class CodeNames
{
    private static readonly ConcurrentDictionary<(string Code, bool IsCountry, string Culture), string?> Known = new();

    /// <summary>The country of an ISO 3166 code, such as "Türkiye" for <c>TR</c>; null where it is none.</summary>
    public static string? Country(string code, CultureInfo culture) =>
        code is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'] ? Known.GetOrAdd((code, true, culture.Name), _ => Name(culture, () => new RegionInfo(code).DisplayName, code)) : null;

    /// <summary>The language of an ISO 639 code, such as "Dutch" for <c>nl</c>; null where it is none.</summary>
    public static string? Language(string code, CultureInfo culture) =>
        code is [>= 'a' and <= 'z', >= 'a' and <= 'z'] ? Known.GetOrAdd((code, false, culture.Name), _ => Name(culture, () => CultureInfo.GetCultureInfo(code, predefinedOnly: true).DisplayName, code)) : null;

    private static string? Name(CultureInfo culture, Func<string> name, string code)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = culture; // in whose language the platform answers
            var said = name();
            return said.Length == 0 || said == code ? null : culture.TextInfo.ToUpper(said[..1]) + said[1..];
        }
        catch (ArgumentException)
        {
            return null;
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
