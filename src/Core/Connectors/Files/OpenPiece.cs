using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Connectors.Files;

/// <summary>What was read of one ticket so far.</summary>
internal sealed class OpenPiece
{
    private readonly List<Candidate> _rivals = [];
    private Candidate? _newest;

    public int Rows { get; set; }

    /// <summary>The file and the time of the row before.</summary>
    public string? LastFile { get; set; }
    public Instant LastAt { get; set; }

    public List<(TicketEvent Event, string File, long Line)> Events { get; } = [];

    /// <summary>Keeps the row if it is the newest that gives attributes.</summary>
    public void Keep(ProfileCompiler profile, long version, Row row)
    {
        if (_newest?.Version > version) return;
        if (_newest?.Version < version) _rivals.Clear();
        else if (_newest is not null && _newest.Row.Cells.AsSpan().SequenceEqual(row.Cells)) return;
        else if (_newest is not null) _rivals.Add(_newest);

        // A log names a newer row at almost every step: the place of the one before is used again.
        if (_newest is null || _newest.Profile != profile || _rivals.Count > 0) _newest = new Candidate(profile, new Row(row.File, row.Cells.Length));
        _newest.Version = version;
        _newest.Row.Take(row);
    }

    /// <summary>The attributes by the newest row, and those of other rows of the same version.</summary>
    public (TicketProfile? Newest, IReadOnlyList<TicketProfile> Rivals) Profiles() =>
        (_newest?.Read(), [.. _rivals.Select(rival => rival.Read())]);

    /// <summary>What the source says of the ticket that cannot all be true.</summary>
    public IEnumerable<ImportItem.Warning> Doubts(TicketProfile? profile)
    {
        if (profile is { CreatedAt: { } created, Resolved.At: { } resolved } && resolved < created)
        {
            yield return new ImportItem.Warning(_newest!.Row.File, _newest.Row.Line, $"The ticket is said to be resolved before it was created.");
        }

        if (profile is { CreatedAt: { } opened, Closed.At: { } closed } && closed < opened)
        {
            yield return new ImportItem.Warning(_newest!.Row.File, _newest.Row.Line, $"The ticket is said to be closed before it was created.");
        }

        foreach (var (_, file, line) in AfterDeletion())
        {
            yield return new ImportItem.Warning(file, line, $"The ticket was deleted before this happened.");
        }
    }

    private IEnumerable<(TicketEvent Event, string File, long Line)> AfterDeletion()
    {
        var removal = Events.Select(entry => entry.Event).Where(told => IsDeletion(told) || told is Removed).MaxBy(told => told.At);
        return removal is not null && IsDeletion(removal) ? Events.Where(entry => entry.Event.At > removal.At) : [];
    }

    private static bool IsDeletion(TicketEvent told) => told switch
    {
        Removed removed => removed.Reason == RemovalReason.Deleted,
        StatusChanged status => status.Stage == Stage.Deleted,
        StateObserved state => state.Cells.GetValueOrDefault("status") == Stage.Deleted.Word(),
        _ => false,
    };

    private sealed class Candidate(ProfileCompiler profile, Row row)
    {
        public ProfileCompiler Profile => profile;

        public Row Row => row;

        public long Version { get; set; }

        public TicketProfile Read() => Profile.Read(Row, Version);
    }
}
