using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace Deskmeter.Connectors.Files;

/// <summary>Turns the values of a mapping into functions over a row's cells, once per file.</summary>
internal sealed class ValueCompiler(Columns columns, MappedTimes times, DateTimeZone zone, IReadOnlyDictionary<string, Lookup?> lookups)
{
    private readonly Dictionary<MappedTimes, TimeParser> _times = [];

    /// <summary>A text in the source's own words; null: unknown.</summary>
    public Func<Row, string?> Text(MappedValue value) => Compile(value, UnknownWord.Keep);

    public Func<Row, string?>? OptionalText(MappedValue? value) => value is null ? null : Text(value);

    /// <summary>A text before any map: the source's own word.</summary>
    public Func<Row, string?> OwnWord(MappedValue value) => value switch
    {
        MappedValue.Cell cell => Text(cell with { Map = null, Otherwise = null, Fallback = null }),
        MappedValue.First first => FirstOf([.. first.Values.Select(OwnWord)]),
        _ => _ => null,
    };

    /// <summary>One of our own words; one that we do not know is unknown, with a warning.</summary>
    public Func<Row, T?> Word<T>(MappedValue value) where T : struct, Enum
    {
        var text = Compile(value, UnknownWord.Warn);
        var names = Enum.GetNames<T>().ToDictionary(name => name, Enum.Parse<T>, StringComparer.OrdinalIgnoreCase);
        var name = value.Name;
        return row =>
        {
            if (text(row) is not { } word) return null;
            if (names.TryGetValue(word, out var known)) return known;
            row.Warn(NotKnown(name, word, names.Keys.Select(key => key.ToLowerInvariant())));
            return null;
        };
    }

    public Func<Row, bool?> Flag(MappedValue value)
    {
        var text = Text(value);
        var name = value.Name;
        return row => text(row)?.ToLowerInvariant() switch
        {
            null => null,
            "true" or "t" or "yes" or "y" or "1" => true,
            "false" or "f" or "no" or "n" or "0" => false,
            var word => Failed<bool>(row, $"{name} '{word}' is neither true nor false."),
        };
    }

    public Func<Row, decimal?> Number(MappedValue value)
    {
        var text = Text(value);
        var name = value.Name;
        return row => text(row) switch
        {
            null => null,
            var word when decimal.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            // Nobody can know whether 1,500 is one and a half or a thousand and a half: it is never guessed.
            var word when word.Contains(',', StringComparison.Ordinal) => Failed<decimal>(row, $"{name} '{word}' is no number: decimals are written with a point, thousands not at all."),
            var word => Failed<decimal>(row, $"{name} '{word}' is no number."),
        };
    }

    /// <summary>A counter: a whole number, or the seconds of a time.</summary>
    public Func<Row, long?> Counter(MappedValue value)
    {
        var text = Text(value);
        var name = value.Name;
        var parser = ParserOf(value);
        return row => text(row) switch
        {
            null => null,
            var word when long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
            var word when parser.Parse(word) is { } time => time.At.ToUnixTimeSeconds(),
            var word => Failed<long>(row, $"{name} '{word}' is neither a whole number nor a date and time that exists."),
        };
    }

    public Func<Row, Instant?> Time(MappedValue value)
    {
        var text = Text(value);
        var read = Times(value);
        return row => text(row) is { } word ? read(row, word) : null;
    }

    /// <summary>Reads any text of a row as a time of this value.</summary>
    public Func<Row, string, Instant?> Times(MappedValue value)
    {
        var name = value.Name;
        var parser = ParserOf(value);
        return (row, word) =>
        {
            if (parser.Parse(word) is not { } time) return Failed<Instant>(row, $"{name} '{word}' is no time that this import reads.");
            if (time.IsSkipped) row.Warn($"{name} names a local time that the clock change skipped; it was moved forward by the change.");
            if (time.IsAmbiguous) row.Warn($"{name} names a local time that the clock change repeated; the first was taken.");
            return time.At;
        };
    }

    /// <summary>A date as it is written; of an instant that states its offset, the local date in the import's zone.</summary>
    public Func<Row, LocalDate?> Day(MappedValue value)
    {
        var text = Text(value);
        var name = value.Name;
        var local = new TimeParser(TimesOf(value) with { Zone = "UTC" }, DateTimeZone.Utc);
        var elsewhere = new TimeParser(TimesOf(value) with { Zone = "Etc/GMT-14" }, DateTimeZone.Utc);
        var own = TimesOf(value).Zone is { } named ? TimeParser.ZoneOf(named) : zone;
        return row =>
        {
            if (text(row) is not { } word) return null;
            if (local.Parse(word) is not { } time) return Failed<LocalDate>(row, $"{name} '{word}' is no date that this import reads.");
            // A text that is the same instant wherever it is read states its offset.
            return elsewhere.Parse(word)!.Value.At == time.At ? time.At.InZone(own).Date : time.At.InUtc().Date;
        };
    }

    /// <summary>A local date, of a time that states no zone or one that does.</summary>
    public Func<Row, LocalDate?> Date(MappedValue value)
    {
        var text = Text(value);
        var name = value.Name;
        var parser = new TimeParser(TimesOf(value) with { Zone = "UTC" }, DateTimeZone.Utc);
        return row => text(row) switch
        {
            null => null,
            var word when parser.Parse(word) is { } time => time.At.InUtc().Date,
            var word => Failed<LocalDate>(row, $"{name} '{word}' is no date that this import reads."),
        };
    }

