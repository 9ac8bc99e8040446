using System.Globalization;
using System.Text.Json;
using Deskmeter.Helpdesk;
using Deskmeter.State;
using NodaTime;
using NodaTime.Text;

namespace Deskmeter.Settings;

/// <summary>
/// Keeps what a workspace has chosen in <c>state.db</c>, a name and a value a row; a calendar is kept as the text it was given in.
/// </summary>
public sealed class SettingsStore
{
    private const string CalendarPrefix = "calendar/";
    private const string TeamPrefix = "team_calendar/";
    private const string BeforeDemo = "before_demo";
    private readonly StateFile _state;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private WorkspaceSettings _current;

    /// <summary>The settings of a data folder; a fresh one has the defaults.</summary>
    public SettingsStore(StateFile state, TimeProvider time)
    {
        _state = state;
        _time = time;
        state.Run("create table if not exists setting (name text primary key, value text not null, changed_at text not null) without rowid");
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

    public void SetZone(string zone) => Write(("zone", zone));

    public void SetCurrency(string currency) => Write(("currency", currency));

    /// <summary>For how many months records are kept; null: everything is.</summary>
    public void SetRetention(int? months) => Write(("retention", months?.ToString(CultureInfo.InvariantCulture)), ("retention_done", null));

    /// <summary>Everything older than a limit was looked for and removed.</summary>
    public void SetRetentionDone(Instant limit) => Write(("retention_done", InstantPattern.ExtendedIso.Format(limit)));

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
    public void ClearTeamCalendar(string team) => Write((TeamPrefix + team, null));

    /// <summary>Makes custom fields slices, beside those that are already.</summary>
    /// <returns>True when one of them is new.</returns>
    public bool AddCustomSlices(IEnumerable<string> names)
    {
        var all = Current.CustomSlices.Union(names, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (all.Length == Current.CustomSlices.Count) return false;
        Write(("custom_slices", JsonSerializer.Serialize(all)));
        return true;
    }

    /// <summary>Takes over the settings of the demonstration, and remembers what each of them was before.</summary>
    public void BeginDemo(WorkspaceSettings settings)
    {
        var (before, chosen) = (Snapshot(), Chosen(settings).ToList());
        var changed = chosen.Where(setting => setting.Value != before.GetValueOrDefault(setting.Name))
            .ToDictionary(setting => setting.Name, setting => before.GetValueOrDefault(setting.Name));
        Write([.. chosen, (BeforeDemo, JsonSerializer.Serialize(changed))]);
    }

    /// <summary>What the demonstration chose is as it was before it.</summary>
    public void EndDemo()
    {
        if (!Snapshot().TryGetValue(BeforeDemo, out var remembered)) return;
        var before = JsonSerializer.Deserialize<Dictionary<string, string?>>(remembered)!;
        Write([.. before.Select(setting => (setting.Key, setting.Value)), (BeforeDemo, null)]);
    }

    /// <summary>Takes over another workspace's zone, currency and calendars.</summary>
    public void Adopt(WorkspaceSettings settings) => Write([.. Chosen(settings)]);

    /// <summary>Everything that is set, by its name.</summary>
    public IReadOnlyDictionary<string, string> Snapshot() =>
        _state.Rows("select name, value from setting", row => (Name: row.GetString(0), Value: row.GetString(1)))
            .ToDictionary(row => row.Name, row => row.Value, StringComparer.Ordinal);

    /// <summary>Sets everything as it was, and nothing else.</summary>
    public void Restore(IReadOnlyDictionary<string, string> snapshot) =>
        Write([.. Snapshot().Keys.Except(snapshot.Keys).Select(name => (name, (string?)null)), .. snapshot.Select(setting => (setting.Key, setting.Value))]);

    /// <summary>What another workspace has chosen, each setting once.</summary>
    private static IEnumerable<(string Name, string? Value)> Chosen(WorkspaceSettings settings)
    {
        yield return ("zone", settings.Zone);
        if (settings.Currency is { } currency) yield return ("currency", currency);
        foreach (var calendar in settings.Calendars.Values) yield return (CalendarPrefix + calendar.Name, BusinessCalendarText.Write(calendar));
        if (settings.DefaultCalendar is { } name) yield return ("default_calendar", name);
        foreach (var (team, calendar) in settings.TeamCalendars) yield return (TeamPrefix + team, calendar);
    }

    /// <summary>Sets some, all or none of them; what has no value is set no more.</summary>
    private void Write(params IReadOnlyList<(string Name, string? Value)> settings)
    {
        lock (_gate)
        {
            _state.Together(() =>
            {
                foreach (var (name, value) in settings)
                {
                    if (value is null)
                    {
                        _state.Run("delete from setting where name = $name", ("$name", name));
                        continue;
                    }

                    _state.Run(
                        """
                        insert into setting (name, value, changed_at) values ($name, $value, $at)
                        on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at
                        """,
                        ("$name", name), ("$value", value), ("$at", _time.GetUtcNow().ToString("O")));
                }
            });
            _current = Read();
        }
    }

    private WorkspaceSettings Read()
    {
        var rows = Snapshot();
        var defaults = new WorkspaceSettings();
        return new WorkspaceSettings
        {
            Zone = rows.GetValueOrDefault("zone", defaults.Zone),
            Currency = rows.GetValueOrDefault("currency"),
            IsLive = rows.ContainsKey("is_live"),
            IsDemo = rows.ContainsKey(BeforeDemo),
            DefaultCalendar = rows.GetValueOrDefault("default_calendar"),
            CustomSlices = rows.TryGetValue("custom_slices", out var slices) ? JsonSerializer.Deserialize<List<string>>(slices)! : [],
            Calendars = new CalendarTexts(Under(rows, CalendarPrefix)),
            TeamCalendars = Under(rows, TeamPrefix),
            RetentionMonths = rows.TryGetValue("retention", out var months) ? int.Parse(months, CultureInfo.InvariantCulture) : null,
            RetentionDone = rows.TryGetValue("retention_done", out var done) ? InstantPattern.ExtendedIso.Parse(done).Value : null,
        };
    }

    private static Dictionary<string, string> Under(IReadOnlyDictionary<string, string> rows, string prefix) =>
        rows.Where(row => row.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(row => row.Key[prefix.Length..], row => row.Value, StringComparer.Ordinal);
}
