using System.Text.Json;
using Deskmeter.Helpdesk;
using Microsoft.Data.Sqlite;

namespace Deskmeter.Settings;

/// <summary>
/// Keeps what a workspace has chosen in <c>state.db</c>, a name and a value a row; a calendar is kept as the text it was given in.
/// </summary>
public sealed class SettingsStore : IDisposable
{
    private const string CalendarPrefix = "calendar/";
    private const string TeamPrefix = "team_calendar/";
    private readonly SqliteConnection _connection;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private WorkspaceSettings _current;

    private SettingsStore(SqliteConnection connection, TimeProvider time)
    {
        _connection = connection;
        _time = time;
        _current = Read();
    }

    /// <summary>What is chosen now.</summary>
    public WorkspaceSettings Current
    {
        get
        {
            lock (_gate) return _current;
        }
    }

    /// <summary>Opens the settings of a data folder; a fresh one has the defaults.</summary>
    /// <exception cref="InvalidDataException">The file is damaged or not ours.</exception>
    public static SettingsStore Open(string folder, TimeProvider time)
    {
        var file = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "state.db"), Pooling = false };
        var connection = new SqliteConnection(file.ConnectionString);
        try
        {
            connection.Open();
            Prepare(connection);
            return new SettingsStore(connection, time);
        }
        catch (Exception error)
        {
            connection.Dispose();
            if (error is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT })
                throw new InvalidDataException($"{file.DataSource} is damaged, or is not a file of Deskmeter's settings.", error);
            throw;
        }
    }

    public void SetZone(string zone) => Write(("zone", zone));

    public void SetCurrency(string currency) => Write(("currency", currency));

    /// <summary>Something goes on by itself here: figures count up to now.</summary>
    public void SetLive() => Write(("is_live", "true"));

    /// <summary>Adds or replaces a calendar under its name, without making it anybody's.</summary>
    public void AddCalendar(BusinessCalendar calendar) =>
        Write((CalendarPrefix + calendar.Name, BusinessCalendarText.Write(calendar)));

    /// <summary>Makes a calendar that of one team, or, without a team, of every ticket that has no other.</summary>
    public void UseCalendar(BusinessCalendar calendar, string? team) =>
        Write(
            (CalendarPrefix + calendar.Name, BusinessCalendarText.Write(calendar)),
            (team is null ? "default_calendar" : TeamPrefix + team, calendar.Name));

    /// <summary>A team has the workspace's calendar again.</summary>
    public void ClearTeamCalendar(string team)
    {
        lock (_gate)
        {
            using var command = _connection.CreateCommand();
            command.CommandText = "delete from setting where name = $name";
            command.Parameters.AddWithValue("$name", TeamPrefix + team);
            command.ExecuteNonQuery();
            _current = Read();
        }
    }

    /// <summary>Makes custom fields slices, beside those that are already.</summary>
    /// <returns>True when one of them is new.</returns>
    public bool AddCustomSlices(IEnumerable<string> names)
    {
        var all = Current.CustomSlices.Union(names, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (all.Length == Current.CustomSlices.Count) return false;
        Write(("custom_slices", JsonSerializer.Serialize(all)));
        return true;
    }

    /// <summary>Takes over another workspace's zone, currency and calendars.</summary>
    public void Adopt(WorkspaceSettings settings)
    {
        SetZone(settings.Zone);
        if (settings.Currency is { } currency) SetCurrency(currency);
        foreach (var calendar in settings.Calendars.Values) AddCalendar(calendar);
        if (settings.DefaultCalendar is { } name) UseCalendar(settings.Calendars[name], team: null);
        foreach (var (team, calendar) in settings.TeamCalendars) UseCalendar(settings.Calendars[calendar], team);
    }

    public void Dispose() => _connection.Dispose();

    private static void Prepare(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            pragma journal_mode = wal;
            pragma synchronous = full;
            create table if not exists setting (name text primary key, value text not null, changed_at text not null) without rowid;
            """;
        command.ExecuteNonQuery();
    }

    private void Write(params ReadOnlySpan<(string Name, string Value)> settings)
    {
        lock (_gate)
        {
            using var transaction = _connection.BeginTransaction();
            foreach (var (name, value) in settings)
            {
                using var command = _connection.CreateCommand();
                command.CommandText = """
                    insert into setting (name, value, changed_at) values ($name, $value, $at)
                    on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at
                    """;
                command.Parameters.AddWithValue("$name", name);
                command.Parameters.AddWithValue("$value", value);
                command.Parameters.AddWithValue("$at", _time.GetUtcNow().ToString("O"));
                command.ExecuteNonQuery();
            }

            transaction.Commit();
            _current = Read();
        }
    }

    private WorkspaceSettings Read()
    {
        var rows = Rows();
        var defaults = new WorkspaceSettings();
        return new WorkspaceSettings
        {
            Zone = rows.GetValueOrDefault("zone", defaults.Zone),
            Currency = rows.GetValueOrDefault("currency"),
            IsLive = rows.ContainsKey("is_live"),
            DefaultCalendar = rows.GetValueOrDefault("default_calendar"),
            CustomSlices = rows.TryGetValue("custom_slices", out var slices) ? Names(slices) : [],
            Calendars = new CalendarTexts(Under(rows, CalendarPrefix)),
            TeamCalendars = Under(rows, TeamPrefix),
        };
    }

    private Dictionary<string, string> Rows()
    {
        var rows = new Dictionary<string, string>(StringComparer.Ordinal);
        using var command = _connection.CreateCommand();
        command.CommandText = "select name, value from setting order by name";
        using var reader = command.ExecuteReader();
        while (reader.Read()) rows[reader.GetString(0)] = reader.GetString(1);
        return rows;
    }

    private static List<string> Names(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(name => name.GetString()!)];
    }

    private static Dictionary<string, string> Under(Dictionary<string, string> rows, string prefix)
    {
        var under = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in rows)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal)) under[name[prefix.Length..]] = value;
        }

        return under;
    }
}
