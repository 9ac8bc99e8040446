using Deskmeter.Helpdesk;

namespace Deskmeter.Facts.Conversations;

/// <summary>
/// Turns states that were observed into the changes between them. A missing cell is unknown and keeps what was before; a null cell
/// says that there is none.
/// </summary>
internal sealed class ObservedStates
{
    private readonly List<TicketEvent> _changes = new(3);
    private Stage _stage = Stage.New;
    private string? _agent;
    private string? _team;
    private string? _priority;
    private bool _isPriorityKnown;

    private bool _hasStatus;

    public string? StatusName { get; private set; }

    /// <summary>The state taken in last was the first to tell a status, and no change of it had been told before.</summary>
    public bool IsFirstStatus { get; private set; }

    /// <summary>Takes in a change that was told as such.</summary>
    public void Saw(TicketEvent happened)
    {
        switch (happened)
        {
            case StatusChanged status:
                _hasStatus = true;
                _stage = status.Stage;
                StatusName = status.Name ?? (status.Stage == Stage.Deleted ? StatusName : null);
                break;
            case Assigned assigned:
                (_agent, _team) = (assigned.Agent, assigned.Team);
                break;
            case PriorityChanged priority:
                (_priority, _isPriorityKnown) = (priority.Priority, true);
                break;
        }
    }

    /// <summary>
    /// What changed; the list is reused by the next call. The assignment comes before the status, so whoever got a ticket and solved
    /// it in one update had it when it was solved.
    /// </summary>
    public IReadOnlyList<TicketEvent> ChangesTo(StateObserved state)
    {
        _changes.Clear();
        var agent = state.Cells.TryGetValue("agent", out var seenAgent) ? seenAgent : _agent;
        var team = state.Cells.TryGetValue("team", out var seenTeam) ? seenTeam : _team;
        if (agent != _agent || team != _team) Add(new Assigned(state.Id, state.At, agent, team), state);
        (_agent, _team) = (agent, team);
        if (state.Cells.TryGetValue("priority", out var priority) && (!_isPriorityKnown || priority != _priority))
        {
            Add(new PriorityChanged(state.Id, state.At, priority), state);
            (_priority, _isPriorityKnown) = (priority, true);
        }

        AddStatus(state);
        return _changes;
    }

    private void AddStatus(StateObserved state)
    {
        if (state.Cells.TryGetValue("status_name", out var name)) StatusName = name;
        IsFirstStatus = false;
        if (!state.Cells.TryGetValue("status", out var word) || Stages.Find(word) is not { } stage) return;
        (IsFirstStatus, _hasStatus) = (!_hasStatus, true);
        if (stage == _stage) return;
        _stage = stage;
        Add(new StatusChanged(state.Id, state.At, stage) { Name = StatusName }, state);
    }

    private void Add(TicketEvent change, StateObserved state) =>
        _changes.Add(change with { By = state.By, Sequence = state.Sequence, Version = state.Version });
}
