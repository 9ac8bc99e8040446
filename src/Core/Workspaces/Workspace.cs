using System.Globalization;
using Deskmeter.Connectors;
using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using Deskmeter.Imports;
using Deskmeter.Layouts;
using Deskmeter.Metrics;
using Deskmeter.Metrics.Explanation;
using Deskmeter.Notes;
using Deskmeter.Quality;
using Deskmeter.Records;
using Deskmeter.Settings;
using Deskmeter.State;
using Deskmeter.Store;
using Deskmeter.Store.DuckDb;
using Deskmeter.Sync;
using Deskmeter.Targets;
using NodaTime;

namespace Deskmeter.Workspaces;

/// <summary>
/// One data folder, opened: the records, the settings, and the facts that follow both by themselves. Whoever opens it must hold
/// its <see cref="FolderLock"/>.
/// </summary>
public sealed partial class Workspace : IDisposable
{
    private readonly StateFile _chosen;
    private readonly SettingsStore _settings;
    private readonly TargetStore _targets;
    private readonly SqliteRecords _records;
    private readonly DuckDbFacts _facts;
    private readonly StandingNow _now;
    private readonly Lock _writing = new();
    private State _state;
    private string _kpiStamp = "";

    private Workspace(string folder, TimeProvider time, StateFile chosen, SqliteRecords records, Task<DuckDbFacts> facts)
    {
        Folder = folder;
        _now = new StandingNow(time);
        _chosen = chosen;
        _settings = new SettingsStore(chosen, time);
        _targets = new TargetStore(chosen, time);
        Notes = new NoteStore(chosen, time);
        Layouts = new LayoutStore(chosen, time);
        Imports = new ImportLog(chosen, time);
        Quality = new QualityStore(chosen, time);
        Reviews = new ReviewBook(records);
        _records = records;
        Uploads = new UploadFolder(folder, time);
        var made = NewSchema();
        _facts = facts.GetAwaiter().GetResult();
        _facts.Changed += () => Changed?.Invoke();
        Changed += _answers.Forget;
        Changed += _now.MoveOn;
        _state = NewState(made);
    }

    /// <summary>
    /// Something that figures are made of is another: the facts, the settings, a KPI or a target; whoever changed it, for a verb that runs
    /// elsewhere runs here. Told on the thread that changed it, so a handler is quick and does not throw.
    /// </summary>
    public event Action? Changed;

    /// <summary>The folder, as a full path.</summary>
    public string Folder { get; }

    /// <summary>What was imported so far.</summary>
    public ImportLog Imports { get; }

    /// <summary>Files that people sent.</summary>
    public UploadFolder Uploads { get; }

    public WorkspaceSettings Settings => _settings.Current;

    /// <summary>What was set as targets; they judge every figure from here on.</summary>
    public TargetBook Targets => _targets.Book;

    /// <summary>What people know of days: a new bot, a strike.</summary>
    public NoteStore Notes { get; }

    /// <summary>Which KPIs each viewer's overview shows.</summary>
    public LayoutStore Layouts { get; }

    public IRecordStore Records => _records;

    public SqliteRecords RecordFile => _records;

    public DuckDbFacts Facts => _facts;

    /// <summary>The shipped KPIs, and those in <c>metrics/</c> of the folder.</summary>
    public MetricCatalogue Catalogue => _state.Catalogue;

    public FactSchema Schema => _state.Schema;

    /// <summary>
    /// The instant up to which a query counts that names none: now, to the minute while nothing changes, or the newest event of a folder
    /// filled only from files.
    /// </summary>
    public Instant DefaultAsOf => Standstill ?? _now.Read();

    /// <summary>The same without the minute, for what is told of as it happens.</summary>
    public Instant ExactAsOf => Standstill ?? _now.Exact;

    private Instant? Standstill => Settings.IsLive ? null : _records.NewestEvent;

    /// <summary>Makes the facts reflect every record and setting that is there now.</summary>
    public void CatchUp(Progress? progress = null, CancellationToken cancellation = default)
    {
        lock (_writing) _state.Projector.CatchUp(progress, cancellation);
    }

    /// <summary>Builds all facts again from the records.</summary>
    public void Rebuild(Progress? progress = null, CancellationToken cancellation = default)
    {
        lock (_writing) _state.Projector.Rebuild(progress, cancellation);
    }

    /// <summary>Reads every value of the facts; those that turn out to be damaged are built again.</summary>
    /// <returns>How many rows there are, and whether they had to be built again.</returns>
    public (long Rows, bool WereDamaged) CheckFacts(CancellationToken cancellation = default)
    {
        try
        {
            return (Count(), false);
        }
        catch (FactsLostException)
        {
            CatchUp(cancellation: cancellation);
            return (Count(), true);
        }

        // The hash makes the store read what a mere count would not.
        long Count() => Schema.Tables.Sum(table =>
            (long)_facts.Query(new SqlStatement($"select count(*), max(hash(t)) is null from \"{table.Name}\" as t", []), cancellation).Single()[0]!);
    }

