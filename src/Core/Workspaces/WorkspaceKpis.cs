using Deskmeter.Facts;
using Deskmeter.Metrics;
using Deskmeter.Settings;
using Deskmeter.Targets;

namespace Deskmeter.Workspaces;

/// <content>What a workspace says of KPIs itself: its own ones, and targets.</content>
public sealed partial class Workspace
{
    /// <summary>Sets a target from its date on; what applied before stays what figures before are judged by.</summary>
    /// <exception cref="UsageException">The KPI or the slice cannot have one.</exception>
    public void SetTarget(Target target)
    {
        _targets.Set(TargetRules.Check(Catalogue, target));
        Changed?.Invoke();
    }

    /// <summary>The files of this workspace's own KPIs.</summary>
    public OwnKpis OwnKpis => new(KpiFolder);

    private string KpiFolder => Path.Combine(Folder, "metrics");

    /// <summary>A KPI as a file that is not written yet says, and a figure of it.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="text">The file.</param>
    /// <param name="query">The question for its figure, which is asked for its id; null: only its definition is checked.</param>
    /// <param name="cancellation">Interrupts the statement.</param>
    /// <exception cref="UsageException">The file is wrong; the message begins with file, line and column.</exception>
    public (Metric Metric, MetricResult? Figure) TryKpi(string id, string text, Func<Metric, MetricQuery>? query, CancellationToken cancellation = default)
    {
        var (settings, schema) = (Settings, Schema);
        var catalogue = new MetricCatalogue(schema.All, KpiFolder, (id, text));
        var metric = catalogue.Get(id);
        return (metric, query is null ? null : Read(_ => NewEngine(catalogue, schema, settings).Run(query(metric), cancellation), cancellation));
    }

    /// <summary>Writes one of this workspace's own KPIs; from then on every question knows it.</summary>
    /// <exception cref="UsageException">The file is wrong; nothing was written.</exception>
    public void SaveKpi(string id, string text)
    {
        lock (_writing)
        {
            TryKpi(id, text, null);
            OwnKpis.Write(id, text);
            Recatalogue();
        }
    }

    /// <summary>Deletes one of this workspace's own KPIs.</summary>
    /// <returns>False when there was none.</returns>
    public bool DeleteKpi(string id)
    {
        lock (_writing)
        {
            if (!OwnKpis.Delete(id)) return false;
            Recatalogue();
            return true;
        }
    }

    /// <summary>Reads the KPIs again if a file of them is no longer as it was read; not while records are written, then later.</summary>
    /// <returns>Whether they were read.</returns>
    public bool FollowKpiFiles()
    {
        if (OwnKpis.Stamp() == _kpiStamp || !_writing.TryEnter()) return false;
        try
        {
            Recatalogue();
            return true;
        }
        finally
        {
            _writing.Exit();
        }
    }

    /// <summary>Moves what an older program kept as <c>catalogue/</c>: beside newer files it becomes a family of its own.</summary>
    private static void AdoptOldKpis(string folder)
    {
        var (old, place) = (Path.Combine(folder, "catalogue"), Path.Combine(folder, "metrics"));
        if (Directory.Exists(place)) place = Path.Combine(place, "catalogue");
        if (Directory.Exists(old) && !Directory.Exists(place)) Directory.Move(old, place);
    }

    /// <summary>Reads the KPIs again; the facts stay as they are.</summary>
    private void Recatalogue()
    {
        var (settings, schema, catalogue) = (Settings, Schema, ReadCatalogue(Schema));
        _state = _state with { Catalogue = catalogue, Engine = NewEngine(catalogue, schema, settings), Rows = new FigureRows(catalogue, schema, _facts, settings) };
        Changed?.Invoke();
    }

    private MetricCatalogue ReadCatalogue(FactSchema schema)
    {
        _kpiStamp = OwnKpis.Stamp(); // before the files are read, so that none changes unseen
        return new MetricCatalogue(schema.All, KpiFolder);
    }

    private MetricEngine NewEngine(MetricCatalogue catalogue, FactSchema schema, WorkspaceSettings settings) =>
        new(catalogue, schema, _facts, settings, () => DefaultAsOf, (metric, query, row) => Targets.Of(metric, query, row)?.Value, () => KeptFrom);
}
