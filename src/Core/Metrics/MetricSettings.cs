using Deskmeter.Metrics.Expression;

namespace Deskmeter.Metrics;

/// <summary>
/// The settings of KPIs for one question: those of their files, unless the question names others, as <c>window</c> for every KPI that
/// has one or <c>reopen_rate.window</c> for one.
/// </summary>
internal sealed class MetricSettings
{
    private readonly Dictionary<string, double> _asked = [];

    /// <exception cref="UsageException">A setting that none of <paramref name="metrics"/> has, or a value that it cannot have.</exception>
    public MetricSettings(IReadOnlyDictionary<string, string> asked, IReadOnlyCollection<Metric> metrics)
    {
        var known = metrics.SelectMany(metric => metric.Parameters, (metric, setting) => (Metric: metric, Setting: setting))
            .SelectMany(pair => new[] { pair.Setting.Name, $"{pair.Metric.Id}.{pair.Setting.Name}" }, (pair, name) => (Name: name, pair.Setting))
            .ToLookup(pair => pair.Name, pair => pair.Setting);
        foreach (var (name, text) in asked)
        {
            if (!known.Contains(name)) throw Nearest.Unknown($"setting", name, known.Select(group => group.Key), "param");
            _asked[name] = Read(name, text, known[name].First());
        }
    }

    /// <summary>Every setting of a KPI by its name.</summary>
    public IReadOnlyDictionary<string, double> Of(Metric metric) => metric.Parameters.ToDictionary(
        setting => setting.Name,
        setting => _asked.TryGetValue($"{metric.Id}.{setting.Name}", out var own) ? own : _asked.GetValueOrDefault(setting.Name, setting.Default));

    /// <summary>Every setting of these KPIs as it applies, by <c>kpi.setting</c>.</summary>
    public IReadOnlyDictionary<string, string> Echo(IEnumerable<Metric> metrics) => new SortedDictionary<string, string>(
        metrics.SelectMany(metric => Of(metric).Select(pair => (Metric: metric, pair.Key, pair.Value))).ToDictionary(
            entry => $"{entry.Metric.Id}.{entry.Key}",
            entry => new Quantity(entry.Value, entry.Metric.Parameters.First(setting => setting.Name == entry.Key).IsDuration).ToString()),
        StringComparer.Ordinal);

    private static double Read(string name, string text, MetricParameter setting)
    {
        try
        {
            var quantity = Quantity.Parse(text);
            if (quantity.IsDuration == setting.IsDuration && quantity.Value >= 0) return quantity.Value;
        }
        catch (ExpressionException)
        {
            // Said below, with the name of the setting.
        }

        Sentence example = setting.IsDuration ? (Sentence)$"a duration such as 7d" : $"a number";
        throw new UsageException($"The setting '{name}' is {example}, not '{text}'.", "param");
    }
}
