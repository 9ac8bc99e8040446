using System.Text.RegularExpressions;
using Deskmeter.App.Languages;
using Deskmeter.Connectors.Forms;
using Deskmeter.Helpdesk;
using Deskmeter.Metrics;
using Xunit;

namespace Deskmeter.App.Tests.Languages;

/// <summary>Every sentence that the code says to people is there in every language: the sentences are read from the compiled program.</summary>
public partial class SentenceTests
{
    /// <summary>What only the command line and the API can say: mappings written by hand, verbs, and forms that a page words itself.</summary>
    private static readonly string[] NotOfPages =
    [
        "Deskmeter.App.Cli", "Deskmeter.App.Hours", "Deskmeter.App.Http", "Deskmeter.App.Languages", "Deskmeter.App.Frame.Theme", "Deskmeter.App.Metrics.MetricsApi",
        "Deskmeter.App.Targets", "Deskmeter.App.Tickets.TicketsApi", "Deskmeter.Demo", "Deskmeter.Targets.TargetRules", "Deskmeter.Connectors.FileSource",
        "Deskmeter.Connectors.FileImport", "Deskmeter.Connectors.Files.Mapping", "Deskmeter.Connectors.Files.YamlBlock", "Deskmeter.Connectors.Files.ValueReader",
        "Deskmeter.Connectors.Files.ProfileReader", "Deskmeter.Connectors.Files.Presets", "Deskmeter.Connectors.Files.TimeParser", "Deskmeter.Connectors.Forms.RecordMappingReader",
        "Deskmeter.Connectors.Forms.RecordImport", "Deskmeter.Records.RecordSchema", "Deskmeter.Records.SqliteRecords", "Deskmeter.Settings", "Deskmeter.State", "Deskmeter.Sentence",
    ];

    private static readonly IReadOnlyList<CompiledSentence> Said = [.. CompiledSentences.In(typeof(UsageException).Assembly, typeof(Server).Assembly)];

    public static TheoryData<string> Cultures => [.. Language.Cultures.Where(culture => culture != Metric.Standard)];

    [Theory, MemberData(nameof(Cultures))]
    public void Every_sentence_of_a_page_is_said_in_every_language_with_its_places(string culture)
    {
        var language = Language.Of(culture);
        var wanted = Said.Where(said => !NotOfPages.Any(name => said.Type.StartsWith(name, StringComparison.Ordinal))).Select(said => said.Template)
            .Concat(RecordKind.All.Where(kind => kind.Type != typeof(Ticket)).SelectMany(Kinds)).Where(HasWords).ToHashSet();
        Assert.Equal([], wanted.Except(language.Sentences.Keys).Order(StringComparer.Ordinal));
        Assert.All(language.Sentences, pair => Assert.Equal(Places(pair.Key), Places(pair.Value)));
        Assert.All(language.Sentences, pair => Assert.False(string.IsNullOrWhiteSpace(pair.Value)));
    }

    [Theory, MemberData(nameof(Cultures))]
    public void No_translation_is_of_a_sentence_that_nobody_says_any_more(string culture)
    {
        var known = Said.Select(said => said.Template).Concat(RecordKind.All.Where(kind => kind.Type != typeof(Ticket)).SelectMany(Kinds)).ToHashSet();
        Assert.Equal([], Language.Of(culture).Sentences.Keys.Except(known).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_sentence_is_English_by_itself_and_keeps_its_values_wherever_it_is_kept()
    {
        Sentence hint = $" Did you mean '{"from_at"}'?";
        Sentence said = $"There is no {(Sentence)$"column"} '{"form {at}"}'.{hint}";
        Assert.Equal("There is no column 'form {at}'. Did you mean 'from_at'?", said.ToString());
        Assert.Equal("“form {at}” adında bir sütun yok. Şunu mu demek istediniz: “from_at”?", Language.Of("tr").Say(said));
        Assert.Equal("Er is geen kolom “form {at}”. Bedoelde je “from_at”?", Language.Of("nl").Say(Sentence.FromStored(said.Stored())));
        Assert.Equal("A note has at most 2000 characters; this one has 12345.", ((Sentence)$"A note has at most {2000} characters; this one has {12345}.").ToString());
        Assert.Equal("Egy jegyzet legfeljebb 2\u00a0000 karakter; ez 12\u00a0345.", Language.Of("hu").Say(Sentence.FromStored(((Sentence)$"A note has at most {2000} characters; this one has {12345}.").Stored())));
        Assert.Equal("said {once} by an older program", Language.Of("ms").Say(Sentence.FromStored("said {once} by an older program")));
        Sentence braces = $"a {{literal}} brace of {"{0}"}";
        Assert.Equal("a {literal} brace of {0}", Sentence.FromStored(braces.Stored()).ToString());
    }

    /// <summary>The names of a kind of record and of its parts, which are put together from their types.</summary>
    private static IEnumerable<string> Kinds(RecordKind kind)
    {
        var form = RecordForm.Of(kind);
        return form.Object.Fields.Select(field => field.Items).OfType<ObjectForm>().SelectMany(part => part.Fields.Select(field => field.Items).OfType<ObjectForm>().Prepend(part))
            .Prepend(form.Object).Select(what => what.What.Template);
    }

    private static bool HasWords(string template) => Letter().IsMatch(Place().Replace(template, ""));

    private static IEnumerable<string> Places(string template) => Place().Matches(template).Select(match => match.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"(?<!\{)\{\d+\}")]
    private static partial Regex Place();

    [GeneratedRegex("[A-Za-z]")]
    private static partial Regex Letter();
}
