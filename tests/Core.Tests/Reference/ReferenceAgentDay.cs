using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>An hour of an agent, in seconds.</summary>
internal sealed record ReferenceAgentHour(string Agent, string? Team, long At)
{
    public long Paid { get; set; }

    public long Scheduled { get; set; }

    /// <summary>Paid, on leave and not there all the same.</summary>
    public long Leave { get; set; }

    public long Available { get; set; }

    public long Busy { get; set; }

    public long Productive { get; set; }

    public long Chats { get; set; }

    public long Chatting { get; set; }

    /// <summary>Somebody kept the agent's states on that day.</summary>
    public bool HasStates { get; set; }

    /// <summary>It is known what became of all that was paid.</summary>
    public bool IsKnown => HasStates || Paid == Leave;
}

/// <summary>A local day of an agent, second by second: what is told of each, and what that counts as.</summary>
internal sealed class ReferenceAgentDay
{
    private const int Running = (int)ShiftKind.Away + 1;
    private const long LongestStretch = 1100L * 86400;
    private readonly ReferenceShop _shop;
    private readonly string _agent;
    private readonly LocalDate _day;
    private readonly long _from;

    /// <summary>Of each second a bit for each kind that is told of it.</summary>
    private readonly int[] _told;

    private readonly int[] _chats;

    /// <summary>In order: when each begins, ends and which team it names.</summary>
    private readonly List<(long From, int Kind, long Until, string? Team)> _stretches = [];

    public ReferenceAgentDay(ReferenceShop shop, string agent, LocalDate day, IEnumerable<Shift> shifts, IEnumerable<Call> chats)
    {
        (_shop, _agent, _day, _from) = (shop, agent, day, shop.StartOf(day));
        _told = new int[shop.StartOf(day.PlusDays(1)) - _from];
        _chats = new int[_told.Length];
        foreach (var shift in shifts) Tell(shift);
        foreach (var chat in chats) Tell(chat);
    }

    /// <summary>The hours on the clock in which something is known.</summary>
    public IEnumerable<ReferenceAgentHour> Hours()
    {
        if (_stretches.Count == 0) yield break;
        var kinds = _told.Aggregate(0, (all, told) => all | told);
        var (hasRoster, hasStates) = ((kinds & Bit(ShiftKind.Scheduled)) > 0, kinds >> (int)ShiftKind.Available > 0);
        ReferenceAgentHour? hour = null;
        for (var second = 0; second < _told.Length; second++)
        {
            var at = _from + second;
            if (hour is not null && (at % 900 == 0) && _shop.Local(at).Minute == 0)
            {
                if (IsAny(hour.At, at)) yield return hour;
                hour = null;
            }

            hour ??= new ReferenceAgentHour(_agent, TeamFrom(at), at) { HasStates = hasStates };
            Count(hour, _told[second], _chats[second], hasRoster);
        }

        if (IsAny(hour!.At, _from + _told.Length)) yield return hour;
    }

    private static int Bit(ShiftKind kind) => 1 << (int)kind;

    /// <summary>Something is told of a second between two; that a state still runs is nothing.</summary>
    private bool IsAny(long from, long until)
    {
        for (var second = from - _from; second < until - _from; second++)
            if ((_told[second] & ~(1 << Running)) > 0 || _chats[second] > 0) return true;
        return false;
    }

    private static void Count(ReferenceAgentHour hour, int told, int chats, bool hasRoster)
    {
        if (chats > 0) (hour.Chats, hour.Chatting) = (hour.Chats + chats, hour.Chatting + 1);
        if (told == 0) return;
        bool Is(int kinds) => (told & kinds) > 0;
        var (isScheduled, isLeave, isBusy) = (Is(Bit(ShiftKind.Scheduled)), Is(Bit(ShiftKind.PaidLeave)), Is(Bit(ShiftKind.Busy) | Bit(ShiftKind.WrapUp)));
        var isAvailable = isBusy || Is(Bit(ShiftKind.Available));
        var isInState = isAvailable || Is(Bit(ShiftKind.Break) | Bit(ShiftKind.Training) | Bit(ShiftKind.Meeting) | Bit(ShiftKind.Away));
        // What became of the time since a state began that still runs is not known yet.
        var isUnknown = !isInState && Is(1 << Running);
        var isPaid = !isUnknown && (isLeave || (hasRoster ? isScheduled : isInState));
        if (isScheduled) hour.Scheduled++;
        if (isPaid) hour.Paid++;
        if (isAvailable) hour.Available++;
        if (isBusy) hour.Busy++;
        if (isPaid && isAvailable) hour.Productive++;
        if (isPaid && isLeave && !isAvailable) hour.Leave++;
    }

    private void Tell(Shift shift)
    {
        var from = ReferenceLog.Second(shift.FromAt);
        // An end that means "open" is none.
        long? until = shift.UntilAt is { } end && end - shift.FromAt <= Duration.FromSeconds(LongestStretch) ? ReferenceLog.Second(end) : null;
        var isState = shift.Kind is not (ShiftKind.Scheduled or ShiftKind.PaidLeave);
        // What still runs says nothing of a roster, and of a state only that the rest of its first day is not known yet.
        if (until is null && (!isState || from < _from)) return;
        var kind = until is null ? Running : (int)shift.Kind;
        Tell(from, until ?? long.MaxValue, kind, shift.Team, second => _told[second] |= 1 << kind);
    }

    private void Tell(Call chat)
    {
        var seconds = new HashSet<long>();
        var legs = ReferenceLeg.InOrder(chat).FindAll(leg => leg.Agent == _agent && leg is { Answered: not null, Ended: not null });
        var team = legs.Find(leg => leg.Team is not null)?.Team;
        foreach (var leg in legs)
            for (var second = leg.Answered!.Value; second < leg.Ended; second++) seconds.Add(second);
        // From gap to gap.
        foreach (var start in seconds.Where(second => !seconds.Contains(second - 1)))
        {
            var end = start;
            while (seconds.Contains(end)) end++;
            Tell(start, end, Running + 1, team, second => _chats[second]++);
        }
    }

    private void Tell(long from, long until, int kind, string? team, Action<long> write)
    {
        (from, until) = (Math.Max(from, _from), Math.Min(until, _from + _told.Length));
        if (from >= until) return;
        _stretches.Add((from, kind, until, team));
        for (var second = from; second < until; second++) write(second - _from);
    }

    /// <summary>The team that the first stretch of an hour names, else that of the people's records.</summary>
    private string? TeamFrom(long at)
    {
        var end = at + 1;
        while (end < _from + _told.Length && !(end % 900 == 0 && _shop.Local(end).Minute == 0)) end++;
        return _stretches.Where(stretch => stretch.From < end && stretch.Until > at && stretch.Team is not null)
            .OrderBy(stretch => stretch.From).ThenBy(stretch => stretch.Kind).ThenBy(stretch => stretch.Team, StringComparer.Ordinal)
            .Select(stretch => stretch.Team).FirstOrDefault() ?? _shop.People.TeamOf(_agent, _day);
    }
}
