using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Deskmeter.Core.Tests.Store;

/// <summary>Values of every kind that a store carries, the odd ones more often than chance would have them.</summary>
internal static class Samples
{
    public static Config Config { get; } = Config.QuickThrowOnFailure.WithMaxTest(200);

    /// <summary>Valid texts: short and long, around the twelve bytes that stand in place, of one to four bytes a character.</summary>
    public static Gen<string> Text { get; } = Gen.OneOf(
        Gen.Elements("", "\0", " ", "twelve bytes", "thirteen byte", "çağrı merkezi", "客户服务支持", "🙂🙂🙂", "🙂🙂🙂🙂", "e\u0301", new string('ő', 40_000)),
        from letters in Gen.Elements('a', 'İ', '\n', '\'', '"', 'ß', '客', '\u200f').ArrayOf()
        select new string(letters));

    public static Gen<LocalDate> Date { get; } =
        from days in Gen.Choose(-800_000, 2_900_000)
        select new LocalDate(1970, 1, 1).PlusDays(days);

    /// <summary>Whole microseconds, before and after 1970.</summary>
    public static Gen<Instant> Instant { get; } =
        from seconds in Gen.Choose(int.MinValue, int.MaxValue)
        from microseconds in Gen.Choose(0, 999_999)
        select NodaTime.Instant.FromUnixTimeSeconds(seconds * 100L) + Duration.FromNanoseconds(microseconds * 1000L);

    /// <summary>Money within decimal(18,4).</summary>
    public static Gen<decimal> Money { get; } =
        from whole in Gen.Choose(int.MinValue, int.MaxValue)
        from part in Gen.Choose(0, 9999)
        select whole * 10_000m + part / 10_000m;
}
