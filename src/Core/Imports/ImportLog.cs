using System.Text.Json;
using Deskmeter.Connectors;
using Deskmeter.State;
using NodaTime;
using NodaTime.Text;

namespace Deskmeter.Imports;

/// <summary>
/// What was imported into a data folder, in its <c>state.db</c>: a row an import, written when it begins and when it ends. One that began
/// and did not end before the folder was opened again was interrupted. Safe for concurrent use.
/// </summary>
public sealed class ImportLog
{
    private const string Columns = "id, started_at, ended_at, state, format, files, is_dry, upload, outcome";
    private readonly StateFile _state;
    private readonly TimeProvider _time;

    /// <summary>The log of a data folder that nobody else writes to.</summary>
    public ImportLog(StateFile state, TimeProvider time)
    {
        (_state, _time) = (state, time);
        state.Run(
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
    }

    /// <summary>Notes that an import begins.</summary>
    /// <param name="upload">The id of the uploaded file; null: a file of the command line.</param>
    public ImportRun Begin(ImportRequest request, string? upload = null)
    {
        var format = Path.GetExtension(request.Format) is ".yaml" or ".yml" ? Path.GetFileName(request.Format) : request.Format;
        IReadOnlyList<string> files = request.Shown is { } shown ? [shown] : [.. request.Paths.Select(path => Path.GetFileName(Path.TrimEndingDirectorySeparator(path)))];
        var run = new ImportRun(0, Now(), format, files) { IsDry = request.IsDry, Upload = upload };
        var id = _state.Number(
            "insert into import_run (started_at, state, format, files, is_dry, upload, outcome) values ($started, $state, $format, $files, $dry, $upload, '{}') returning id",
            ("$started", InstantPattern.ExtendedIso.Format(run.StartedAt)), ("$state", nameof(ImportState.Running)), ("$format", format),
            ("$files", JsonSerializer.Serialize(files)), ("$dry", request.IsDry ? 1 : 0), ("$upload", upload));
        return run with { Id = id };
    }

    /// <summary>Notes how an import ended.</summary>
    public void End(long id, ImportState state, ImportOutcome outcome) => _state.Run(
        "update import_run set ended_at = $ended, state = $state, outcome = $outcome where id = $id",
        ("$ended", InstantPattern.ExtendedIso.Format(Now())), ("$state", state.ToString()), ("$outcome", JsonSerializer.Serialize(outcome)), ("$id", id));

    /// <summary>Forgets an import that never began to read.</summary>
    public void Forget(long id) => _state.Run("delete from import_run where id = $id", ("$id", id));

    /// <summary>Forgets imports that began before an instant, with the words of files that their findings quote, and writes the file again without them.</summary>
    public void ForgetBefore(Instant limit)
    {
        if (_state.Run("delete from import_run where started_at < $limit", ("$limit", InstantPattern.ExtendedIso.Format(limit))) > 0)
            _state.Run("vacuum; pragma wal_checkpoint(truncate)");
    }

    public ImportRun? Find(long id) => Read($"select {Columns} from import_run where id = $n", id) is [var run] ? run : null;

    /// <summary>The newest imports that wrote something, or tried to, the newest first.</summary>
    public IReadOnlyList<ImportRun> Newest(int count) => Read($"select {Columns} from import_run where is_dry = 0 order by id desc limit $n", count);

    private Instant Now() => Instant.FromDateTimeOffset(_time.GetUtcNow());

    private List<ImportRun> Read(string sql, long number) => _state.Rows(
        sql,
        row => new ImportRun(row.GetInt64(0), At(row.GetString(1)), row.GetString(4), JsonSerializer.Deserialize<List<string>>(row.GetString(5))!)
        {
            EndedAt = row.IsDBNull(2) ? null : At(row.GetString(2)),
            State = Enum.Parse<ImportState>(row.GetString(3)),
            IsDry = row.GetInt64(6) != 0,
            Upload = row.IsDBNull(7) ? null : row.GetString(7),
            Outcome = JsonSerializer.Deserialize<ImportOutcome>(row.GetString(8))!,
        },
        ("$n", number));

    private static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;
}
