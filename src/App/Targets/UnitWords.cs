using System.Globalization;
using System.Text.RegularExpressions;
using Deskmeter.App.Languages;
using Deskmeter.Targets;

namespace Deskmeter.App.Targets;

/// <summary>The units of time as a page writes them: who reads 4 sa may write it.</summary>
public static partial class UnitWords
{
    private static readonly (string Key, string Ours)[] Units = [("unit.second", "s"), ("unit.minute", "min"), ("unit.hour", "h"), ("unit.day", "d")];

    /// <summary>A duration with the units that <see cref="TargetRules.Read"/> knows: 1 sa 30 dk is 1 h 30 min. Words that are no unit of the language stay.</summary>
    public static string ToOurs(Language language, string text) => Letters().Replace(text, word =>
        Array.Find(Units, unit => language.Culture.CompareInfo.Compare(language[unit.Key], word.Value, CompareOptions.IgnoreCase) == 0).Ours ?? word.Value);

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Letters();
}
