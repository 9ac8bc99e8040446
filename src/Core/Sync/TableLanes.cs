using Deskmeter.Store;

namespace Deskmeter.Sync;

/// <summary>
/// Appends to many tables side by side: to one table in the order in which its rows came, and none waits while another compresses.
/// </summary>
/// <param name="append">Takes one table's rows; called for different tables at once.</param>
internal sealed class TableLanes(Action<TableBatch> append, CancellationToken cancellation)
{
    private readonly Dictionary<Table, Task> _lanes = [];

    /// <summary>Appends rows when the table's earlier ones are in; only one thread may call.</summary>
    /// <returns>Done when the rows are in; fails when they, or earlier ones of the table, cannot be appended.</returns>
    public Task Append(TableBatch rows)
    {
        var before = _lanes.GetValueOrDefault(rows.Table, Task.CompletedTask);
        return _lanes[rows.Table] = Task.Run(() => After(before, rows), cancellation);
    }

    private async Task After(Task before, TableBatch rows)
    {
        await before;
        cancellation.ThrowIfCancellationRequested();
        append(rows);
    }
}
