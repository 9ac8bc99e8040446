namespace Deskmeter.Layouts;

/// <summary>
/// Changes of one's own layout, one step each. A step names what it moves, not a place, so that it means the same after somebody else's
/// step; one whose section or KPI is gone meanwhile changes nothing.
/// </summary>
public static class LayoutEdits
{
    public static Layout Renamed(this Layout layout, string name) => layout with { Name = LayoutRules.Name(name) };

    /// <summary>Adds a section at the end.</summary>
    /// <exception cref="UsageException">There are enough.</exception>
    public static Layout WithSection(this Layout layout, string name)
    {
        if (layout.Sections.Count >= LayoutRules.MostSections) throw new UsageException($"A layout has at most {LayoutRules.MostSections} sections.", "sections");
        var id = layout.Sections.Select(section => section.Id).DefaultIfEmpty(0).Max() + 1;
        return layout with { Sections = [.. layout.Sections, new LayoutSection(id, LayoutRules.Name(name), [])] };
    }

    public static Layout WithSectionRenamed(this Layout layout, int section, string name)
    {
        var heading = LayoutRules.Name(name);
        return layout.Each(each => each.Id == section ? each with { Name = heading } : each);
    }

    public static Layout WithoutSection(this Layout layout, int section) => layout with { Sections = [.. layout.Sections.Where(each => each.Id != section)] };

    /// <summary>Moves a section one place; at an end it stays.</summary>
    public static Layout WithSectionMoved(this Layout layout, int section, bool isUp)
    {
        var place = Place(layout.Sections, each => each.Id == section);
        return layout with { Sections = Swapped(layout.Sections, place, isUp) };
    }

    /// <summary>Adds a KPI at the end of a section; one that is in the layout already stays where it is.</summary>
    /// <exception cref="UsageException">There are enough.</exception>
    public static Layout With(this Layout layout, int section, string kpi)
    {
        if (layout.Kpis.Contains(kpi)) return layout;
        if (layout.Kpis.Count() >= LayoutRules.MostKpis) throw new UsageException($"A layout has at most {LayoutRules.MostKpis} KPIs.", "kpis");
        return layout.Each(each => each.Id == section ? each with { Kpis = [.. each.Kpis, kpi] } : each);
    }

    public static Layout Without(this Layout layout, string kpi) => layout.Each(each => each with { Kpis = [.. each.Kpis.Where(other => other != kpi)] });

    /// <summary>Moves a KPI one place; beyond the end of its section into the next one, and at the ends of the layout it stays.</summary>
    public static Layout WithMoved(this Layout layout, string kpi, bool isUp)
    {
        var home = Place(layout.Sections, section => section.Kpis.Contains(kpi));
        if (home < 0) return layout;
        var section = layout.Sections[home];
        var place = Place(section.Kpis, other => other == kpi);
        if (isUp ? place > 0 : place < section.Kpis.Count - 1)
            return layout.Each(each => each.Id == section.Id ? each with { Kpis = Swapped(each.Kpis, place, isUp) } : each);
        var next = home + (isUp ? -1 : 1);
        if (next < 0 || next >= layout.Sections.Count) return layout;
        var target = layout.Sections[next].Id;
        return layout.Without(kpi).Each(each => each.Id != target ? each : each with { Kpis = isUp ? [.. each.Kpis, kpi] : [kpi, .. each.Kpis] });
    }

    private static Layout Each(this Layout layout, Func<LayoutSection, LayoutSection> change) => layout with { Sections = [.. layout.Sections.Select(change)] };

    private static int Place<T>(IReadOnlyList<T> all, Func<T, bool> isIt)
    {
        for (var place = 0; place < all.Count; place++)
            if (isIt(all[place])) return place;
        return -1;
    }

    private static IReadOnlyList<T> Swapped<T>(IReadOnlyList<T> all, int place, bool isUp)
    {
        var other = place + (isUp ? -1 : 1);
        if (place < 0 || other < 0 || other >= all.Count) return all;
        var swapped = all.ToList();
        (swapped[place], swapped[other]) = (swapped[other], swapped[place]);
        return swapped;
    }
}
