namespace Deskmeter.Layouts;

/// <summary>Some KPIs under one heading.</summary>
/// <param name="Id">Names the section in its layout, whatever its place or heading.</param>
/// <param name="Name">Of a shipped layout the word of its heading's text; of one's own the heading itself.</param>
/// <param name="Kpis">In the order in which they are shown; each once in a layout.</param>
public sealed record LayoutSection(int Id, string Name, IReadOnlyList<string> Kpis)
{
    /// <summary>Of a shipped layout, what takes the place of a KPI that a workspace's sources bring no data for.</summary>
    public IReadOnlyList<string> Reserve { get; init; } = [];
}

/// <summary>Which KPIs an overview shows, under which headings and in which order.</summary>
/// <param name="Name">The word in addresses: of a shipped layout its role, of one's own the name that somebody gave it.</param>
/// <param name="Sections">In their order.</param>
public sealed record Layout(string Name, IReadOnlyList<LayoutSection> Sections)
{
    /// <summary>The number of one's own, which stays when it is renamed; null: it is shipped.</summary>
    public long? Id { get; init; }

    /// <summary>Grows by one with every change of one's own.</summary>
    public long Version { get; init; }

    public bool IsOwn => Id is not null;

    /// <summary>All its KPIs.</summary>
    public IEnumerable<string> Kpis => Sections.SelectMany(section => section.Kpis);
}
