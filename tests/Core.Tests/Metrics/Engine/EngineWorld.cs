using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using Deskmeter.Metrics;
using Deskmeter.Metrics.Changes;
using Deskmeter.Metrics.Explanation;
using Deskmeter.Settings;
using Deskmeter.Store;
using Deskmeter.Store.DuckDb;
using NodaTime;
using NodaTime.Text;

namespace Deskmeter.Core.Tests.Metrics.Engine;

/// <summary>A workspace of a few hand-written facts, KPIs of its own, and the engine over them.</summary>
internal sealed class EngineWorld : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("deskmeter-engine-").FullName;
    private readonly List<Action<Func<FactTable, TableBatch>>> _rows = [];
    private DuckDbFacts? _facts;

    public WorkspaceSettings Settings { get; init; } = new();

    /// <summary>The instant up to which is counted unless a question names one.</summary>
    public Instant Now { get; init; } = Instant.FromUtc(2030, 1, 1, 0, 0);

    public FactSchema Schema => field ??= new FactSchema(Settings.CustomSlices);

    public MetricCatalogue Catalogue => new(Schema.All, Path.Combine(_folder, "kpis"));

    public static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text.Contains('T', StringComparison.Ordinal) ? $"{text}:00Z" : $"{text}T00:00:00Z").Value;

    public static LocalDate On(string text) => LocalDatePattern.Iso.Parse(text).Value;

    public static Elapsed Hours(double hours, double? business = null) => new((long)(hours * 3600), (long?)(business * 3600));

    /// <summary>A KPI of this workspace.</summary>
    public EngineWorld Kpi(string id, string yaml)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "kpis"));
        File.WriteAllText(Path.Combine(_folder, "kpis", $"{id}.yaml"), $"id: {id}\n{yaml}\n");
        return this;
    }

    public EngineWorld Ticket(string created, Func<TicketFact, TicketFact>? change = null, TicketSlices? slices = null)
    {
        var id = $"T{_rows.Count}";
        var ticket = new TicketFact { Conversation = $"s/{id}", Source = "s", TicketId = id, Slices = slices ?? new(), Created = At(created) };
        return Add(Schema.Ticket, change is null ? ticket : change(ticket));
    }

    public EngineWorld Span(string from, string? until, Stage stage = Stage.Open, string? created = null, TicketSlices? slices = null) => Add(
        Schema.StatusSpan,
        new StatusSpanFact
        {
            Conversation = $"s/T{_rows.Count}",
            TicketId = $"T{_rows.Count}",
            Slices = slices ?? new(),
            Status = stage,
            From = At(from),
            Until = until is null ? null : At(until),
            TicketCreatedAt = At(created ?? from),
        });

    public EngineWorld Add<T>(FactTable<T> table, T row) where T : class
    {
        _rows.Add(batches => table.Append(row, batches(table), Settings.DateTimeZone));
        return this;
    }

    public MetricResult Run(MetricQuery query) => Engine.Run(query);

    /// <summary>A question in words: <c>kpi=tickets_created from=2016-03-01 to=2016-04-01 by=channel</c>.</summary>
    public MetricResult Run(string words) => Run(Question(words));

    /// <summary>The explanation of a question in words.</summary>
    public FigureExplanation Explain(string words, int skip = 0, int take = 100)
    {
        var query = Question(words);
        var rows = new FigureRows(Catalogue, Schema, _facts ??= Fill(), Settings);
        return new FigureExplainer(Catalogue, Engine, rows).Explain(query with { AsOf = query.AsOf ?? Now }, skip, take);
    }

    /// <summary>Why the figure of a question in words changed.</summary>
    public FigureChange Change(string words)
    {
        var query = Question(words);
        return new ChangeExplainer(Catalogue, Schema, Engine).Explain(query with { AsOf = query.AsOf ?? Now }, default);
    }

    /// <summary>The answer in short: <c>period member value</c> of each row.</summary>
    public IReadOnlyList<string> Lines(string words) => [.. Run(words).Rows.Select(Line)];

    /// <summary>The value of the only row.</summary>
    public double? Value(string words) => Run(words).Rows.Single().Value;

    public void Dispose()
    {
        _facts?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private MetricEngine Engine => new(Catalogue, Schema, _facts ??= Fill(), Settings, () => Now);

    private static MetricQuery Question(string words)
    {
        var given = words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Split('=', 2)).ToLookup(word => word[0], word => (string?)word[1]);
        return MetricQueryText.Read(word => given[word]);
    }

    private static string Line(MetricRow row)
    {
        var value = row.Value is { } known ? FormattableString.Invariant($"{known:0.####}") : "null";
        return string.Join(' ', [row.Period, .. row.Slice.Values.Select(member => member ?? "-"), value]);
    }

    private DuckDbFacts Fill()
    {
        var facts = DuckDbFacts.Open(Path.Combine(_folder, "facts"), new DuckDbOptions());
        var batches = Schema.All.ToDictionary(table => table, table => new TableBatch(table.Table));
        foreach (var row in _rows) row(table => batches[table]);
        using var rebuild = facts.Rebuild(Schema.Tables);
        foreach (var batch in batches.Values.Where(batch => batch.Count > 0)) rebuild.Append(batch);
        rebuild.Complete(new Projection(1, "test"));
        return facts;
    }
}
