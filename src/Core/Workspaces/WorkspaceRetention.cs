using Deskmeter.Connectors;
using Deskmeter.Records;
using Deskmeter.Settings;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Deskmeter.Workspaces;

/// <summary>How long records are kept: what is older is removed for good, from the records, the facts and all that lies beside them.</summary>
public sealed partial class Workspace
{
    /// <summary>The instant before which records were removed for good, so that there are no figures of it; null when none ever were.</summary>
    public Instant? KeptFrom => _records.KeptFrom;

    /// <summary>Something may be there that is older than it may be; the answer changes once a day.</summary>
    public bool IsRetentionDue => _records.MustShrink || (Limit is { } limit && !(Settings.RetentionDone >= limit));

    private Instant? Limit => Settings.RetentionMonths is { } months ? LimitOf(months) : null;

    /// <summary>The instant before which nothing would be kept today.</summary>
    public Instant LimitOf(int months) => RetentionLimit.Of(months, _now.Exact, Settings.DateTimeZone);

    /// <summary>What would be removed if records were kept for so many months.</summary>
    public ErasedRecords PreviewRetention(int months)
    {
        lock (_writing) return _records.Erase(LimitOf(months), isDry: true);
    }

    /// <summary>Keeps records for so many months from now on, and removes what is older; null: everything is kept.</summary>
    public ErasedRecords SetRetention(int? months, Progress? progress = null)
    {
        lock (_writing)
        {
            _settings.SetRetention(months);
            return EnforceRetention(progress);
        }
    }

    /// <summary>Removes what is older than it may be. It does nothing where that was done today.</summary>
    public ErasedRecords EnforceRetention(Progress? progress = null)
    {
        lock (_writing)
        {
            if (!IsRetentionDue) return ErasedRecords.None;
            var limit = Limit;
            var erased = Forget(limit, progress);
            if (limit is not { } known) return erased;
            Imports.ForgetBefore(known);
            Uploads.Sweep(known);
            Quality.ForgetBefore(known);
            _settings.SetRetentionDone(known);
            return erased;
        }
    }

    /// <summary>There is no record, so there are no figures.</summary>
    public bool IsEmpty => _records.IsEmpty;

    /// <summary>Removes everything that one source brought, and what was chosen for the demonstration.</summary>
    public void RemoveDemo(string source, Progress? progress = null)
    {
        lock (_writing)
        {
            _records.EraseSource(source);
            _settings.EndDemo();
            _state = NewState(NewSchema());
            _state.Projector.CatchUp(progress, CancellationToken.None);
            if (_records.MustShrink) _records.Shrink();
        }
    }

    /// <summary>What was removed once has been brought back: figures of it are shown again.</summary>
    public void ForgetKeptFrom()
    {
        lock (_writing) _records.ForgetLimit();
    }

    /// <summary>
    /// Removes what is older than a limit, and builds the facts again without it, in a new file. It can be interrupted anywhere: the
    /// records go in one transaction, the facts see that they are behind, and the file of records remembers that it has to be written again.
    /// </summary>
    private ErasedRecords Forget(Instant? limit, Progress? progress)
    {
        var erased = limit is { } known ? _records.Erase(known) : ErasedRecords.None;
        if (erased.Records > 0)
        {
            _state.Projector.CatchUp(progress, CancellationToken.None);
            Reviews.Forget();
        }

        if (!_records.MustShrink) return erased;
        progress?.Invoke("Removing for good", 1, "");
        _records.Shrink();
        return erased;
    }

    /// <summary>Removes what is older than it may be when a folder is opened. A full disk does not close the folder: the next look tries again.</summary>
    private void EnforceAtOpening(Progress? progress)
    {
        try
        {
            EnforceRetention(progress);
        }
        catch (SqliteException error) when (error.SqliteErrorCode is SQLitePCL.raw.SQLITE_FULL or SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_IOERR)
        {
            // Whoever asks is told that it is due.
        }
    }

    /// <summary>Takes away again what an import brought that is older than it may be, and says so.</summary>
    private ImportSummary Refuse(ImportSummary summary, Progress? progress)
    {
        var refused = Forget(Limit, progress).Kinds.ToDictionary(kind => kind.Kind, kind => kind.Count);
        return refused.Count == 0 ? summary : summary with
        {
            Kinds = [.. summary.Kinds.Select(kind => kind with { Created = Math.Max(0, kind.Created - refused.GetValueOrDefault(kind.Kind)) })],
            PastRetention = refused,
        };
    }
}
