using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Deskmeter.Metrics;

/// <summary>
/// A question in words, the same for addresses and command lines: <c>kpi</c>, <c>from</c>, <c>to</c>, <c>grain</c>, <c>by</c>,
/// <c>where</c>, <c>zone</c>, <c>clock</c>, <c>compare</c>, <c>guards</c> and <c>histogram</c> (<c>true</c>), <c>as_of</c> and <c>param</c>
/// (<c>window=3d</c>). Lists take commas and may repeat. Whether KPIs and slices exist is the engine's to say.
/// </summary>
public static class MetricQueryText
{
    /// <summary>The words there are.</summary>
    public static IReadOnlyList<string> Words { get; } =
        ["kpi", "from", "to", "grain", "by", "where", "zone", "clock", "compare", "guards", "histogram", "as_of", "param"];

    /// <summary>Reads a question.</summary>
    /// <param name="word">The values of a word as given, none when it was not.</param>
    /// <exception cref="UsageException">A value is missing or is not what its word takes.</exception>
    public static MetricQuery Read(Func<string, IEnumerable<string?>> word) => new()
    {
        Kpis = List("kpi", word) is { Count: > 0 } kpis ? kpis : throw Missing("kpi"),
        From = Date("from", Single("from", word) ?? throw Missing("from")),
        To = Date("to", Single("to", word) ?? throw Missing("to")),
        Grain = Choice("grain", Single("grain", word), Grain.Total),
        By = List("by", word),
        Where = [.. Given("where", word).Select(FilterText.Read)],
        Zone = Single("zone", word) is { } zone ? Zone(zone) : null,
        Clock = Choice("clock", Single("clock", word), Clock.Calendar),
        Compare = Choice("compare", Single("compare", word), Compare.None),
        Guards = YesOrNo("guards", Single("guards", word)),
        Histogram = YesOrNo("histogram", Single("histogram", word)),
        AsOf = Single("as_of", word) is { } instant ? AsOf(instant) : null,
        Params = Parameters(Given("param", word)),
    };

    /// <summary>A local date, <c>2016-03-01</c>.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static LocalDate Date(string field, string text) =>
        LocalDatePattern.Iso.Parse(text) is { Success: true } date ? date.Value
            : throw new UsageException($"'{text}' is no date of the form 2016-03-01.", field);

    /// <summary>An instant in UTC, <c>2016-03-01T09:00:00Z</c>, or with an offset.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static Instant AsOf(string text, string field = "as_of") =>
        OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } at ? at.Value.ToInstant()
            : throw new UsageException($"'{text}' is no instant of the form 2016-03-01T09:00:00Z.", field);

    /// <summary>An IANA zone.</summary>
    /// <exception cref="UsageException">There is none of this name.</exception>
    public static string Zone(string id) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } zone ? zone.Id
            : throw Nearest.Unknown($"time zone", id, DateTimeZoneProviders.Tzdb.Ids, "zone");

    /// <summary>One of the values of an enumeration, in snake case; <paramref name="otherwise"/> when it was not given.</summary>
    /// <exception cref="UsageException">It is none of them.</exception>
    public static TEnum Choice<TEnum>(string field, string? text, TEnum otherwise) where TEnum : struct, Enum
    {
        if (text is null) return otherwise;
        foreach (var value in Enum.GetValues<TEnum>())
            if (string.Equals(Word(value), text, StringComparison.OrdinalIgnoreCase)) return value;
        throw Nearest.Unknown(Sentence.Of(field), text, Enum.GetValues<TEnum>().Select(Word), field);
    }

    /// <summary>The word of a value of an enumeration.</summary>
    public static string Word<TEnum>(TEnum value) where TEnum : struct, Enum =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static bool YesOrNo(string field, string? text) => text switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw new UsageException($"'{field}' is true or false, not '{text}'.", field, Nearest.To(text, ["true", "false"])),
    };

    private static List<string> Given(string name, Func<string, IEnumerable<string?>> word) =>
        [.. word(name).OfType<string>().Where(text => text.Length > 0)];

    private static List<string> List(string name, Func<string, IEnumerable<string?>> word) =>
        [.. Given(name, word).SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    private static string? Single(string name, Func<string, IEnumerable<string?>> word) => Given(name, word) switch
    {
        [] => null,
        [var only] => only,
        _ => throw new UsageException($"'{name}' is given more than once.", name),
    };

    private static Dictionary<string, string> Parameters(IEnumerable<string> given)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in given)
        {
            var parts = text.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts is not [{ Length: > 0 } name, { Length: > 0 } value])
                throw new UsageException($"The parameter '{text}' is not of the form name=value.", "param");
            parameters[name] = value;
        }

        return parameters;
    }

    private static UsageException Missing(string field) => new($"'{field}' is missing.", field);
}