    /// <summary>Lists the rows behind the figure that a question of one KPI asks for.</summary>
    /// <param name="query">Of one KPI; grain, slices and comparison do not matter.</param>
    /// <param name="window">Which of them.</param>
    /// <param name="cancellation">Interrupts the statement.</param>
    /// <exception cref="UsageException">The question names something that there is not.</exception>
    public FigureRowPage Rows(MetricQuery query, RowWindow window, CancellationToken cancellation = default) =>
        Read(state => state.Rows.Read(query with { AsOf = query.AsOf ?? DefaultAsOf }, window, cancellation), cancellation);

    /// <summary>Explains the figure that a question of one KPI asks for: what was counted, and what was left out and why.</summary>
    /// <param name="query">Of one KPI; grain and comparison do not matter.</param>
    /// <param name="skip">How many counted rows come before those listed.</param>
    /// <param name="take">How many are listed at the most.</param>
    /// <param name="cancellation">Interrupts the statements.</param>
    /// <exception cref="UsageException">The question names something that there is not.</exception>
    public FigureExplanation ExplainFigure(MetricQuery query, int skip, int take, CancellationToken cancellation = default) =>
        Read(state => new FigureExplainer(state.Catalogue, state.Engine, state.Rows).Explain(query with { AsOf = query.AsOf ?? DefaultAsOf }, skip, take, cancellation), cancellation);

    /// <summary>Rows of the facts as they are; facts that turn out to be damaged before the first row are built again first.</summary>
    public IEnumerable<object?[]> Rows(SqlStatement statement, CancellationToken cancellation = default)
    {
        var rows = Read(
            _ =>
            {
                var reading = _facts.Query(statement, cancellation).GetEnumerator();
                return (Reading: reading, IsThere: reading.MoveNext());
            },
            cancellation);
        using var all = rows.Reading;
        for (var isThere = rows.IsThere; isThere; isThere = all.MoveNext()) yield return all.Current;
    }

    /// <summary>
    /// Brings files into the records; calendars and slices that the source defines become the workspace's, and facts follow. Local times
    /// of records other than tickets are of the workspace's zone where the request names none.
    /// </summary>
    /// <exception cref="UsageException">The format, a path or a header is wrong; nothing was written.</exception>
    /// <exception cref="InvalidDataException">Of a strict import: a row or a file cannot be read; nothing was written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped: what was read stays, and the facts follow it. It can be run again.</exception>
    /// <param name="run">What the log knows it by already; null: it is noted in the log, unless it is dry.</param>
    /// <param name="counted">Told what became of the rows so far.</param>
    public ImportSummary Import(
        ImportRequest request, Progress? progress = null, ImportRun? run = null, Action<ImportProgress>? counted = null, CancellationToken cancellation = default)
    {
        var isOwn = run is null && !request.IsDry;
        if (isOwn) run = Imports.Begin(request);
        ImportSummary? soFar = null;
        try
        {
            var summary = ImportUnlogged(request, progress, Counted, cancellation);
            if (run is not null) Imports.End(run.Id, ImportState.Done, ImportOutcome.Of(summary));
            return summary;
        }
        catch (UsageException) when (isOwn)
        {
            Imports.Forget(run!.Id); // nothing was read, and whoever typed the command is told
            throw;
        }
        catch (Exception error)
        {
            if (run is not null) Imports.End(run.Id, error is OperationCanceledException ? ImportState.Cancelled : ImportState.Failed, ImportOutcome.Of(soFar, error));
            throw;
        }

        void Counted(ImportProgress at)
        {
            soFar = at.SoFar;
            counted?.Invoke(at);
        }
    }

    private ImportSummary ImportUnlogged(ImportRequest request, Progress? progress, Action<ImportProgress>? counted, CancellationToken cancellation)
    {
        lock (_writing)
        {
            cancellation.ThrowIfCancellationRequested();
            if (request is { IsOfRecords: true, Zone: null }) request = request with { Zone = Settings.Zone };
            if (!request.IsDry) EnforceRetention(progress); // so that whatever is too old afterwards came with the files
            var summary = Read();
            if (request.IsDry) return summary;
            summary = Refuse(summary, progress);
            foreach (var calendar in summary.Calendars) _settings.AddCalendar(calendar);
            var taken = NamedLikeColumns(summary.Slices);
            if (summary.Calendars.Count > 0 || summary.Slices.Count > taken.Count)
            {
                _settings.AddCustomSlices(summary.Slices.Except(taken, StringComparer.Ordinal));
                _state = NewState(NewSchema());
            }

            _state.Projector.CatchUp(progress, CancellationToken.None);
            return summary with { Warnings = [.. summary.Warnings, .. taken.Select(name => NoSlice(name, request))] };
        }

        ImportSummary Read()
        {
            try
            {
                return new FileImport(_records).Run(request, Report, cancellation).GetAwaiter().GetResult();
            }
            catch
            {
                // What was merged before stays, so the facts must tell of it.
                if (!request.IsDry) Forget(Limit, progress);
                _state.Projector.CatchUp(cancellation: CancellationToken.None);
                throw;
            }
        }

        void Report(ImportProgress at)
        {
            counted?.Invoke(at);
            progress?.Invoke("Reading", at.TotalBytes == 0 ? 1 : (double)at.Bytes / at.TotalBytes, string.Create(CultureInfo.InvariantCulture, $"{at.Rows:N0} rows"));
        }
    }

