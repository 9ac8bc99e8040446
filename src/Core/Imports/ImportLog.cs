using System.Globalization;
using System.Text.Json;
using Deskmeter.Connectors;
using Microsoft.Data.Sqlite;
using NodaTime;
using NodaTime.Text;

namespace Deskmeter.Imports;

/// <summary>
/// What was imported into a data folder, in its <c>state.db</c>: a row an import, written when it begins and when it ends. One that began
/// and did not end before the folder was opened again was interrupted. Safe for concurrent use.
/// </summary>
public sealed class ImportLog : IDisposable
{
    private const string Columns = "id, started_at, ended_at, state, format, files, is_dry, upload, outcome";
    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;
    private readonly TimeProvider _time;

    private ImportLog(SqliteConnection connection, TimeProvider time) => (_connection, _time) = (connection, time);

    /// <summary>Opens the log of a data folder that nobody else writes to.</summary>
    public static ImportLog Open(string folder, TimeProvider time)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "state.db"), Pooling = false }.ConnectionString);
        connection.Open();
        var log = new ImportLog(connection, time);
        log.Run(
            """
            create table if not exists import_run (
                id integer primary key autoincrement,
                started_at text not null,
                ended_at text,
                state text not null,
                format text not null,
                files text not null,
                is_dry integer not null,
                upload text,
                outcome text not null);
            update import_run set state = 'Interrupted' where state = 'Running';
            """);
        return log;
    }

    /// <summary>Notes that an import begins.</summary>
    /// <param name="upload">The id of the uploaded file; null: a file of the command line.</param>
    public ImportRun Begin(ImportRequest request, string? upload = null)
    {
        var format = Path.GetExtension(request.Format) is ".yaml" or ".yml" ? Path.GetFileName(request.Format) : request.Format;
        IReadOnlyList<string> files = request.Shown is { } shown ? [shown] : [.. request.Paths.Select(path => Path.GetFileName(Path.TrimEndingDirectorySeparator(path)))];
        var run = new ImportRun(0, Now(), format, files) { IsDry = request.IsDry, Upload = upload };
        lock (_gate)
        {
            using var command = _connection.CreateCommand();
            command.CommandText =
                "insert into import_run (started_at, state, format, files, is_dry, upload, outcome) values ($started, $state, $format, $files, $dry, $upload, $outcome) returning id";
            command.Parameters.AddWithValue("$started", InstantPattern.ExtendedIso.Format(run.StartedAt));
            command.Parameters.AddWithValue("$state", nameof(ImportState.Running));
            command.Parameters.AddWithValue("$format", format);
            command.Parameters.AddWithValue("$files", JsonSerializer.Serialize(files));
            command.Parameters.AddWithValue("$dry", request.IsDry ? 1 : 0);
            command.Parameters.AddWithValue("$upload", (object?)upload ?? DBNull.Value);
            command.Parameters.AddWithValue("$outcome", "{}");
            return run with { Id = Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) };
        }
    }

    /// <summary>Notes how an import ended.</summary>
    public void End(long id, ImportState state, ImportOutcome outcome)
    {
        lock (_gate)
        {
            using var command = _connection.CreateCommand();
            command.CommandText = "update import_run set ended_at = $ended, state = $state, outcome = $outcome where id = $id";
            command.Parameters.AddWithValue("$ended", InstantPattern.ExtendedIso.Format(Now()));
            command.Parameters.AddWithValue("$state", state.ToString());
            command.Parameters.AddWithValue("$outcome", JsonSerializer.Serialize(outcome));
            command.Parameters.AddWithValue("$id", id);
            command.ExecuteNonQuery();
        }
    }

    /// <summary>Forgets an import that never began to read.</summary>
    public void Forget(long id)
    {
        lock (_gate)
        {
            using var command = _connection.CreateCommand();
            command.CommandText = "delete from import_run where id = $id";
            command.Parameters.AddWithValue("$id", id);
            command.ExecuteNonQuery();
        }
    }

    public ImportRun? Find(long id) => Read($"select {Columns} from import_run where id = $n", id) is [var run] ? run : null;

    /// <summary>The newest imports that wrote something, or tried to, the newest first.</summary>
    public IReadOnlyList<ImportRun> Newest(int count) => Read($"select {Columns} from import_run where is_dry = 0 order by id desc limit $n", count);

    public void Dispose() => _connection.Dispose();

    private Instant Now() => Instant.FromDateTimeOffset(_time.GetUtcNow());

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private List<ImportRun> Read(string sql, long number)
    {
        lock (_gate)
        {
            using var command = _connection.CreateCommand();
            command.CommandText = sql;
            command.Parameters.AddWithValue("$n", number);
            using var reader = command.ExecuteReader();
            var runs = new List<ImportRun>();
            while (reader.Read())
            {
                runs.Add(new ImportRun(reader.GetInt64(0), At(reader.GetString(1)), reader.GetString(4), JsonSerializer.Deserialize<List<string>>(reader.GetString(5))!)
                {
                    EndedAt = reader.IsDBNull(2) ? null : At(reader.GetString(2)),
                    State = Enum.Parse<ImportState>(reader.GetString(3)),
                    IsDry = reader.GetInt64(6) != 0,
                    Upload = reader.IsDBNull(7) ? null : reader.GetString(7),
                    Outcome = JsonSerializer.Deserialize<ImportOutcome>(reader.GetString(8))!,
                });
            }

            return runs;
        }
    }

    private static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;
}
