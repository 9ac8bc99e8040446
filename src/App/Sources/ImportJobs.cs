using System.Collections.Concurrent;
using Deskmeter.Connectors;
using Deskmeter.Imports;
using Deskmeter.Jobs;
using Deskmeter.Workspaces;

namespace Deskmeter.App.Sources;

/// <summary>Imports of uploaded files as jobs of the server: whoever started one may leave, come back and stop it.</summary>
public sealed class ImportJobs(Workspace workspace, JobQueue jobs)
{
    private readonly ConcurrentDictionary<long, ImportSummary> _soFar = [];

    /// <summary>The job of an import; null when it is of the command line, or of a server that is no more.</summary>
    public Job? Find(long run) => jobs.Find(Key(run));

    /// <summary>What an import that runs has brought so far.</summary>
    public ImportOutcome? SoFar(long run) => _soFar.TryGetValue(run, out var summary) ? ImportOutcome.Of(summary) : null;

    /// <summary>Starts an import, and says by which number the log knows it.</summary>
    /// <param name="upload">The file.</param>
    /// <param name="request">How it is read.</param>
    public long Start(Upload upload, ImportRequest request)
    {
        var run = workspace.Imports.Begin(request, upload.Id);
        jobs.Start(Key(run.Id), job =>
        {
            try
            {
                // The file is read again as a whole: what is still wrong with it is set aside again.
                if (!request.IsDry) Quarantine.Of(workspace.Records).ForgetFile(upload.Name);
                var summary = workspace.Import(request, job.Progress, run, at => _soFar[run.Id] = at.SoFar, job.Cancellation);
                if (summary is { IsDry: false, SetAside: 0, Damages.Count: 0 }) workspace.Uploads.Delete(upload.Id);
            }
            catch (OperationCanceledException)
            {
                // Stopped before it began, or while it read; the second is noted already.
                if (workspace.Imports.Find(run.Id) is { State: ImportState.Running }) workspace.Imports.End(run.Id, ImportState.Cancelled, new ImportOutcome());
                throw;
            }
            finally
            {
                _soFar.TryRemove(run.Id, out _);
            }
        });
        return run.Id;
    }

    private static string Key(long run) => $"import/{run}";
}
