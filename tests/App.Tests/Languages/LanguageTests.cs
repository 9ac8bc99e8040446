using System.Text.RegularExpressions;
using Deskmeter.App.Figures;
using Deskmeter.App.Languages;
using Deskmeter.Facts;
using Deskmeter.Facts.Conversations;
using Deskmeter.Metrics;
using Deskmeter.Metrics.Changes;
using NodaTime;
using Xunit;

namespace Deskmeter.App.Tests.Languages;

public partial class LanguageTests
{
    private static readonly Language English = Language.Of("en");

    public static TheoryData<string> Cultures => [.. Language.Cultures];

    [Fact]
    public void A_text_fills_its_places_and_chooses_its_number()
    {
        Assert.Equal("34 of 711", English.Say("board.of", ("part", "34"), ("whole", "711")));
        Assert.Equal("1,289\u00a0pending", English.Count("board.pending", 1289));
        // A name of the data with a place in it stays as it is.
        Assert.Equal("{whole} of {part}", English.Say("board.of", ("part", "{whole}"), ("whole", "{part}")));
        Assert.Equal(("team", "SLA target"), (English.Within("Team"), English.Within("SLA target")));
        Assert.Throws<KeyNotFoundException>(() => English["board.nothing_like_it"]);
        Assert.Throws<UsageException>(() => Language.Of("xx"));
    }

    [Fact]
    public void There_are_five_languages() => Assert.Equal(["en", "hu", "ms", "nl", "tr"], Language.Cultures);

    [Theory, MemberData(nameof(Cultures))]
    public void Every_text_is_there_with_its_places_and_plural_categories(string culture)
    {
        var language = Language.Of(culture);
        var expected = English.Keys.Where(key => !IsPlural(key)).ToDictionary(key => key, key => Places(English[key]));
        foreach (var key in English.Keys.Where(key => IsPlural(key) && key.EndsWith(".other", StringComparison.Ordinal)))
        {
            foreach (var category in PluralRule.Categories(culture)) expected[$"{key[..^".other".Length]}.{category}"] = Places(English[key]);
        }

        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), language.Keys.Order(StringComparer.Ordinal));
        // "One ticket" may leave the number out.
        Assert.All(expected, text => Assert.Equal(text.Value.Except(Left(text.Key)), Places(language[text.Key]).Except(Left(text.Key))));
        Assert.All(language.Keys, key => Assert.False(string.IsNullOrWhiteSpace(language[key]) && !string.IsNullOrWhiteSpace(English.Find(key)), key));

        static string[] Left(string key) => key.EndsWith(".one", StringComparison.Ordinal) ? ["{n}"] : [];
    }

    [Theory, MemberData(nameof(Cultures))]
    public void Dates_are_written_and_days_named(string culture)
    {
        var language = Language.Of(culture);
        var dates = new DateFormat(language, DateTimeZone.Utc, new LocalDate(2026, 11, 18));
        var (from, at) = (new LocalDate(2025, 10, 29), Instant.FromUtc(2026, 3, 1, 14, 5));
        string[] written =
        [
            dates.Instant(at), dates.ShortInstant(at), dates.Time(at), dates.Day(from), dates.Weekday(from), dates.Axis(from, isLong: true),
            dates.Axis(from, isLong: false), dates.Range(from, from.PlusDays(9)), dates.Range(new LocalDate(2026, 3, 1), new LocalDate(2026, 4, 1)),
        ];
        Assert.All(written, text => Assert.DoesNotContain("yyyy", text, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("14", dates.Time(at), StringComparison.Ordinal);
        Assert.Contains("2025", dates.Day(from), StringComparison.Ordinal);
    }

    [Fact]
    public void Turkish_has_a_dotted_and_a_dotless_i()
    {
        var turkish = Language.Of("tr");
        Assert.Equal(("ilk", "ırak"), (turkish.Within("İlk"), turkish.Within("Irak")));
    }

    [Fact]
    public void Every_reason_of_a_timeline_has_words() =>
        Assert.All(Enum.GetValues<EntryReason>(), reason => Assert.NotEmpty(English[$"board.reason.{MetricQueryText.Word(reason)}"]));

    [Fact]
    public void Every_slice_of_the_catalogue_has_a_name()
    {
        var catalogue = new MetricCatalogue(new FactSchema([]).All, "");
        Assert.All(catalogue.All.SelectMany(catalogue.SlicesOf).Distinct(), slice => Assert.NotNull(English.Find($"board.slice.{slice}")));
    }

    [Fact]
    public void Every_kind_of_row_that_waits_for_its_window_has_words()
    {
        var catalogue = new MetricCatalogue(new FactSchema([]).All, "");
        Assert.All(catalogue.All.Where(metric => metric.MaturesAfter is not null).Select(metric => metric.Fact).Distinct(), fact => Assert.NotNull(English.Find($"pending_of.{fact}")));
    }

    [Fact]
    public void Every_reason_why_a_change_has_no_parts_has_words() =>
        Assert.All(Enum.GetValues<ChangeStatus>().Where(status => status != ChangeStatus.Ok), status => Assert.NotEmpty(English[$"why.not.{MetricQueryText.Word(status)}"]));

    [Theory, MemberData(nameof(Cultures))]
    public void Places_are_named_in_small_letters(string culture) =>
        Assert.All(Language.Of(culture).Keys, key => Assert.DoesNotMatch(WrongPlace(), Language.Of(culture)[key]));

    private static bool IsPlural(string key) => key.EndsWith(".one", StringComparison.Ordinal) ? English.Find(key[..^4] + ".other") is not null
        : key.EndsWith(".other", StringComparison.Ordinal) && English.Find(key[..^6] + ".one") is not null;

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{[^a-z}]|\{[^}]*$")]
    private static partial Regex WrongPlace();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Place();
}
