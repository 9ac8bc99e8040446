using System.Diagnostics;
using Deskmeter.Helpdesk;
using Deskmeter.Records;

namespace Deskmeter.Connectors;

/// <summary>Merges the batches of one import and adds up what became of them.</summary>
internal sealed class ImportTally(string source)
{
    private readonly ImportFindings _reasons = new();
    private readonly ImportFindings _warnings = new();
    private readonly List<string> _damages = [];
    private readonly List<BusinessCalendar> _calendars = [];
    private readonly SortedSet<string> _slices = new(StringComparer.Ordinal);
    private readonly Stopwatch _merging = new();
    private long _created;
    private long _changed;
    private long _unchanged;

    /// <summary>Merged so far; a ticket in two batches counts twice.</summary>
    public long Tickets => _created + _changed + _unchanged;

    public void Merge(ImportBatch batch, IRecordStore records)
    {
        _merging.Start();
        if (batch.Pieces.Count > 0)
        {
            var result = records.Merge([.. batch.Pieces.Cast<Ticket>()]);
            _created += result.Created;
            _changed += result.Changed;
            _unchanged += result.Unchanged;
        }

        var problems = batch.Others.OfType<ImportItem.Problem>().Select(problem => problem.Row).ToList();
        if (problems.Count > 0) records.SetAside(source, problems);
        _merging.Stop();
        foreach (var item in batch.Others) Note(item);
        foreach (var profile in batch.Pieces.OfType<Ticket>().Select(piece => piece.Profile).OfType<TicketProfile>()) _slices.UnionWith(profile.Slices.Keys);
    }

    public ImportSummary Summary(long rows, TimeSpan elapsed, TimeSpan reading) => new()
    {
        Source = source,
        Rows = rows,
        Created = _created,
        Changed = _changed,
        Unchanged = _unchanged,
        Reasons = _reasons.All(),
        Warnings = _warnings.All(),
        Damages = _damages,
        Calendars = _calendars,
        Slices = [.. _slices],
        Elapsed = elapsed,
        Reading = reading,
        Merging = _merging.Elapsed,
    };

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
