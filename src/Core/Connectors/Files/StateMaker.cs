using Deskmeter.Helpdesk;

namespace Deskmeter.Connectors.Files;

/// <summary>Makes observed states. Rows with equal cells share one dictionary: a log says the same few thousand states again and again.</summary>
internal sealed class StateMaker
{
    private const int Remembered = 100_000;

    private readonly Dictionary<StateCells, (IReadOnlyDictionary<string, string?> Cells, ulong Hash)> _known = [];
    private readonly Func<Row, Stage?>? _status;
    private readonly Func<Row, string?>? _name;
    private readonly Func<Row, string?>? _agent;
    private readonly Func<Row, string?>? _team;
    private readonly Func<Row, string?>? _priority;

    public StateMaker(ValueCompiler values, MappedEvent mapped)
    {
        Func<Row, string?>? Text(string name) => mapped.Values.TryGetValue(name, out var value) ? values.Text(value) : null;
        (_agent, _team, _priority) = (Text("agent"), Text("team"), Text("priority"));
        if (!mapped.Values.TryGetValue("status", out var status)) return;
        _status = values.Word<Stage>(status);
        _name = Text("name") ?? values.OwnWord(status);
    }

    public TicketEvent? Make(Row row, EventHead head)
    {
        var status = _status?.Invoke(row);
        var cells = new StateCells(
            status?.Word(), status is null ? null : _name?.Invoke(row), _agent?.Invoke(row), _team?.Invoke(row), _priority?.Invoke(row));
        var (shared, hash) = Shared(cells);
        var id = head.Id ?? EventIdentity.Of(head.At, head.Sequence, head.By, hash);
        return new StateObserved(id, head.At, shared) { Version = head.Version, Sequence = head.Sequence, By = head.By };
    }

    private (IReadOnlyDictionary<string, string?> Cells, ulong Hash) Shared(StateCells cells)
    {
        if (_known.TryGetValue(cells, out var known)) return known;
        if (_known.Count == Remembered) _known.Clear();
        var made = new Dictionary<string, string?>();
        // An unknown status keeps the one before; an empty agent, team or priority says that there is none.
        if (cells.Status is not null) (made["status"], made["status_name"]) = (cells.Status, cells.Name);
        if (_agent is not null) made["agent"] = cells.Agent;
        if (_team is not null) made["team"] = cells.Team;
        if (_priority is not null) made["priority"] = cells.Priority;
        return _known[cells] = (made, EventIdentity.CellsOf(made));
    }

    private readonly record struct StateCells(string? Status, string? Name, string? Agent, string? Team, string? Priority);
}
