using System.Globalization;
using System.Text;
using System.Text.Json;
using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using Deskmeter.Metrics;
using Deskmeter.Metrics.Expression;
using Deskmeter.Targets;

namespace Deskmeter.Core.Tests.Metrics.Catalogue;

/// <summary>The pages of <c>docs/kpis/</c>, written from the catalogue and the texts that people see.</summary>
internal sealed class KpiPages
{
    /// <summary>Where they stand.</summary>
    public const string Folder = "docs/kpis";

    private readonly FactSchema _schema = new([]);
    private readonly MetricCatalogue _catalogue;
    private readonly JsonElement _texts = JsonDocument.Parse(File.ReadAllText(Checkout.Path("src/App/Languages/en.json"))).RootElement;

    public KpiPages() => _catalogue = new MetricCatalogue(_schema.All);

    /// <summary>Every page by its path under the folder: the index, and one for each KPI.</summary>
    public IReadOnlyDictionary<string, string> All() => _catalogue.All
        .Select(metric => (Path: $"{metric.Family}/{metric.Id}.md", Text: Page(metric)))
        .Prepend(("README.md", Index())).ToDictionary(page => page.Item1, page => page.Item2);

    private string Index()
    {
        var text = new StringBuilder();
        text.Append("# The KPIs\n\n");
        text.Append("What is counted, from what, and how edge cases are treated: a page each. The pages are written from the catalogue\n");
        text.Append("(`src/Core/Metrics/Catalogue`) and its texts by `DESKMETER_ACCEPT=1 ./test -class \"*KpiPageDocumentTests\"`; a test fails when they are\n");
        text.Append("stale. How to write one of your own is said in [writing-a-kpi.md](writing-a-kpi.md); `./deskmeter explain KPI` shows, for any figure, which\n");
        text.Append("records it counts and which it leaves out and why.\n\n");
        text.Append("Where a definition comes from: S0 eDesk, S1 Martech Zone, S2 Gorgias, S3 Verloop.io and S4 Atlasmic are articles that describe what support\n");
        text.Append("should measure; the number after the dash is the item. Targets and benchmarks come from these, and from:\n\n");
        foreach (var (key, source) in Benchmarks.Shipped.Sources)
            text.Append(CultureInfo.InvariantCulture, $"- {key}: {Cited(source)}{(source.At is { } place ? $", {place}" : "")}\n");
        foreach (var family in _catalogue.All.GroupBy(metric => metric.Family))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {Text("family", family.Key)}\n\n| KPI | key | unit | better | target |\n|---|---|---|---|---|\n");
            foreach (var metric in family)
                text.Append(CultureInfo.InvariantCulture, $"| [{Name(metric)}]({metric.Family}/{metric.Id}.md) | `{metric.Id}` | {Word(metric.Unit)} | {Word(metric.Better)} | {Target(metric)} |\n");
        }

