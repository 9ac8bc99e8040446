using System.Text;

namespace Deskmeter.Metrics;

/// <summary>
/// A filter in words, as addresses and command lines carry it: <c>channel=email,chat</c>, <c>priority!=low</c>. A value with a comma or
/// a quote stands in double quotes (a quote within is doubled); an empty value means "has none": <c>channel=</c>.
/// </summary>
public static class FilterText
{
    /// <exception cref="UsageException">The text is no filter.</exception>
    public static Filter Read(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var isNegated = equals > 0 && text[equals - 1] == '!';
        var slice = equals < 0 ? "" : text[..(isNegated ? equals - 1 : equals)].Trim();
        if (slice.Length == 0)
            throw new UsageException($"The filter '{text}' is not of the form slice=value,value or slice!=value.", "where");
        return new Filter(slice, Values(text, equals + 1), isNegated);
    }

    public static string Write(Filter filter) =>
        $"{filter.Slice}{(filter.IsNegated ? "!=" : "=")}{string.Join(',', filter.Values.Select(Quote))}";

    private static string Quote(string? value) =>
        value is null ? "" : value.Length == 0 || value.AsSpan().ContainsAny(",\"") || value.Trim() != value
            ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : value;

    private static List<string?> Values(string text, int start)
    {
        List<string?> values = [];
        var value = new StringBuilder();
        var (isInQuotes, wasQuoted) = (false, false);
        for (var i = start; i <= text.Length; i++)
        {
            if (i == text.Length || (text[i] == ',' && !isInQuotes))
            {
                if (isInQuotes) throw new UsageException($"A quote in the filter '{text}' is not closed.", "where");
                var word = wasQuoted ? value.ToString() : value.ToString().Trim();
                values.Add(word.Length == 0 && !wasQuoted ? null : word);
                value.Clear();
                wasQuoted = false;
            }
            else if (text[i] != '"') value.Append(text[i]);
            else if (isInQuotes && i + 1 < text.Length && text[i + 1] == '"') value.Append(text[++i]);
            else (isInQuotes, wasQuoted) = (!isInQuotes, true);
        }

        return values;
    }
}