    /// <summary>Merges records that are already in the canonical shape; facts follow.</summary>
    public void Add(IEnumerable<SourceRecord> records, long count, Progress? progress = null, CancellationToken cancellation = default)
    {
        lock (_writing)
        {
            var done = 0L;
            foreach (var batch in records.Chunk(SqliteRecords.MostPieces))
            {
                cancellation.ThrowIfCancellationRequested();
                _records.Merge(batch);
                done += batch.Length;
                progress?.Invoke("Keeping records", (double)done / count, string.Create(CultureInfo.InvariantCulture, $"{done:N0} records"));
            }

            Forget(Limit, progress);
            _state.Projector.CatchUp(progress, cancellation);
        }
    }

    /// <summary>Changes settings; the facts follow. Stopped, the settings are changed and the facts are the old ones until they are caught up.</summary>
    /// <param name="change">Changes the settings; nobody else does meanwhile.</param>
    /// <param name="progress">Is told how far the facts are.</param>
    /// <param name="isTakenBack">Asked when the facts are stopped: whether the settings are to be as before, as the facts still are.</param>
    /// <param name="cancellation">Stops the facts.</param>
    public void Change(Action<SettingsStore> change, Progress? progress = null, Func<bool>? isTakenBack = null, CancellationToken cancellation = default)
    {
        lock (_writing)
        {
            var before = _settings.Snapshot();
            change(_settings);
            _state = NewState(NewSchema());
            try
            {
                _state.Projector.CatchUp(progress, cancellation);
            }
            catch (OperationCanceledException) when (isTakenBack?.Invoke() == true)
            {
                Change(settings => settings.Restore(before), cancellation: CancellationToken.None);
                throw;
            }
        }

        Changed?.Invoke();
    }

    /// <summary>How the figures of a ticket came about: of the one it was merged into, if it was. Null when there is no ticket of this id.</summary>
    /// <param name="id">The source's own id.</param>
    /// <param name="source">The source, where several have a ticket of this id.</param>
    /// <exception cref="UsageException">Several sources have a ticket of this id, and none was named.</exception>
    public ExplainedTicket? Explain(string id, string? source = null)
    {
        var found = _records.Find<Ticket>(id).Where(ticket => source is null || ticket.Source == source).ToList();
        if (found.Count == 0) return null;
        if (found.Count > 1)
        {
            var sources = string.Join(", ", found.Select(ticket => ticket.Source));
            throw new UsageException($"Several sources have a ticket '{id}': {sources}. Name one.", "source", found[0].Source);
        }

        var conversations = new Conversations(_records);
        var root = conversations.RootOf(found[0]);
        return Builder().Explain(root, conversations.ChildrenOf(root)) is { } explanation ? new ExplainedTicket(found[0], root, explanation) : null;
    }

    /// <summary>Builds what a ticket's facts and explanation are made with.</summary>
    public ConversationBuilder Builder() => _state.Projector.Builders.Conversation;

    public void Dispose()
    {
        _facts.Dispose();
        _records.Dispose();
        _chosen.Dispose();
    }

    /// <summary>Reads from the facts; those that turn out to be damaged are built again first.</summary>
    private T Read<T>(Func<State, T> read, CancellationToken cancellation)
    {
        try
        {
            return read(_state);
        }
        catch (FactsLostException)
        {
            CatchUp(cancellation: cancellation);
            return read(_state);
        }
    }

    private static List<string> NamedLikeColumns(IReadOnlyList<string> slices)
    {
        if (slices.Count == 0) return [];
        var columns = new FactSchema([]).All.SelectMany(fact => fact.Columns, (_, column) => column.Name).ToHashSet(StringComparer.Ordinal);
        return [.. slices.Where(columns.Contains)];
    }

    private static ImportFinding NoSlice(string name, ImportRequest request) => new(
        $"The field '{name}' is kept, but is no slice: facts have a column of that name. Give it another name in the mapping.",
        Path.GetFileName(request.Format), 1, 1);

    private (FactSchema Schema, MetricCatalogue Catalogue) NewSchema()
    {
        var schema = new FactSchema(Settings.CustomSlices);
        return (schema, ReadCatalogue(schema));
    }

    private State NewState((FactSchema Schema, MetricCatalogue Catalogue) made)
    {
        var (settings, schema, catalogue) = (_settings.Current, made.Schema, made.Catalogue);
        return new State(
            schema,
            catalogue,
            new FactProjector(_records, _facts, settings, schema, () => DefaultAsOf),
            NewEngine(catalogue, schema, settings),
            new FigureRows(catalogue, schema, _facts, settings));
    }

    /// <summary>What is derived from the settings, changed as one.</summary>
    private sealed record State(FactSchema Schema, MetricCatalogue Catalogue, FactProjector Projector, MetricEngine Engine, FigureRows Rows);
}
