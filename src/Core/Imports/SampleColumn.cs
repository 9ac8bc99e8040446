using System.Globalization;
using Deskmeter.Connectors.Files;
using NodaTime;

namespace Deskmeter.Imports;

/// <summary>What the cells of a column look like.</summary>
public enum ValueShape
{
    Empty,
    Time,
    Number,
    Flag,
    Mail,

    /// <summary>A few words that come again and again.</summary>
    Word,

    /// <summary>A different short text in every row.</summary>
    Name,
    Text,
}

/// <summary>A column of a file as its first rows show it.</summary>
/// <param name="Index">Its place in the header, from 0.</param>
/// <param name="Name">As the header says.</param>
/// <param name="Filled">The part of the rows that say something, from 0 to 1.</param>
/// <param name="Example">The first cell that says something; null when none does.</param>
/// <param name="Words">The different cells, where they are few; the most frequent first.</param>
public sealed record SampleColumn(int Index, string Name, double Filled, string? Example, ValueShape Shape, IReadOnlyList<string> Words)
{
    private const int MostWords = 24;
    private const int LongestExample = 80;

    /// <summary>Formats that exports write times in, the unambiguous first.</summary>
    public static IReadOnlyList<string> TimeFormats { get; } =
    [
        "iso", "epoch_ms", "epoch", "d.M.yyyy H:mm", "d.M.yyyy H:mm:ss", "d.M.yyyy", "d/M/yyyy H:mm", "d/M/yyyy H:mm:ss", "d/M/yyyy", "M/d/yyyy H:mm",
        "M/d/yyyy H:mm:ss", "M/d/yyyy", "M/d/yyyy h:mm tt", "M/d/yyyy h:mm:ss tt", "d-M-yyyy H:mm", "d-M-yyyy H:mm:ss", "yyyy/M/d H:mm", "yyyy/M/d H:mm:ss",
        "d MMM yyyy H:mm", "MMM d, yyyy h:mm tt",
    ];

    /// <summary>The formats that every cell that says something fits; more than one where nobody can tell day and month apart.</summary>
    public IReadOnlyList<string> Formats { get; init; } = [];

    internal static SampleColumn Of(int index, string name, IReadOnlyList<string> cells)
    {
        var said = cells.Where(cell => cell.Length > 0).ToList();
        if (said.Count == 0) return new SampleColumn(index, name, 0, null, ValueShape.Empty, []);
        var words = said.GroupBy(cell => cell, StringComparer.OrdinalIgnoreCase).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).ToList();
        var misses = TimeFormats.Select(format => (Format: format, Count: Misses(format, said))).Where(miss => miss.Count is not null).ToList();
        // Of formats that fit some cells better is meant the one that fits most of them.
        var formats = misses.Where(miss => miss.Count == misses.Min(other => other.Count)).Select(miss => miss.Format).ToList();
        var shape = formats.Count > 0 ? ValueShape.Time : ShapeOf(said, words.Count);
        return new SampleColumn(index, name, (double)said.Count / cells.Count, Short(said[0]), shape, words.Count <= MostWords ? [.. words.Select(group => group.Key)] : [])
        {
            Formats = formats,
        };
    }

    private static ValueShape ShapeOf(List<string> said, int words)
    {
        if (said.TrueForAll(cell => cell.ToLowerInvariant() is "true" or "false" or "yes" or "no" or "0" or "1" or "t" or "f" or "y" or "n")) return ValueShape.Flag;
        if (said.TrueForAll(cell => decimal.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _))) return ValueShape.Number;
        if (said.TrueForAll(cell => cell.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && cell.IndexOf('.', at) > 0)) return ValueShape.Mail;
        if (words <= Math.Max(3, Math.Min(MostWords, said.Count / 3)) && said.TrueForAll(cell => cell.Length <= 60)) return ValueShape.Word;
        return said.TrueForAll(cell => cell.Length <= 40 && cell.Count(letter => letter == ' ') <= 3) ? ValueShape.Name : ValueShape.Text;
    }

    /// <summary>How many cells are no time in this format: a few may be wrong. Null: too many are.</summary>
    private static int? Misses(string format, List<string> said)
    {
        var isEpoch = format is "epoch" or "epoch_ms";
        var digits = format == "epoch" ? 10 : 13;
        var parser = new TimeParser(new MappedTimes([format], null), DateTimeZone.Utc);
        var most = Math.Max(1, said.Count / 20);
        var misses = 0;
        foreach (var cell in said)
        {
            // A count is no instant: only numbers of our time are.
            var isLike = isEpoch ? cell.Length == digits && (cell[0] is '1' or '2') && cell.All(char.IsAsciiDigit) : cell.Length is >= 6 and <= 40;
            if ((!isLike || parser.Parse(cell) is null) && ++misses > most) return null;
        }

        return misses * 2 < said.Count ? misses : null;
    }

    private static string Short(string text) => text.Length <= LongestExample ? text : $"{text[..LongestExample]}…";
}
