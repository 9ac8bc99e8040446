using Deskmeter.Connectors;
using Deskmeter.Connectors.Files;
using Deskmeter.Core.Tests.Store;
using Deskmeter.Metrics;
using Deskmeter.Store;
using Deskmeter.Store.DuckDb;
using Deskmeter.Workspaces;

namespace Deskmeter.Core.Tests.Metrics.Engine;

/// <summary>
/// The real incident log twice: imported into a workspace, and as the plain rows of its file in a bare table <c>log</c> (every cell a
/// text, <c>row</c> its place in the file). Made when it is first asked for, so that tests without the data are skipped.
/// </summary>
public sealed class IncidentLogWorkspace : IDisposable
{
    private static readonly string[] Times = ["opened_at", "resolved_at", "closed_at", "sys_updated_at"];
    private readonly string _folder = Directory.CreateTempSubdirectory("deskmeter-incidents-").FullName;
    private readonly FactsFolder _bare = new();
    private Workspace? _workspace;
    private DuckDbDatabase? _database;
    private DuckDbConnection? _rows;

    internal Workspace Workspace => _workspace ??= Import();

    internal IReadOnlyList<MetricRow> Ask(string words)
    {
        var given = words.Split(' ').Select(word => word.Split('=', 2)).ToLookup(word => word[0], word => (string?)word[1]);
        return Workspace.Run(MetricQueryText.Read(word => given[word])).Rows;
    }

    /// <summary>Plain SQL over the rows of the file.</summary>
    internal object?[][] Sql(string text) => (_rows ??= Load()).Rows(text);

    public void Dispose()
    {
        _workspace?.Dispose();
        _rows?.Dispose();
        _database?.Dispose();
        _bare.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Workspace Import()
    {
        var log = SharedData.IncidentLog;
        Directory.CreateDirectory(Path.Combine(_folder, "metrics"));
        File.WriteAllText(
            Path.Combine(_folder, "metrics", "reopened_once.yaml"),
            "id: reopened_once\nname: Tickets reopened\ndescription: Each once.\nfact: resolve_cycle\ndated_by: reopened\nmeasure: count(distinct conversation)\nunit: count\n");
        var workspace = Workspace.Open(_folder, TimeProvider.System);
        workspace.Import(new ImportRequest("servicenow", [log]));
        return workspace;
    }

    private DuckDbConnection Load()
    {
        using var reader = new StreamReader(InputFile.Open(SharedData.IncidentLog));
        var header = reader.ReadLine()!.Split(',');
        var table = new Table("log", [new Column("row", ColumnKind.BigInt), .. header.Select(name => new Column(name, ColumnKind.Text))]);
        var batch = new TableBatch(table);
        while (reader.ReadLine()?.Split(',') is { } cells)
        {
            ((ColumnBuffer<long>)batch.Columns[0]).Append(batch.Count);
            for (var i = 0; i < cells.Length; i++) ((TextBuffer)batch.Columns[i + 1]).Append(cells[i]);
        }

        _database = _bare.Database();
        var connection = _database.Connect();
        connection.Execute(ColumnTypes.CreateTable(table));
        using (var appender = new TableAppender(connection, table))
        {
            appender.Append(batch);
            appender.Flush();
        }

        connection.Execute("create view time as select *, " + string.Join(", ", Times
            .Select(name => $"strptime(nullif({name}, '?'), '%d/%m/%Y %H:%M') as {name.Replace("sys_", "", StringComparison.Ordinal).Replace("_at", "", StringComparison.Ordinal)}")) + " from log");
        // What the last row of an incident says is what is known of it.
        connection.Execute("create view incident as select * from time qualify row_number() over (partition by number order by row desc) = 1");
        return connection;
    }
}
