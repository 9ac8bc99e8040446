using System.Text.Json;
using Deskmeter.State;
using Microsoft.Data.Sqlite;

namespace Deskmeter.Layouts;

/// <summary>Keeps each viewer's own layouts and usual one in <c>state.db</c>. Safe for concurrent use.</summary>
public sealed class LayoutStore
{
    private readonly StateFile _state;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();

    /// <summary>The layouts of a data folder.</summary>
    public LayoutStore(StateFile state, TimeProvider time)
    {
        (_state, _time) = (state, time);
        state.Run("""
            create table if not exists layout (
                id integer primary key autoincrement, viewer text not null, name text not null, sections text not null,
                version integer not null, changed_at text not null);
            create table if not exists usual_layout (viewer text primary key, name text not null) without rowid;
            """);
    }

    /// <summary>A viewer's own layouts, by name.</summary>
    public IReadOnlyList<Layout> Of(string viewer) =>
        [.. _state.Rows("select id, name, sections, version from layout where viewer = $viewer", Read, ("$viewer", viewer)).OrderBy(layout => layout.Name, StringComparer.Ordinal)];

    /// <summary>A viewer's own layout by its number; null: there is none, or it is somebody else's.</summary>
    public Layout? Find(string viewer, long id) =>
        _state.Rows("select id, name, sections, version from layout where viewer = $viewer and id = $id", Read, ("$viewer", viewer), ("$id", id)).FirstOrDefault();

    /// <summary>The word of the layout that a viewer usually looks at; null: none was chosen.</summary>
    public string? Usual(string viewer) =>
        _state.Rows("select name from usual_layout where viewer = $viewer", row => row.GetString(0), ("$viewer", viewer)).FirstOrDefault();

    /// <summary>Keeps which layout a viewer usually looks at.</summary>
    public void SetUsual(string viewer, string name) => _state.Run(
        "insert into usual_layout (viewer, name) values ($viewer, $name) on conflict (viewer) do update set name = excluded.name",
        ("$viewer", viewer), ("$name", name));

    /// <summary>Makes a layout of a viewer's own; where the name is taken, a number follows it.</summary>
    /// <exception cref="UsageException">There are enough.</exception>
    public Layout Add(string viewer, string name, IReadOnlyList<LayoutSection> sections)
    {
        lock (_gate)
        {
            var all = Of(viewer);
            if (all.Count >= LayoutRules.MostLayouts) throw new UsageException($"There are {LayoutRules.MostLayouts} layouts already. Delete one first.", "layouts");
            var free = LayoutRules.Cut(name);
            for (var number = 2; IsTaken(all, free, null); number++) free = LayoutRules.Numbered(name, number);
            var own = new Layout(free, [.. sections.Select((section, place) => new LayoutSection(place + 1, LayoutRules.Cut(section.Name), section.Kpis))]) { Version = 1 };
            var id = _state.Number(
                "insert into layout (viewer, name, sections, version, changed_at) values ($viewer, $name, $sections, 1, $at) returning id",
                ("$viewer", viewer), ("$name", own.Name), ("$sections", Write(own)), ("$at", Now()));
            return own with { Id = id };
        }
    }

    /// <summary>Changes a layout as it is now, one step at a time; a step that changes nothing leaves its version alone.</summary>
    /// <returns>As it is afterwards; null: there is no such layout.</returns>
    /// <exception cref="UsageException">The step cannot be done, or the name is taken; nothing was changed.</exception>
    public Layout? Change(string viewer, long id, Func<Layout, Layout> step)
    {
        lock (_gate)
        {
            if (Find(viewer, id) is not { } before) return null;
            var after = step(before);
            if (after.Name == before.Name && Write(after) == Write(before)) return before;
            if (after.Name != before.Name && IsTaken(Of(viewer), after.Name, id)) throw new UsageException($"There is a layout '{after.Name}' already.", "taken");
            after = after with { Version = before.Version + 1 };
            _state.Run(
                "update layout set name = $name, sections = $sections, version = $version, changed_at = $at where id = $id",
                ("$name", after.Name), ("$sections", Write(after)), ("$version", after.Version), ("$at", Now()), ("$id", id));
            if (after.Name != before.Name && Usual(viewer) == before.Name) SetUsual(viewer, after.Name);
            return after;
        }
    }

    /// <summary>Deletes a viewer's own layout.</summary>
    public void Delete(string viewer, long id) => _state.Run("delete from layout where viewer = $viewer and id = $id", ("$viewer", viewer), ("$id", id));

    private static bool IsTaken(IEnumerable<Layout> all, string name, long? but) =>
        ShippedLayouts.Names.Contains(name, StringComparer.OrdinalIgnoreCase) || all.Any(other => other.Id != but && other.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static Layout Read(SqliteDataReader row) => new(row.GetString(1), Sections(row.GetString(2))) { Id = row.GetInt64(0), Version = row.GetInt64(3) };

    /// <summary>Sections that somebody spoilt in the file are none, so that the rest lives.</summary>
    private static IReadOnlyList<LayoutSection> Sections(string text)
    {
        try
        {
            return [.. (JsonSerializer.Deserialize<List<Kept>>(text) ?? []).Select(section => new LayoutSection(section.Id, section.Name ?? "", section.Kpis ?? []))];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static string Write(Layout layout) => JsonSerializer.Serialize(layout.Sections.Select(section => new Kept(section.Id, section.Name, section.Kpis)));

    private string Now() => _time.GetUtcNow().ToString("O");

    private sealed record Kept(int Id, string? Name, IReadOnlyList<string>? Kpis);
}