        return text.ToString();
    }

    private string Page(Metric metric)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {Name(metric)}\n\n`{metric.Id}`, version {metric.Version}, of [{Text("family", metric.Family)}](../README.md).\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{KpiText(metric, "definition")}\n\n```\n{metric.MeasureText.Trim()}{(metric.WhereText is { } where ? $"\nwhere {where.Trim()}" : "")}\n```\n\n");
        text.Append("| | |\n|---|---|\n");
        foreach (var (what, how) in Terms(metric)) text.Append(CultureInfo.InvariantCulture, $"| {what} | {how.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        foreach (var (title, key) in new[] { ("What a source has to bring", "needs"), ("Edge cases", "edge"), ("What to do about it", "advice") })
            text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n{KpiText(metric, key)}\n");
        return text.ToString();
    }

    private IEnumerable<(string What, string How)> Terms(Metric metric)
    {
        if (metric.Fact is { } fact) yield return ("Counts", $"rows of the fact `{fact}`, {Dated(metric)}");
        else yield return ("Calculated from", Links(metric, metric.Formula!.Walk().OfType<MetricNode>().Select(part => part.Id).Distinct()));
        yield return ("Made of", string.Join(", ", Kinds(metric).Select(kind => kind.Import.Replace('_', ' '))));
        if (Columns(metric) is { Count: > 0 } columns) yield return ("Columns", string.Join(", ", columns.Select(column => $"`{column}`")));
        if (metric.Attribution is { } actor) yield return ("Agent and team", $"{Text("actor", actor)} (`{actor}`)");
        yield return ("Unit", $"{UnitText(metric.Unit)}; {(metric.Better == Better.Neither ? "no direction is better" : $"{Word(metric.Better)} is better")}");
        if (metric.Clocks.Count > 0) yield return ("Clocks", string.Join(", ", metric.Clocks.Select(Word)));
        if (metric.Parameters.Count > 0) yield return ("Settings", string.Join(", ", metric.Parameters.Select(setting => $"`{setting.Name}` = {Value(setting)}")));
        if (metric.MaturesAfter is { } window) yield return ("Window", $"rows younger than {Window(metric, window)} are left out whatever came of them, and returned as pending");
        if (metric.By is { } by) yield return ("Broken down by", $"`{by}`, unless a query names another slice");
        if (metric.NotPooled is { } apart) yield return ("Never pooled", $"several values of `{apart}` give no figure, but one each");
        if (metric.MinGroup is { } least) yield return ("Protected", $"fewer than {least} are withheld; never by person, and its rows are never listed");
        if (metric.Periods != PeriodRule.Any) yield return ("Periods", metric.Periods == PeriodRule.Month ? "month by month" : "whole months");
        if (metric.Unit is not (MetricUnit.Count or MetricUnit.Money)) yield return ("Uncertain", $"from fewer than {metric.MinSample}; shown, and said to be so");
        yield return ("Parts", metric.IsAdditive ? "of a slice add up to the total" : "of a slice do not add up to the total");
        if (metric.Target is not null) yield return ("Target", $"{Target(metric)}{(metric.TargetSource is { } from ? $" (source: {Spelt(from)})" : "")}");
        if (Benchmarks.Shipped.Of(metric.Id).ToList() is { Count: > 0 } marks) yield return ("Benchmarks", string.Join("; ", marks.Select(mark => Benchmark(metric, mark))));
        if (metric.Guards.Count > 0) yield return ("Guards, which must not get worse", Links(metric, metric.Guards));
        if (metric.Companions.Count > 0) yield return ("Belongs beside", Links(metric, metric.Companions));
        if (metric.Sources.Count > 0) yield return ("Sources of the definition", string.Join(", ", metric.Sources));
    }

    private string Benchmark(Metric metric, Benchmark mark)
    {
        var level = _texts.GetProperty("targets").GetProperty("level").GetProperty(mark.Level).GetString();
        return $"{Value(mark.Value(metric.Unit), metric.Unit)}{(mark.To(metric.Unit) is { } to ? $" to {Value(to, metric.Unit)}" : "")}: {level} ({Spelt(mark.Source)})";
    }

    /// <summary>A source with its name: S0-4, eDesk, article on 12 KPIs.</summary>
    private string Spelt(string source) => Benchmarks.Shipped.SourceOf(source) is { } known ? $"{source}, {Cited(known)}" : source;

    private string Cited(BenchmarkSource source) => $"{source.Name}, {_texts.GetProperty("targets").GetProperty("about").GetProperty(source.Key).GetString()}";

    private string Dated(Metric metric) => metric.DatedBy switch
    {
        Dating.At at => $"each in the period of its `{at.Anchor}` ({Text("anchor", at.Anchor)})",
        Dating.Between between => $"those there at the end of each period: from `{between.From}` until `{between.Until}`",
        _ => "the state of now, whatever the period",
    };

    /// <summary>Of a formula those of its parts.</summary>
    private static List<string> Columns(Metric metric) => metric.Formula is not null ? [] :
    [
        .. new[] { metric.Measure, metric.Where }.OfType<Node>().SelectMany(Trees.Walk)
            .Select(node => node switch { ColumnNode column => column.Name, AgeNode age => age.Column, _ => null })
            .OfType<string>().Where(name => name is not ("period_start" or "period_end")).Distinct(),
    ];

    private IEnumerable<RecordKind> Kinds(Metric metric)
    {
        var words = Leaves(metric).SelectMany(leaf => FactOrigins.Of(_schema.Find(leaf.Fact!)!)).ToHashSet();
        return RecordKind.All.Where(kind => words.Contains(kind.Word));
    }

    private IEnumerable<Metric> Leaves(Metric metric) => metric.Formula is not { } formula
        ? [metric]
        : formula.Walk().OfType<MetricNode>().SelectMany(part => Leaves(_catalogue.Get(part.Id)));

    private string Links(Metric from, IEnumerable<string> ids) => string.Join(", ", ids.Select(_catalogue.Get)
        .Select(metric => $"[{Name(metric)}]({(metric.Family == from.Family ? "" : $"../{metric.Family}/")}{metric.Id}.md)"));

    private static string Target(Metric metric) => metric.Target is { } target
        ? $"{(metric.Better == Better.Higher ? "at least" : "at most")} {Value(target, metric.Unit)}"
        : "";

    private static string Value(double value, MetricUnit unit) => unit switch
    {
        MetricUnit.Duration => Words(value),
        MetricUnit.Rate => string.Create(CultureInfo.InvariantCulture, $"{value * 100:0.####} %"),
        _ => value.ToString("0.####", CultureInfo.InvariantCulture),
    };

    private static string Value(MetricParameter setting) => setting.IsDuration ? Words(setting.Default) : setting.Default.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Window(Metric metric, Node window) => window switch
    {
        ParameterNode { Name: var name } => $"{Value(metric.Parameters.Single(setting => setting.Name == name))}, unless `{name}` is set,",
        NumberNode number => Words(number.Value),
        _ => $"`{ExpressionText.Write(window)}`",
    };

    /// <summary>Seconds in the largest unit that makes them whole, up to days: 7 days, 30 minutes.</summary>
    private static string Words(double seconds)
    {
        var (size, unit) = new[] { (86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second") }.First(part => seconds % part.Item1 == 0 || part.Item1 == 1);
        return string.Create(CultureInfo.InvariantCulture, $"{seconds / size:0.####} {unit}{(seconds == size ? "" : "s")}");
    }

    private static string UnitText(MetricUnit unit) => unit switch
    {
        MetricUnit.Duration => "duration, in seconds",
        MetricUnit.Rate => "rate, a fraction: 0.85 is 85 %",
        MetricUnit.Hour => "hour of the day, 0 to 23",
        MetricUnit.Weekday => "day of the week, 1 (Monday) to 7",
        MetricUnit.Money => "money, in the workspace's currency",
        _ => Word(unit),
    };

    private string Name(Metric metric) => KpiText(metric, "name");

    private string KpiText(Metric metric, string part) => _texts.GetProperty("kpi").GetProperty(metric.Id).GetProperty(part).GetString()!;

    private string Text(string section, string key) =>
        _texts.GetProperty(section).TryGetProperty(key, out var text) ? text.GetString()! : key.Replace('_', ' ');

    private static string Word<T>(T value) where T : struct, Enum => MetricQueryText.Word(value);
}
