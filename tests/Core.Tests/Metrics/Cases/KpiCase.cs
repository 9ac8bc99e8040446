using Deskmeter.Helpdesk;
using Deskmeter.Metrics;
using Deskmeter.Metrics.Expression;
using NodaTime;
using NodaTime.Text;
using YamlDotNet.RepresentationModel;

namespace Deskmeter.Core.Tests.Metrics.Cases;

/// <summary>A handful of tickets and other records, and what a KPI makes of them, worked out by hand. README.md says how a case is written.</summary>
internal sealed class KpiCase
{
    private KpiCase(string kpi, YamlMappingNode file)
    {
        Kpi = kpi;
        Tickets = [.. Children(file, "tickets").Select(ticket => Read(Text(ticket.Key), (YamlSequenceNode)ticket.Value))];
        Others = CaseRecords.Read(file);
        Zone = Own(file, "zone");
        Currency = Own(file, "currency");
        Calendar = file.Children.TryGetValue("calendar", out var hours) ? Hours(Text(hours)) : null;
        Expected = [.. ((YamlSequenceNode)file["expect"]).Select(node => new KpiExpectation(kpi, file, (YamlMappingNode)node))];
    }

    public string Kpi { get; }

    public IReadOnlyList<Ticket> Tickets { get; }

    /// <summary>The records that are no tickets.</summary>
    public IReadOnlyList<SourceRecord> Others { get; }

    /// <summary>The workspace's; null: UTC.</summary>
    public string? Zone { get; }

    /// <summary>The workspace's; null: none.</summary>
    public string? Currency { get; }

    /// <summary>That of every ticket; null: there is none.</summary>
    public BusinessCalendar? Calendar { get; }

    public IReadOnlyList<KpiExpectation> Expected { get; }

    public static IReadOnlyList<string> Ids { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.yaml").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    private static string Folder => Checkout.Path("tests/Core.Tests/Metrics/Cases");

    public static KpiCase Read(string kpi)
    {
        var stream = new YamlStream();
        using var reader = File.OpenText(Path.Combine(Folder, $"{kpi}.yaml"));
        stream.Load(reader);
        return new KpiCase(kpi, (YamlMappingNode)stream.Documents[0].RootNode);
    }

    internal static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    internal static IEnumerable<KeyValuePair<YamlNode, YamlNode>> Children(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var child) ? ((YamlMappingNode)child).Children : [];

    private static string? Own(YamlMappingNode file, string key) => file.Children.TryGetValue(key, out var own) ? Text(own) : null;

    private static Ticket Read(string id, YamlSequenceNode lines) =>
        lines.Select(Text).Aggregate(new Ticket("case", id), EventLine.AddTo);

    /// <summary><c>mon-fri 09:00-17:00</c>, in UTC.</summary>
    private static BusinessCalendar Hours(string text)
    {
        string[] days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        var (range, hours) = text.Split(' ') is [var left, var right] ? (left.Split('-'), right.Split('-')) : throw new FormatException(text);
        var open = new OpenInterval(MinuteOf(hours[0]), MinuteOf(hours[1]));
        var (first, last) = (Array.IndexOf(days, range[0]) + 1, Array.IndexOf(days, range[1]) + 1);
        var week = Enumerable.Range(first, last - first + 1).ToDictionary(day => (IsoDayOfWeek)day, IReadOnlyList<OpenInterval> (_) => [open]);
        return new BusinessCalendar { Name = "case", TimeZone = "UTC", Versions = [new CalendarVersion(null, week)] };
    }

    private static int MinuteOf(string time)
    {
        var local = LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(time).Value;
        return (local.Hour * 60) + local.Minute;
    }
}

/// <summary>One question and the rows that must come of it.</summary>
internal sealed class KpiExpectation
{
    private static readonly string[] Asks = ["range", "as_of", "zone", "grain", "by", "where", "clock", "compare", "params", "rows"];

    public KpiExpectation(string kpi, YamlMappingNode file, YamlMappingNode node)
    {
        string? Ask(string key) => node.Children.TryGetValue(key, out var own) ? KpiCase.Text(own) : file.Children.TryGetValue(key, out var common) ? KpiCase.Text(common) : null;
        var range = Ask("range")!.Split(" to ");
        Query = new MetricQuery
        {
            Kpis = [kpi],
            From = LocalDatePattern.Iso.Parse(range[0]).Value,
            To = LocalDatePattern.Iso.Parse(range[1]).Value,
            AsOf = EventLine.When(Ask("as_of") ?? $"{range[1]} 00:00"),
            Zone = Ask("zone") ?? "UTC",
            Grain = Ask("grain") is { } grain ? Enum.Parse<Grain>(grain, ignoreCase: true) : Grain.Total,
            Clock = Ask("clock") is { } clock ? Enum.Parse<Clock>(clock, ignoreCase: true) : Clock.Calendar,
            Compare = Ask("compare") is { } compare ? Enum.Parse<Compare>(compare, ignoreCase: true) : Compare.None,
            By = Ask("by") is { } by ? by.Split(", ") : [],
            Where = Ask("where")?.Split('=') is [var slice, var value] ? [new Filter(slice, [value])] : [],
            Params = KpiCase.Children(node, "params").ToDictionary(pair => KpiCase.Text(pair.Key), pair => KpiCase.Text(pair.Value)),
        };
        Fields = node.Children.Where(pair => !Asks.Contains(KpiCase.Text(pair.Key))).ToDictionary(pair => KpiCase.Text(pair.Key), pair => KpiCase.Text(pair.Value));
        Rows = node.Children.ContainsKey("rows") ? [.. KpiCase.Children(node, "rows").Select(pair => (KpiCase.Text(pair.Key), KpiCase.Text(pair.Value)))] : null;
    }

    public MetricQuery Query { get; }

    /// <summary>What the one row must say, field by field; only those that the case names.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; }

    /// <summary>The value of each row, by its period (where there are several) and slices; null: there is one row.</summary>
    public IReadOnlyList<(string Row, string Value)>? Rows { get; }

    /// <summary>A number, a fraction such as 2/3, a duration such as 1h 30min, or nothing.</summary>
    public static double? Number(string text)
    {
        if (text is "null" or "none" or "~") return null;
        if (text.Split('/') is [var over, var under]) return Quantity.Parse(over).Value / Quantity.Parse(under).Value;
        return text.Split(' ').Sum(part => Quantity.Parse(part).Value);
    }

    /// <summary>How a row is named in <see cref="Rows"/>.</summary>
    public string NameOf(MetricRow row)
    {
        var slices = row.Slice.Values.Select(value => value ?? "none");
        return string.Join(' ', Query.Grain == Grain.Total ? slices : slices.Prepend(row.Period));
    }

    /// <summary>A field of a row by its name in answers.</summary>
    public static object? Field(MetricRow row, string name) => name switch
    {
        "value" => row.Value,
        "n" => (double?)row.N,
        "numerator" => row.Numerator,
        "denominator" => row.Denominator,
        "mean" => row.Mean,
        "p90" => row.P90,
        "pending" => (double?)row.Pending,
        "excluded" => (double?)row.Excluded,
        "before" => row.Compare?.Value,
        "change" => row.Compare?.Change,
        "status" => row.Status.ToString(),
        "provisional" => row.Provisional.ToString(),
        _ => throw new FormatException($"A row has no '{name}'."),
    };
}
