using NodaTime;

namespace Deskmeter.Workspaces;

/// <summary>
/// The instant that counts as now: it stands for up to a minute as long as nothing changes, so that those who ask the same in between
/// ask the same question and share its answer. Safe for concurrent use.
/// </summary>
internal sealed class StandingNow(TimeProvider time)
{
    private static readonly Duration Longest = Duration.FromMinutes(1);
    private readonly Lock _gate = new();
    private Instant? _taken;

    /// <summary>The clock's own instant.</summary>
    public Instant Exact => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>The clock's instant, or one of up to a minute before.</summary>
    public Instant Read()
    {
        var now = Exact;
        lock (_gate)
        {
            // A clock that was put back is believed at once.
            if (_taken is not { } taken || now < taken || now - taken >= Longest) _taken = now;
            return _taken.Value;
        }
    }

    /// <summary>Something happened, which the next who asks sees.</summary>
    public void MoveOn()
    {
        lock (_gate) _taken = null;
    }
}
