using Deskmeter.Store;

namespace Deskmeter.Sync;

/// <summary>
/// Appends to many tables side by side: to one table in the order in which its rows came, and none waits while another compresses.
/// </summary>
/// <param name="append">Takes one table's rows; called for different tables at once.</param>
internal sealed class TableLanes(Action<TableBatch> append, CancellationToken cancellation)
{
    private readonly Dictionary<Table, Task> _lanes = [];

    /// <summary>Appends what is filled when the table's earlier rows are in; only one thread may call.</summary>
    /// <returns>Done when the rows are in; fails when they, or earlier ones of the table, cannot be appended.</returns>
    public Task Append(Table table, Func<TableBatch> fill)
    {
        var before = _lanes.GetValueOrDefault(table, Task.CompletedTask);
        return _lanes[table] = Task.Run(() => After(before, fill), cancellation);
    }

    private async Task After(Task before, Func<TableBatch> fill)
    {
        await before;
        cancellation.ThrowIfCancellationRequested();
        var rows = fill();
        if (rows.Count > 0) append(rows);
    }
}