    /// <summary>A list in the order of its cell; one gathered from several rows is sorted, whatever their order.</summary>
    public Func<Row, IReadOnlyList<string>> Texts(MappedValue value)
    {
        var split = value.Cells.Select(cell => cell.Split).FirstOrDefault(separator => separator is not null);
        var text = Compile(value, UnknownWord.Keep, isList: true);
        return row => text(row) switch
        {
            null => [],
            var found when found.Contains(Lookup.Separator, StringComparison.Ordinal) => [.. found.Split(Lookup.Separator).Order(StringComparer.Ordinal)],
            var found when split == "json" => JsonTexts(row, found),
            var found when split is not null => found.Split(split, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            var found => [found],
        };
    }

    public Func<Row, bool>? Conditions(IReadOnlyList<MappedCondition> conditions)
    {
        if (conditions.Count == 0) return null;
        var all = conditions.Select(condition => (Text: Text(condition.Cell), condition.Words)).ToArray();
        return row =>
        {
            foreach (var (text, words) in all)
            {
                if (!words.Contains(text(row) ?? "", StringComparer.OrdinalIgnoreCase)) return false;
            }

            return true;
        };
    }

    private Func<Row, string?> Compile(MappedValue value, UnknownWord usual, bool isList = false)
    {
        if (value is MappedValue.Constant constant) return _ => constant.Text;
        if (value is MappedValue.First first) return FirstOf([.. first.Values.Select(each => Compile(each, usual, isList))]);
        var cell = (MappedValue.Cell)value;
        if (columns.SlotOf(cell.Column) is not { } slot) return _ => null;
        Func<Row, string?> get = row => row.Cells[slot];
        if (cell.Match is not null) get = Matched(get, cell);
        if (cell.Json is not null) get = JsonProperty(get, cell.Json);
        if (cell.Find is { } find) get = Found(get, cell.Name, find, isList);
        if (cell.Map is not null) get = Mapped(get, cell.Name, cell.Map, cell.Fallback is null ? cell.Otherwise ?? usual : UnknownWord.Unknown);
        if (cell.Fallback is null) return get;
        var fallback = Compile(cell.Fallback, usual, isList);
        return row => row.Cells[slot] is null ? null : get(row) ?? fallback(row);
    }

    private static Func<Row, string?> FirstOf(Func<Row, string?>[] values) => row =>
    {
        foreach (var value in values)
        {
            if (value(row) is { } text) return text;
        }

        return null;
    };

    private static Func<Row, string?> Matched(Func<Row, string?> get, MappedValue.Cell cell) => row =>
    {
        if (get(row) is not { } text || cell.Match!.Match(text) is not { Success: true } match) return null;
        return match.Groups[match.Groups.Count > 1 ? 1 : 0].Value is { Length: > 0 } found ? found : null;
    };

    private static Func<Row, string?> JsonProperty(Func<Row, string?> get, string property) => row =>
    {
        if (get(row) is not { } text || !text.StartsWith('{')) return null;
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.TryGetProperty(property, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null;
        }
        catch (JsonException)
        {
            row.Fail($"'{text}' is no JSON.");
            return null;
        }
    };

    private Func<Row, string?> Found(Func<Row, string?> get, string name, (string File, string Column) find, bool isList)
    {
        if (lookups.GetValueOrDefault(find.File) is not { } lookup) return _ => null;
        var column = lookup.Columns.ToList().IndexOf(find.Column);
        Sentence warning = $"{name} names a row that is not in {lookup.File}.";
        return row =>
        {
            if (get(row) is not { } key) return null;
            if (!lookup.Contains(key))
            {
                // A list may well be empty; one value that is missing is worth a word.
                if (!isList && !find.Column.EndsWith('?')) row.Warn(warning);
                return null;
            }

            var found = lookup.Find(key, column);
            return isList || found is null || !found.Contains(Lookup.Separator, StringComparison.Ordinal)
                ? found
                : found.Split(Lookup.Separator).Min(StringComparer.Ordinal);
        };
    }

    private static Func<Row, string?> Mapped(
        Func<Row, string?> get, string name, IReadOnlyDictionary<string, string?> map, UnknownWord otherwise) => row =>
    {
        if (get(row) is not { } word) return null;
        if (map.TryGetValue(word, out var meaning)) return meaning;
        if (otherwise == UnknownWord.Aside) row.Fail(NotKnown(name, word, map.Keys));
        if (otherwise == UnknownWord.Warn) row.Warn($"{NotKnown(name, word, map.Keys)} It counts as unknown.");
        return otherwise == UnknownWord.Keep ? word : null;
    };

    private static string[] JsonTexts(Row row, string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.ValueKind == JsonValueKind.Array) return [.. json.RootElement.EnumerateArray().Select(item => item.ToString())];
        }
        catch (JsonException)
        {
        }

        row.Fail($"'{text}' is no JSON array.");
        return [];
    }

    private static Sentence NotKnown(string name, string word, IEnumerable<string> known)
    {
        var near = Nearest.To(word, known);
        return $"{name} '{word}' is not known.{Nearest.Hint(near)}";
    }

    private MappedTimes TimesOf(MappedValue value) => value.Cells.Select(cell => cell.Times).FirstOrDefault(own => own is not null) ?? times;

    private TimeParser ParserOf(MappedValue value)
    {
        var format = TimesOf(value);
        return _times.TryGetValue(format, out var parser) ? parser : _times[format] = new TimeParser(format, zone);
    }

    private static T? Failed<T>(Row row, Sentence reason) where T : struct
    {
        row.Fail(reason);
        return null;
    }
}
