using System.Diagnostics;
using System.Threading.Channels;
using Deskmeter.Connectors.Files;
using Deskmeter.Helpdesk;
using Deskmeter.Records;

namespace Deskmeter.Connectors;

/// <summary>
/// Brings files into the records: one thread reads and understands them while another merges. Memory is bounded whatever the size
/// of the files. Merging is a set union, so an import that was stopped is simply run again.
/// </summary>
public sealed class FileImport(IRecordStore records)
{
    private const int PiecesOfBatch = 2_000;
    private const int WaitingBatches = 2;

    /// <summary>Runs an import.</summary>
    /// <param name="progress">Told after every batch, on the merging thread.</param>
    /// <exception cref="UsageException">
    /// The format, a path, a header or the zone is wrong. Nothing was written.
    /// </exception>
    /// <exception cref="InvalidDataException">Of a strict import: a row or a file cannot be read. Nothing was written.</exception>
    public async Task<ImportSummary> Run(
        ImportRequest request, Action<ImportProgress>? progress = null, CancellationToken cancellation = default)
    {
        var source = FileSource.Open(request, (name, id) => records.Find<Ticket>(name, id) is not null);
        var meter = new ReadMeter { TotalBytes = source.TotalBytes };
        var watch = Stopwatch.StartNew();
        if (request.IsStrict) Check(source, cancellation);
        var batches = Channel.CreateBounded<ImportBatch>(WaitingBatches);
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var reading = Task.Run(() => Read(source, meter, batches.Writer, stopped.Token), CancellationToken.None);
        var tally = new ImportTally(source, request.IsDry);
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                tally.Merge(batch, records);
                progress?.Invoke(new ImportProgress(meter.Bytes, meter.TotalBytes, meter.Rows, tally.Summary(meter.Rows, watch.Elapsed, TimeSpan.Zero)));
            }
        }
        finally
        {
            // Tricky: the reader may wait for room in the channel; it must be gone before the caller closes the files' folder.
            await stopped.CancelAsync().ConfigureAwait(false);
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return tally.Summary(meter.Rows, watch.Elapsed, await reading.ConfigureAwait(false));
    }

    /// <summary>Reads everything without writing, and stops at the first row that cannot be read.</summary>
    private static void Check(FileSource source, CancellationToken cancellation)
    {
        foreach (var item in source.Read(new ReadMeter()))
        {
            cancellation.ThrowIfCancellationRequested();
            if (item is ImportItem.Problem { Row: var row }) throw Refused($"{row.File}, line {row.Line}: {row.Reason}");
            if (item is ImportItem.Damage damage) throw Refused(damage.Message.ToString());
        }
    }

    private static InvalidDataException Refused(string message) => new($"{message} Nothing was imported.");

    private static async Task<TimeSpan> Read(FileSource source, ReadMeter meter, ChannelWriter<ImportBatch> batches, CancellationToken cancellation)
    {
        Exception? failure = null;
        var watch = Stopwatch.StartNew();
        try
        {
            var batch = new ImportBatch();
            foreach (var item in source.Read(meter))
            {
                batch.Add(item);
                if (batch.Count < PiecesOfBatch) continue;
                watch.Stop();
                await batches.WriteAsync(batch, cancellation).ConfigureAwait(false);
                watch.Start();
                batch = new ImportBatch();
            }

            await batches.WriteAsync(batch, cancellation).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            failure = exception;
            throw;
        }
        finally
        {
            batches.Complete(failure);
        }

        return watch.Elapsed;
    }
}

/// <summary>Items on their way from the reader to the store.</summary>
internal sealed class ImportBatch
{
    public List<SourceRecord> Pieces { get; } = [];

    public List<ImportItem> Others { get; } = [];

    public int Count => Math.Max(Pieces.Count, Others.Count / 4);

    public void Add(ImportItem item)
    {
        if (item is ImportItem.Piece piece) Pieces.Add(piece.Record);
        else Others.Add(item);
    }
}
