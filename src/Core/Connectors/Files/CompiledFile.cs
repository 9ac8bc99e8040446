using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Connectors.Files;

/// <summary>What the files of one import share while they are read.</summary>
/// <param name="Zone">Of times that state none.</param>
/// <param name="Present">The names of the mapping's files that are part of the import.</param>
/// <param name="Lookups">The rows of the files that others look up; null: the file is not part of the import.</param>
/// <param name="IsKnownTicket">The store knows this ticket already.</param>
internal sealed record ImportContext(
    Mapping Mapping, DateTimeZone Zone, IReadOnlySet<string> Present, Dictionary<string, Lookup?> Lookups, Func<string, bool> IsKnownTicket);

/// <summary>A file of a mapping, fitted to a header: reads the piece of a ticket that a row gives.</summary>
internal sealed class CompiledFile
{
    // A profile's version: the row's own, then its place within that instant, then how many of the optional files it could draw on.
    private const long VersionStep = 1_000_000;
    private const long LargestSequence = 99_999;

    private readonly Func<Row, bool>? _skip;
    private readonly Func<Row, string?> _ticket;
    private readonly ProfileCompiler? _profile;
    private readonly Func<Row, long>? _version;
    private readonly Func<Row, Instant?>? _time;
    private readonly CompiledEvent[] _events;

    public CompiledFile(MappedFile file, Columns columns, ImportContext context)
    {
        var values = new ValueCompiler(columns, context.Mapping.Times, context.Zone, context.Lookups);
        _skip = values.Conditions(file.Skip);
        _ticket = Ticket(file, values, context);
        _version = file.Profile is null ? null : Version(file, values, context);
        _profile = file.Profile is { } profile ? new ProfileCompiler(values, profile, BringsMessages(context)) : null;
        var isLog = file.Profile is null || file.Events.Any(mapped => mapped.Type == "state" && mapped.Head.At is null);
        _time = isLog && file.Head.At is { } at ? values.Time(at) : null;
        var compiler = new EventCompiler(values, file);
        var events = file.Events.Where(mapped => mapped.Unless is null || !context.Present.Contains(mapped.Unless));
        _events = [.. events.Select(mapped => compiler.Compile(mapped, mapped.Type == "state" ? null : _version))];
    }

    /// <summary>Adds what a row says to the pieces; false when the row is left out or cannot be read (<see cref="Row.Problem"/>).</summary>
    public bool Read(Row row, PieceWindow pieces)
    {
        if (_skip is not null && _skip(row)) return false;
        if (_ticket(row) is not { } ticket) return false;
        var version = _version?.Invoke(row) ?? 0;
        _profile?.Check(row);
        var events = new List<(string Ticket, TicketEvent Event)>(_events.Length);
        foreach (var compiled in _events)
        {
            if (compiled.Read(row) is not { } told) continue;
            if (compiled.Tickets is null) events.Add((ticket, told));
            else events.AddRange(compiled.Tickets(row).Select(other => (other, told)));
        }

        if (row.Problem is not null) return false;
        pieces.Add(ticket, row, _profile, version, _time?.Invoke(row));
        foreach (var (of, told) in events) pieces.Add(of, row, told);
        return true;
    }

    private static bool BringsMessages(ImportContext context) => context.Mapping.Files
        .Where(file => context.Present.Contains(file.Name)).SelectMany(file => file.Events).Any(mapped => mapped.Type == "message");

    private static Func<Row, string?> Ticket(MappedFile file, ValueCompiler values, ImportContext context)
    {
        if (file.Ticket is not { } value) return _ => null;
        var cell = value as MappedValue.Cell;
        var text = values.Text(cell is null ? value : cell with { Find = null });
        var known = cell?.Find is { } find ? context.Lookups.GetValueOrDefault(find.File) : null;
        var name = value.Name;
        return row =>
        {
            if (text(row) is not { } id) row.Fail($"{name} is empty: the row names no ticket.");
            else if (known is null || known.Contains(id) || context.IsKnownTicket(id)) return id;
            else row.Fail($"{name} '{id}' names a ticket that is not in {known.File}.");
            return null;
        };
    }

    private static Func<Row, long?> Seconds(Func<Row, Instant?> time) => row => time(row)?.ToUnixTimeSeconds();

    private static Func<Row, long> Version(MappedFile file, ValueCompiler values, ImportContext context)
    {
        var version = file.Version is { } stated ? values.Counter(stated) : Seconds(values.Time(file.Head.At!));
        var sequence = file.Head.Sequence is { } counter ? values.Counter(counter) : null;
        var optional = Math.Min(9, context.Mapping.Files.Count(other => other.IsOptional && context.Present.Contains(other.Name)));
        return row => (version(row) ?? 0) * VersionStep + Math.Clamp(sequence?.Invoke(row) ?? 0, 0, LargestSequence) * 10 + optional;
    }
}
