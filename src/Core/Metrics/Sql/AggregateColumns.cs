namespace Deskmeter.Metrics.Sql;

/// <summary>
/// The aggregates that a statement selects. Each stands in it once, however many KPIs ask for it; percentiles of one argument are
/// one call. A row of results becomes one number for each place asked for; NaN is null.
/// </summary>
internal sealed class AggregateColumns
{
    private readonly List<(string Text, int Place)> _texts = [];
    private readonly Dictionary<string, int> _places = [];
    private readonly Dictionary<string, SortedDictionary<double, int>> _percentiles = [];
    private readonly List<bool> _isCount = [];

    /// <summary>A count: 0 where there are no rows.</summary>
    public int Count(string sql) => Place(sql, isCount: true);

    /// <summary>Any other aggregate of one number: null where there are no rows.</summary>
    public int Scalar(string sql) => Place(sql, isCount: false);

    /// <summary>A percentile, interpolated linearly.</summary>
    public int Percentile(string argument, double fraction)
    {
        if (!_percentiles.TryGetValue(argument, out var places)) _percentiles[argument] = places = [];
        if (!places.TryGetValue(fraction, out var place))
        {
            place = places[fraction] = _isCount.Count;
            _isCount.Add(false);
        }

        return place;
    }

    /// <summary>What stands in the select list.</summary>
    public IEnumerable<string> Texts =>
    [
        .. _texts.Select(pair => pair.Text),
        .. _percentiles.Select(pair => $"quantile_cont({pair.Key}, [{string.Join(", ", pair.Value.Keys.Select(SqlText.Number))}])"),
    ];

    /// <summary>The numbers of a member without rows.</summary>
    public double[] Empty()
    {
        var numbers = new double[_isCount.Count];
        for (var place = 0; place < numbers.Length; place++) numbers[place] = _isCount[place] ? 0 : double.NaN;
        return numbers;
    }

    /// <summary>The numbers of a row whose aggregates begin at <paramref name="first"/>.</summary>
    public double[] Read(object?[] row, int first)
    {
        var numbers = Empty();
        var at = first;
        foreach (var (_, place) in _texts) Put(numbers, place, row[at++]);
        foreach (var places in _percentiles.Values)
        {
            if (row[at++] is not System.Collections.IList values) continue;
            var index = 0;
            foreach (var place in places.Values) Put(numbers, place, values[index++]);
        }

        return numbers;
    }

    private int Place(string sql, bool isCount)
    {
        if (_places.TryGetValue(sql, out var place)) return place;
        place = _places[sql] = _isCount.Count;
        _isCount.Add(isCount);
        _texts.Add((sql, place));
        return place;
    }

    private static void Put(double[] numbers, int place, object? value)
    {
        if (value is null) return;
        numbers[place] = value switch
        {
            double number => number,
            long number => number,
            decimal number => (double)number,
            _ => throw new InvalidOperationException($"An aggregate gave a {value.GetType().Name}."),
        };
    }
}
