using System.Globalization;
using Deskmeter.Connectors;
using Deskmeter.Imports;
using Deskmeter.Metrics;
using Microsoft.Extensions.Primitives;

namespace Deskmeter.App.Sources;

/// <summary>
/// How an uploaded file is to be read, as the words of an address or of a form say it: <c>as=calls</c>, <c>c3=offered_at</c> (the fourth
/// column), <c>w3.0=answered</c> (its most frequent word). What is not said is guessed.
/// </summary>
public sealed class ChoiceForm
{
    /// <summary>Of a column: it is not read.</summary>
    public const string Unread = "-";

    private const string As = "as";

    private ChoiceForm(TableSample sample, ImportChoice choice, string? preset) => (Sample, Choice, Preset) = (sample, choice, preset);

    public TableSample Sample { get; }

    public ImportChoice Choice { get; }

    /// <summary>A preset that the header fits and that is to be used; null: the columns are mapped.</summary>
    public string? Preset { get; }

    /// <summary>What the file is imported as.</summary>
    public string Import => Preset ?? Choice.Import;

    /// <summary>The columns have our names, or there are none: nothing is to be mapped.</summary>
    public bool HasNoMapping => Sample.IsJson || Preset is not null;

    /// <summary>Reads the words.</summary>
    /// <param name="words">Of the address or of the form.</param>
    /// <param name="path">Where the file lies.</param>
    /// <exception cref="UsageException">The file cannot be read, or a word means nothing.</exception>
    public static ChoiceForm Read(IEnumerable<KeyValuePair<string, StringValues>> words, string path)
    {
        var said = words.ToDictionary(word => word.Key, word => word.Value.LastOrDefault() ?? "", StringComparer.Ordinal);
        string? Word(string key) => said.GetValueOrDefault(key) is { Length: > 0 } text ? text.Trim() : null;
        if (Word("encoding") is { } wanted && !TableSample.Encodings.Contains(wanted)) throw Nearest.Unknown($"encoding", wanted, TableSample.Encodings, "encoding");
        var sample = TableSample.Of(path, Word("encoding"));
        var import = Word(As);
        var preset = import is not null ? (PresetNames.Contains(import) ? import : null) : PresetNames.FirstOrDefault(name => PresetFits(name, path));
        var guess = ImportGuess.Of(sample, preset is not null ? null : import);
        // What was said of the columns of another kind means nothing here.
        var isSaid = import is not null && Word("was") == import;
        var fields = isSaid ? Fields(sample, guess, said) : guess.Fields;
        var choice = guess with
        {
            Fields = fields,
            Source = Word("src"),
            TimeFormat = Word("times") is { } format ? Format(format) : guess.TimeFormat,
            Zone = Word("tz") is { } zone ? MetricQueryText.Zone(zone) : null,
        };
        return new ChoiceForm(sample, choice with { Words = Words(sample, choice, isSaid ? said : []) }, preset);
    }

    /// <summary>The words that say this choice, for an address.</summary>
    public string Query() => QueryString.Create(Pairs()!).Value ?? "";

    /// <summary>The words that say this choice.</summary>
    public IEnumerable<KeyValuePair<string, string>> Pairs()
    {
        yield return new(As, Import);
        yield return new("was", Import);
        if (Choice.Source is { } source) yield return new("src", source);
        if (Choice.Zone is { } zone) yield return new("tz", zone);
        if (HasNoMapping) yield break;
        yield return new("encoding", Choice.Encoding);
        if (Choice.TimeFormat is { } format) yield return new("times", format);
        foreach (var column in Sample.Columns) yield return new(ColumnWord(column.Index), Choice.Fields.GetValueOrDefault(column.Index, Unread));
        foreach (var ((column, word), meaning) in Choice.Words) yield return new(WordWord(column, Sample.Columns[column].Words.ToList().IndexOf(word)), meaning);
    }

    /// <summary>The request that reads the file so; a mapping is written beside it first.</summary>
    public ImportRequest Request(Upload upload, UploadFolder uploads, bool isDry)
    {
        var path = uploads.PathOf(upload.Id);
        if (!HasNoMapping) File.WriteAllText(uploads.MappingOf(upload.Id), MappingText.Write(Choice, Sample));
        return new ImportRequest(Import, [path], Choice.Zone)
        {
            Mapping = HasNoMapping ? null : uploads.MappingOf(upload.Id),
            Source = HasNoMapping ? Choice.Source : null,
            Shown = upload.Name,
            IsDry = isDry,
        };
    }

    public static string ColumnWord(int column) => string.Create(CultureInfo.InvariantCulture, $"c{column}");

    public static string WordWord(int column, int word) => string.Create(CultureInfo.InvariantCulture, $"w{column}.{word}");

    /// <summary>The presets that read one file of any name.</summary>
    private static IReadOnlyList<string> PresetNames { get; } = [.. Connectors.Files.Presets.Names.Where(name => Connectors.Files.Presets.Find(name).Files is [{ Patterns.Count: 0 }])];

    private static bool PresetFits(string preset, string path)
    {
        try
        {
            _ = new Connectors.Files.MappedImport(Connectors.Files.Presets.Find(preset), [path], NodaTime.DateTimeZone.Utc);
            return true;
        }
        catch (UsageException)
        {
            return false;
        }
    }

    private static Dictionary<int, string> Fields(TableSample sample, ImportChoice guess, Dictionary<string, string> said)
    {
        var target = ImportTarget.Find(guess.Import);
        var fields = new Dictionary<int, string>();
        foreach (var column in sample.Columns)
        {
            if (said.GetValueOrDefault(ColumnWord(column.Index)) is not { Length: > 0 } name || name == Unread) continue;
            if (target.Field(name) is null) throw Nearest.Unknown($"field", name, target.Fields.Select(field => field.Name), ColumnWord(column.Index));
            if (name != ImportTarget.Slice && fields.ContainsValue(name)) throw new UsageException($"Two columns are said to be '{name}': '{sample.Columns[fields.First(pair => pair.Value == name).Key].Name}' and '{column.Name}'. Choose one.", ColumnWord(column.Index));
            fields[column.Index] = name;
        }

        return fields;
    }

    private static Dictionary<(int, string), string> Words(TableSample sample, ImportChoice choice, Dictionary<string, string> said)
    {
        var words = ImportGuess.WordsOf(sample, choice).ToDictionary();
        foreach (var (index, name) in choice.Fields)
        {
            if (ImportTarget.Find(choice.Import).Field(name) is not { Words.Count: > 0 } field) continue;
            for (var place = 0; place < sample.Columns[index].Words.Count; place++)
            {
                if (said.GetValueOrDefault(WordWord(index, place)) is not { Length: > 0 } meaning) continue;
                if (meaning == Unread) words.Remove((index, sample.Columns[index].Words[place]));
                else if (field.Words.Contains(meaning)) words[(index, sample.Columns[index].Words[place])] = meaning;
                else throw Nearest.Unknown($"word", meaning, field.Words, WordWord(index, place));
            }
        }

        return words;
    }

    private static string Format(string format) =>
        SampleColumn.TimeFormats.Contains(format) ? format : throw Nearest.Unknown($"time format", format, SampleColumn.TimeFormats, "times");
}
