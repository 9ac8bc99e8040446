using System.Globalization;
using Deskmeter.Facts;
using Deskmeter.Records;
using Deskmeter.Settings;
using Deskmeter.Store;
using NodaTime;

namespace Deskmeter.Sync;

/// <summary>
/// Keeps the facts equal to the records and the settings: catches up from the position that they reflect, or builds them
/// again when something else that they depend on has changed.
/// </summary>
/// <param name="countedUpTo">The instant up to which questions count that name none.</param>
public sealed class FactProjector(
    IRecordStore records, IFactStore facts, WorkspaceSettings settings, FactSchema schema, Func<Instant> countedUpTo)
{
    private const int BatchSize = 1_000;

    // Most programs only look whether there is something to build.
    private UnitBuilders? _builders;

    /// <summary>A hash of all that facts depend on besides the records.</summary>
    public string Dependencies => FactDependencies.HashOf(settings, schema, Horizon);

    /// <summary>
    /// How far customers' months are written: to the end of the year after that of the last instant that counts, so that they are
    /// built again once a year, long before a figure needs more.
    /// </summary>
    private LocalDate Horizon => new(countedUpTo().InZone(settings.DateTimeZone).Year + 2, 1, 1);

    /// <summary>Builds what facts and explanations are made with; rates, people and articles are as they were at the last catching up.</summary>
    public UnitBuilders Builders => _builders ??= UnitBuilders.Of(records, settings, Horizon);

    /// <summary>Makes the facts reflect every record that is there now.</summary>
    public void CatchUp(Progress? progress = null, CancellationToken cancellation = default)
    {
        var projection = facts.Projection;
        var behind = records.Position - (projection?.Position ?? 0);
        if (projection is null || projection.Dependencies != Dependencies || projection.Position > records.Position)
            Rebuild(progress, cancellation);
        else if (behind * 4 > records.Position) Rebuild(progress, cancellation); // Tricky: replacing most rows costs more than writing all.
        else if (behind > 0) ReplaceOrRebuild(projection.Position, progress, cancellation);
    }

    /// <summary>Builds all facts again, beside the current ones, which stay readable until the new ones are whole.</summary>
    public void Rebuild(Progress? progress = null, CancellationToken cancellation = default)
    {
        _builders = UnitBuilders.Of(records, settings, Horizon);
        using var rebuild = facts.Rebuild(schema.Tables);
        // The last change can be one that took records away, so that no record has its position.
        var target = records.Position;
        var last = Math.Max(target, new RebuildPipeline(records, _builders, schema).Run(rebuild, progress, cancellation));
        rebuild.Complete(new Projection(last, Dependencies));
        records.ForgetLeft(last);
    }

    private void ReplaceOrRebuild(long position, Progress? progress, CancellationToken cancellation)
    {
        // Only facts older than those that followed last: an older copy of their file.
        if (records.LeftAfter(position) is not { } left)
        {
            Rebuild(progress, cancellation);
            return;
        }

        try
        {
            Replace(position, left, progress, cancellation);
        }
        catch (FactsLostException)
        {
            Rebuild(progress, cancellation);
        }
    }

    private void Replace(long position, LeftBehind left, Progress? progress, CancellationToken cancellation)
    {
        var (start, target) = (position, records.Position);
        // What others look things up in must be known before the first of them is built.
        var reference = new ReferenceChanges(records, position, left, facts, settings);
        if (reference.IsAny) _builders = UnitBuilders.Of(records, settings, Horizon);
        var (units, rows) = (new Units(schema), new FactBatches(schema, settings.DateTimeZone));
        var changes = new Changes(records, new Conversations(records), Builders, units, rows);
        changes.Take(left);
        reference.Touch(changes, Builders.Context.Reference);
        foreach (var batch in records.ChangesAfter(position).Chunk(BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var change in batch) changes.Take(change.Record);
            changes.Build();
            facts.Replace(units.Replaced(), rows.Tables(), batch[^1].Position);
            progress?.Invoke("Updating facts", Fraction(batch[^1].Position - start, target - start), Count(batch[^1].Position, target));
            position = batch[^1].Position;
            units.Clear();
            rows.Clear();
        }

        records.ForgetLeft(position);
    }

    internal static double Fraction(long done, long all) => all == 0 ? 1 : Math.Min(1, (double)done / all);

    internal static string Count(long done, long all) => string.Create(CultureInfo.InvariantCulture, $"{done:N0} of {all:N0} changes");
}
