using System.Diagnostics;
using Deskmeter.Helpdesk;
using Deskmeter.Records;

namespace Deskmeter.Connectors;

/// <summary>Merges the batches of one import and adds up what became of them.</summary>
internal sealed class ImportTally(FileSource source, bool isDry)
{
    private readonly ImportFindings _reasons = new();
    private readonly ImportFindings _warnings = new();
    private readonly List<Sentence> _damages = [];
    private readonly List<BusinessCalendar> _calendars = [];
    private readonly SortedSet<string> _slices = new(StringComparer.Ordinal);
    private readonly Stopwatch _merging = new();
    private readonly Dictionary<RecordKind, ImportedKind> _kinds = source.Kinds.ToDictionary(kind => kind, kind => new ImportedKind(kind, 0, 0, 0));

    public void Merge(ImportBatch batch, IRecordStore records)
    {
        _merging.Start();
        if (!isDry) Keep(batch, records);
        _merging.Stop();
        foreach (var item in batch.Others) Note(item);
        foreach (var profile in batch.Pieces.OfType<Ticket>().Select(piece => piece.Profile).OfType<TicketProfile>()) _slices.UnionWith(profile.Slices.Keys);
    }

    public ImportSummary Summary(long rows, TimeSpan elapsed, TimeSpan reading) => new()
    {
        Source = source.Name,
        Rows = rows,
        Kinds = [.. source.Kinds.Select(kind => _kinds[kind])],
        IsDry = isDry,
        Reasons = _reasons.All(),
        Warnings = _warnings.All(),
        Damages = [.. _damages],
        Calendars = [.. _calendars],
        Slices = [.. _slices],
        Elapsed = elapsed,
        Reading = reading,
        Merging = _merging.Elapsed,
    };

    private void Keep(ImportBatch batch, IRecordStore records)
    {
        foreach (var pieces in batch.Pieces.GroupBy(piece => piece.GetType()))
        {
            var result = records.Merge([.. pieces]);
            var kind = RecordKind.Of(pieces.Key);
            var known = _kinds[kind];
            _kinds[kind] = new ImportedKind(kind, known.Created + result.Created, known.Changed + result.Changed, known.Unchanged + result.Unchanged);
        }

        var problems = batch.Others.OfType<ImportItem.Problem>().Select(problem => problem.Row).ToList();
        if (problems.Count > 0) records.SetAside(source.Name, problems);
    }

    private void Note(ImportItem item)
    {
        switch (item)
        {
            case ImportItem.Problem { Row: var row }:
                _reasons.Add(row.Reason, row.File, row.Line);
                break;
            case ImportItem.Warning warning:
                _warnings.Add(warning.Message, warning.File, warning.Line);
                break;
            case ImportItem.Damage damage:
                _damages.Add(damage.Message);
                break;
            case ImportItem.Calendar calendar:
                _calendars.Add(calendar.Definition);
                break;
        }
    }
}
