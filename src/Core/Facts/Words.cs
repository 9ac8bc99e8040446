using System.Runtime.CompilerServices;

namespace Deskmeter.Facts;

/// <summary>The words of enumerations in facts, made once.</summary>
internal static class Words
{
    /// <summary>The word of a value; the values of our enumerations count up from 0.</summary>
    public static string Of<TEnum>(TEnum value) where TEnum : struct, Enum => Known<TEnum>.All[Unsafe.BitCast<TEnum, int>(value)];

    private static class Known<TEnum> where TEnum : struct, Enum
    {
        public static readonly string[] All = [.. Enum.GetNames<TEnum>().Select(FactTable.NameOf)];
    }
}
