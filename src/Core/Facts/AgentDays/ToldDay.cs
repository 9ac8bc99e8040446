using Deskmeter.Facts.Records;
using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts.AgentDays;

/// <summary>
/// What the records say of one agent's day, and how many seconds of it count as what, by docs/decisions/0014-agents-time.md.
/// Instants are in seconds since 1970.
/// </summary>
internal sealed class ToldDay(string agent, Instant begins, Instant ends)
{
    /// <summary>Kinds of stretch: those of shifts, and then these.</summary>
    private const int Running = (int)ShiftKind.Away + 1, Chat = Running + 1, Kinds = Chat + 1;
    private readonly List<(long From, long Until, int Kind, string? Team)> _stretches = [];
    private bool _hasRoster, _hasStates;
    private bool _isSorted;

    public long Begins { get; } = begins.ToUnixTimeSeconds();

    public long Ends { get; } = ends.ToUnixTimeSeconds();

    /// <summary>Adds a shift of the agent.</summary>
    /// <param name="until">Its end; null while it runs.</param>
    public void Add(Shift shift, Instant? until)
    {
        var from = shift.FromAt.ToUnixTimeSeconds();
        if (until is null && (!IsState(shift.Kind) || from < Begins)) return;
        if (!Add(from, until?.ToUnixTimeSeconds() ?? Ends, until is null ? Running : (int)shift.Kind, shift.Team)) return;
        _hasRoster |= shift.Kind == ShiftKind.Scheduled;
        _hasStates |= IsState(shift.Kind);
    }

    /// <summary>Adds the agent's part of a chat; of legs at a time once.</summary>
    public void Add(Call chat)
    {
        var connected = new Stretches();
        string? team = null;
        foreach (var leg in LegTimes.Of(chat.Legs))
        {
            if (leg.Leg.Agent != agent || leg is not { Answered: { } answered, Ended: { } ended }) continue;
            connected.Add(answered, ended);
            team ??= leg.Leg.Team;
        }

        foreach (var (from, until) in connected.Merged()) Add(from, until, Chat, team);
    }

    /// <summary>The team that the first shift or chat of a part of the day names.</summary>
    public string? TeamWithin(long from, long until)
    {
        Sort();
        foreach (var stretch in _stretches)
        {
            if (stretch.From >= until) break;
            if (stretch.Until > from && stretch.Team is not null) return stretch.Team;
        }

        return null;
    }

    /// <summary>The seconds of a part of the day; null when nothing is known of it.</summary>
    public HourSeconds? Within(long from, long until)
    {
        Sort();
        List<long> cuts = [from, until];
        foreach (var stretch in _stretches)
        {
            if (stretch.From >= until || stretch.Until <= from) continue;
            if (stretch.From > from) cuts.Add(stretch.From);
            if (stretch.Until < until) cuts.Add(stretch.Until);
        }

        cuts.Sort();
        HourSeconds? sum = null;
        Span<int> at = stackalloc int[Kinds];
        for (var index = 1; index < cuts.Count; index++)
        {
            var length = cuts[index] - cuts[index - 1];
            if (length > 0 && Count(cuts[index - 1], at)) sum = (sum ?? new HourSeconds(_hasStates)).Plus(Read(at), length);
        }

        return sum;
    }

    private static bool IsState(ShiftKind kind) => kind is not (ShiftKind.Scheduled or ShiftKind.PaidLeave);

    private bool Add(long from, long until, int kind, string? team)
    {
        (from, until) = (Math.Max(from, Begins), Math.Min(until, Ends));
        if (until <= from) return false;
        _stretches.Add((from, until, kind, team));
        _isSorted = false;
        return true;
    }

    private void Sort()
    {
        if (_isSorted) return;
        _stretches.Sort((left, right) =>
        {
            var order = left.From.CompareTo(right.From);
            if (order == 0) order = left.Kind.CompareTo(right.Kind);
            return order == 0 ? string.CompareOrdinal(left.Team, right.Team) : order;
        });
        _isSorted = true;
    }

    /// <summary>How many stretches of each kind there are at an instant.</summary>
    private bool Count(long instant, Span<int> at)
    {
        at.Clear();
        var isAny = false;
        foreach (var stretch in _stretches)
        {
            if (stretch.From > instant) break;
            if (stretch.Until <= instant) continue;
            at[stretch.Kind]++;
            isAny |= stretch.Kind != Running;
        }

        return isAny;
    }

    private Moment Read(ReadOnlySpan<int> at)
    {
        var states = at[(int)ShiftKind.Available..Running];
        var isInState = states.ContainsAnyExcept(0);
        var (isScheduled, isOnLeave) = (at[(int)ShiftKind.Scheduled] > 0, at[(int)ShiftKind.PaidLeave] > 0);
        var isBusy = at[(int)ShiftKind.Busy] + at[(int)ShiftKind.WrapUp] > 0;
        return new Moment
        {
            IsScheduled = isScheduled,
            // What became of the time since a state began that still runs is not known yet.
            IsPaid = (isInState || at[Running] == 0) && (isOnLeave || (_hasRoster ? isScheduled : isInState)),
            IsOnLeave = isOnLeave,
            IsAvailable = isBusy || at[(int)ShiftKind.Available] > 0,
            IsBusy = isBusy,
            Chats = at[Chat],
        };
    }
}
