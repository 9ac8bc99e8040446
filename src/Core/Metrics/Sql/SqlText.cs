using System.Globalization;
using NodaTime;

namespace Deskmeter.Metrics.Sql;

/// <summary>Writes names and our own literals. Words of people never come here: they are parameters.</summary>
internal static class SqlText
{
    /// <summary>A name of the schema.</summary>
    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string Date(LocalDate date) => $"date '{PeriodLabel.Date(date)}'";

    public static string Timestamp(Instant instant) =>
        $"timestamp '{instant.ToDateTimeUtc().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}'";

    public static string Number(double value) =>
        value == Math.Truncate(value) && Math.Abs(value) < 1e15
            ? ((long)value).ToString(CultureInfo.InvariantCulture)
            : value.ToString("0.0###############", CultureInfo.InvariantCulture);

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string And(IEnumerable<string> conditions) => string.Join(" and ", conditions);

    /// <summary>
    /// A balanced tree of comparisons: the value of the stretch that <paramref name="subject"/> lies in, where
    /// <paramref name="bounds"/> part the stretches. Deep only by the logarithm, so many periods stay cheap.
    /// </summary>
    public static string Tree(string subject, IReadOnlyList<string> bounds, IReadOnlyList<string> values)
    {
        return Branch(0, values.Count);

        string Branch(int low, int high)
        {
            if (high - low == 1) return values[low];
            var middle = (low + high) / 2;
            return $"case when {subject} < {bounds[middle - 1]} then {Branch(low, middle)} else {Branch(middle, high)} end";
        }
    }
}

/// <summary>The values of a statement's parameters; equal values share a place, so that equal conditions have equal texts.</summary>
internal sealed class SqlParameters
{
    private readonly List<object?> _values = [];

    public IReadOnlyList<object?> Values => _values;

    /// <summary>The name of the parameter that carries this value.</summary>
    public string Add(object value)
    {
        var index = _values.IndexOf(value);
        if (index < 0)
        {
            index = _values.Count;
            _values.Add(value);
        }

        return $"${SqlText.Number(index + 1)}";
    }
}
