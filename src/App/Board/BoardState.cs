using Deskmeter.Metrics;
using Microsoft.AspNetCore.Http.Extensions;
using NodaTime;
using NodaTime.Text;

namespace Deskmeter.App.Board;

/// <summary>What is shown: period, comparison, clock and filters. It lives in the address alone, with the words of the API.</summary>
public sealed record BoardState
{
    /// <summary>The words of an address that are state and go along from page to page.</summary>
    public static IReadOnlyList<string> Words { get; } = ["period", "from", "to", "last", "compare", "clock", "where", "zone", "as_of"];

    /// <summary>The period by name; null when the dates were given.</summary>
    public string? Period { get; init; }
    public required LocalDate From { get; init; }

    /// <summary>The local date after the last.</summary>
    public required LocalDate To { get; init; }
    public Compare Compare { get; init; } = Compare.Previous;
    public required Clock Clock { get; init; }
    public IReadOnlyList<Filter> Where { get; init; } = [];

    /// <summary>Null: the workspace's.</summary>
    public string? Zone { get; init; }

    /// <summary>Null: the workspace's newest.</summary>
    public Instant? AsOf { get; init; }

    private Clock StandardClock { get; init; }

    /// <summary>Reads the state from an address.</summary>
    /// <param name="query">The words of the address.</param>
    /// <param name="today">The local date of an instant (null: the workspace's newest) in a zone (null: the workspace's).</param>
    /// <param name="standardClock">The clock when none is named.</param>
    /// <exception cref="UsageException">A word has a value it does not take.</exception>
    public static BoardState Read(IQueryCollection query, Func<string?, Instant?, LocalDate> today, Clock standardClock)
    {
        var zone = Word(query, "zone") is { } id ? MetricQueryText.Zone(id) : null;
        Instant? asOf = Word(query, "as_of") is { } at ? MetricQueryText.AsOf(at) : null;
        var (period, from, to) = Dates(query, today(zone, asOf));
        return new BoardState
        {
            Period = period,
            From = from,
            To = to,
            Compare = MetricQueryText.Choice("compare", Word(query, "compare"), Compare.Previous),
            Clock = MetricQueryText.Choice("clock", Word(query, "clock"), standardClock),
            Where = [.. query["where"].OfType<string>().Where(text => text.Length > 0).Select(FilterText.Read)],
            Zone = zone,
            AsOf = asOf,
            StandardClock = standardClock,
        };
    }

    /// <summary>The question for some KPIs over the period shown.</summary>
    public MetricQuery Ask(params IReadOnlyList<string> kpis) => new()
    {
        Kpis = kpis,
        From = From,
        To = To,
        Compare = Compare,
        Clock = Clock,
        Where = Where,
        Zone = Zone,
        AsOf = AsOf,
    };

    /// <summary>The address of a page in this state; what goes without saying is left out.</summary>
    public string Address(string path, params ReadOnlySpan<(string Word, string? Value)> more)
    {
        var query = new QueryBuilder();
        foreach (var (word, value) in Pairs()) query.Add(word, value);
        foreach (var (word, value) in more)
            if (value is not null) query.Add(word, value);
        return path + query;
    }

    /// <summary>The same question at the API, as a file for spreadsheets.</summary>
    public string CsvAddress(IReadOnlyList<string> kpis, params ReadOnlySpan<(string Word, string? Value)> more) => ExportAddress(kpis, "csv", more);

    /// <summary>The same question at the API, as a file.</summary>
    /// <param name="format">csv, json or parquet.</param>
    public string ExportAddress(IReadOnlyList<string> kpis, string format, params ReadOnlySpan<(string Word, string? Value)> more)
    {
        var query = new QueryBuilder { { "kpi", string.Join(',', kpis) } };
        foreach (var (word, value) in (this with { Period = null }).Pairs().Where(pair => pair.Word is not ("clock" or "compare"))) query.Add(word, value);
        query.Add("clock", MetricQueryText.Word(Clock));
        query.Add("compare", MetricQueryText.Word(Compare));
        foreach (var (word, value) in more)
            if (value is not null) query.Add(word, value);
        query.Add("format", format);
        return $"/api/v1/query{query}";
    }

    /// <summary>The words of this state, for addresses and for the hidden fields of forms.</summary>
    public IEnumerable<(string Word, string Value)> Pairs()
    {
        if (Period is null)
        {
            yield return ("from", LocalDatePattern.Iso.Format(From));
            yield return ("to", LocalDatePattern.Iso.Format(To));
        }
        else if (Period != PeriodChoice.Standard)
        {
            yield return ("period", Period);
        }

        if (Compare != Compare.Previous) yield return ("compare", MetricQueryText.Word(Compare));
        if (Clock != StandardClock) yield return ("clock", MetricQueryText.Word(Clock));
        foreach (var filter in Where) yield return ("where", FilterText.Write(filter));
        if (Zone is not null) yield return ("zone", Zone);
        if (AsOf is { } at) yield return ("as_of", InstantPattern.ExtendedIso.Format(at));
    }

    /// <summary>The state without one of its filters.</summary>
    public BoardState Without(Filter filter) => this with { Where = [.. Where.Where(other => other != filter)] };

    /// <summary>What an address says last of a word; null: nothing.</summary>
    public static string? Word(IQueryCollection query, string word) => query[word].LastOrDefault(text => !string.IsNullOrEmpty(text));

    /// <summary>Named period, or dates; a form gives the last date (<c>last</c>), an address the one after it (<c>to</c>).</summary>
    private static (string? Period, LocalDate From, LocalDate To) Dates(IQueryCollection query, LocalDate today)
    {
        var period = Word(query, "period");
        if (period is null or "custom" && Word(query, "from") is { } start)
        {
            var from = MetricQueryText.Date("from", start);
            var to = Word(query, "last") is { } last ? MetricQueryText.Date("last", last).PlusDays(1)
                : Word(query, "to") is { } end ? MetricQueryText.Date("to", end)
                : today;
            if (to <= from) throw new UsageException($"The period ends before it begins.", "from");
            return (null, from, to);
        }

        var key = period is null or "custom" ? PeriodChoice.Standard : period;
        var choice = PeriodChoice.Find(key) ?? throw Nearest.Unknown($"period", key, PeriodChoice.All.Select(known => known.Key), "period");
        var range = choice.Range(today);
        return (key, range.From, range.To);
    }
}
