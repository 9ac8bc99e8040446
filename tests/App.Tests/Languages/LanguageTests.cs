using System.Text.RegularExpressions;
using Deskmeter.App.Languages;
using Deskmeter.Facts.Conversations;
using Deskmeter.Metrics;
using Xunit;

namespace Deskmeter.App.Tests.Languages;

public partial class LanguageTests
{
    private static readonly Language English = Language.Of("en");

    [Fact]
    public void A_text_fills_its_places_and_chooses_its_number()
    {
        Assert.Equal("34 of 711", English.Say("board.of", ("part", "34"), ("whole", "711")));
        Assert.Equal("1,289 pending", English.Count("board.pending", 1289));
        Assert.Equal(("team", "SLA target"), (English.Within("Team"), English.Within("SLA target")));
        Assert.Throws<KeyNotFoundException>(() => English["board.nothing_like_it"]);
        Assert.Throws<UsageException>(() => Language.Of("xx"));
    }

    [Fact]
    public void Every_reason_of_a_timeline_has_words() =>
        Assert.All(Enum.GetValues<EntryReason>(), reason => Assert.NotEmpty(English[$"board.reason.{MetricQueryText.Word(reason)}"]));

    [Fact]
    public void Places_are_named_in_small_letters() =>
        Assert.All(English.Keys, key => Assert.DoesNotMatch(WrongPlace(), English[key]));

    [GeneratedRegex(@"\{[^a-z}]|\{[^}]*$")]
    private static partial Regex WrongPlace();
}
