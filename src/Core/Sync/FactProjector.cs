using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using Deskmeter.Records;
using Deskmeter.Settings;
using Deskmeter.Store;
using NodaTime;

namespace Deskmeter.Sync;

/// <summary>How far a stage of work is, from 0 to 1, in words.</summary>
public delegate void Progress(string stage, double done, string detail);

/// <summary>
/// Keeps the facts equal to the records and the settings: catches up from the position that they reflect, or builds them
/// again when something else that they depend on has changed.
/// </summary>
public sealed class FactProjector(IRecordStore records, IFactStore facts, WorkspaceSettings settings, FactSchema schema)
{
    /// <summary>Grows when a builder gives other rows for the same records.</summary>
    private const int BuilderVersion = 1;
    private const int BatchSize = 1_000;

    // Most programs only look whether there is something to build.
    private readonly Lazy<ConversationBuilder> _builder =
        new(() => new ConversationBuilder(new FactContext(settings.Calendars, settings.DefaultCalendar, settings.TeamCalendars)));

    /// <summary>A hash of all that facts depend on besides the records.</summary>
    public string Dependencies { get; } = HashOf(settings, schema);

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

    private void ReplaceOrRebuild(long position, Progress? progress, CancellationToken cancellation)
    {
        try
        {
            Replace(position, progress, cancellation);
        }
        catch (FactsLostException)
        {
            Rebuild(progress, cancellation);
        }
    }

    /// <summary>Builds all facts again, beside the current ones, which stay readable until the new ones are whole.</summary>
    public void Rebuild(Progress? progress = null, CancellationToken cancellation = default)
    {
        using var rebuild = facts.Rebuild(schema.Tables);
        var conversations = new Conversations(records);
        var target = records.Position;
        var read = Channel.CreateBounded<List<RecordChange>>(4);
        var built = Channel.CreateBounded<FactBatches>(4);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var reader = Stage(read.Writer, stop, () => ReadAll(read.Writer, stop.Token));
        var builder = Stage(built.Writer, stop, () => BuildAll(read.Reader, built.Writer, conversations, stop.Token));
        var last = 0L;
        var writer = Task.Run(
            async () =>
            {
                await foreach (var batch in built.Reader.ReadAllAsync(stop.Token))
                {
                    foreach (var table in batch.Tables().Where(table => table.Count > 0)) rebuild.Append(table);
                    last = Math.Max(last, batch.Position);
                    progress?.Invoke("Building facts", Fraction(last, target), Count(last, target));
                }
            },
            stop.Token);
        Task.WhenAll(reader, builder, writer).GetAwaiter().GetResult();
        rebuild.Complete(new Projection(last, Dependencies));
    }

    private static Task Stage<T>(ChannelWriter<T> output, CancellationTokenSource stop, Func<Task> work) => Task.Run(async () =>
    {
        try
        {
            await work();
            output.Complete();
        }
        catch (Exception error)
        {
            output.Complete(error);
            await stop.CancelAsync();
            throw;
        }
    });

    private async Task ReadAll(ChannelWriter<List<RecordChange>> output, CancellationToken cancellation)
    {
        foreach (var batch in records.ChangesAfter(0).Chunk(BatchSize)) await output.WriteAsync([.. batch], cancellation);
    }

    private async Task BuildAll(
        ChannelReader<List<RecordChange>> input, ChannelWriter<FactBatches> output, Conversations conversations, CancellationToken cancellation)
    {
        await foreach (var batch in input.ReadAllAsync(cancellation))
        {
            var rows = new FactBatches(schema, settings.DateTimeZone) { Position = batch[^1].Position };
            foreach (var ticket in batch.Select(change => change.Record).OfType<Ticket>())
            {
                if (conversations.IsAlone(ticket)) rows.Add(_builder.Value.Build(ticket, []));
                else if (conversations.RootOf(ticket).Id == ticket.Id) rows.Add(_builder.Value.Build(ticket, conversations.ChildrenOf(ticket)));
            }

            await output.WriteAsync(rows, cancellation);
        }
    }

    private void Replace(long position, Progress? progress, CancellationToken cancellation)
    {
        var conversations = new Conversations(records);
        var target = records.Position;
        var rows = new FactBatches(schema, settings.DateTimeZone);
        var units = new HashSet<string>();
        foreach (var batch in records.ChangesAfter(position).Chunk(BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var ticket in batch.Select(change => change.Record).OfType<Ticket>()) Renew(ticket, conversations, units, rows);
            facts.Replace(units, rows.Tables(), batch[^1].Position);
            progress?.Invoke("Updating facts", Fraction(batch[^1].Position - position, target - position), Count(batch[^1].Position, target));
            units.Clear();
            rows.Clear();
        }
    }

    /// <summary>Adds the rows of the conversation that a changed ticket is in, and names every unit whose rows they replace.</summary>
    private void Renew(Ticket ticket, Conversations conversations, HashSet<string> units, FactBatches rows)
    {
        if (conversations.IsAlone(ticket))
        {
            if (units.Add(ConversationBuilder.KeyOf(ticket))) rows.Add(_builder.Value.Build(ticket, []));
            return;
        }

        var root = conversations.RootOf(ticket);
        if (!units.Add(ConversationBuilder.KeyOf(root))) return;
        var children = conversations.ChildrenOf(root);
        // A child stood alone until its merge, or its parent, was known.
        foreach (var child in children) units.Add(ConversationBuilder.KeyOf(child));
        rows.Add(_builder.Value.Build(root, children));
    }

    private static double Fraction(long done, long all) => all == 0 ? 1 : Math.Min(1, (double)done / all);

    private static string Count(long done, long all) => string.Create(CultureInfo.InvariantCulture, $"{done:N0} of {all:N0} changes");

    private static string HashOf(WorkspaceSettings settings, FactSchema schema)
    {
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"builder {BuilderVersion}\nzone {settings.Zone} {DateTimeZoneProviders.Tzdb.VersionId}\n")
            .Append(CultureInfo.InvariantCulture, $"default {settings.DefaultCalendar}\n");
        foreach (var name in settings.Calendars.Keys.Order(StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"calendar {name}\n{settings.CalendarText(name)}\n");
        foreach (var team in settings.TeamCalendars.Keys.Order(StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"team {team} {settings.TeamCalendars[team]}\n");
        foreach (var table in schema.Tables)
        {
            text.Append(CultureInfo.InvariantCulture, $"table {table.Name}");
            foreach (var column in table.Columns) text.Append(CultureInfo.InvariantCulture, $" {column.Name}:{column.Kind}");
            text.Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
