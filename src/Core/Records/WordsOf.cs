using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Deskmeter.Records;

/// <summary>The words of an enumeration in documents, snake_case, made once.</summary>
internal static class WordsOf<TEnum> where TEnum : struct, Enum
{
    private static readonly TEnum[] Values = Enum.GetValues<TEnum>();

    /// <summary>The words in the order of their values.</summary>
    public static string[] All { get; } =
        [.. Enum.GetNames<TEnum>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];

    /// <summary>The same as UTF-8.</summary>
    public static byte[][] Utf8 { get; } = [.. All.Select(Encoding.UTF8.GetBytes)];

    /// <summary>The value of a word's place in <see cref="All"/>.</summary>
    public static TEnum At(int place) => Values[place];

    /// <summary>The place of a value's word in <see cref="All"/>: our enumerations count from 0 without gaps.</summary>
    public static int PlaceOf(TEnum value) => Unsafe.BitCast<TEnum, int>(value);
}
