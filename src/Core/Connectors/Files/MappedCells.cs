namespace Deskmeter.Connectors.Files;

/// <summary>Every cell that a file of a mapping reads.</summary>
internal static class MappedCells
{
    public static IEnumerable<MappedValue.Cell> Of(MappedFile file) => Values(file).SelectMany(value => value.Cells);

    /// <summary>The values themselves.</summary>
    public static IEnumerable<MappedValue> Values(MappedFile file) => All(file).OfType<MappedValue>();

    private static IEnumerable<MappedValue?> All(MappedFile file) =>
    [
        file.Key, file.Ticket, file.Version, .. Head(file.Head), .. file.Skip.Select(condition => condition.Cell),
        .. file.Events.SelectMany(Event), .. file.Profile is { } profile ? Profile(profile) : [],
        file.Calendar?.Name, file.Calendar?.TimeZone, file.Calendar?.From, file.Calendar?.To,
        file.Holiday?.Calendar, file.Holiday?.First, file.Holiday?.Last,
    ];

    private static IEnumerable<MappedValue?> Head(MappedEventHead head) => [head.Id, head.At, head.Sequence, .. Actor(head.By)];

    private static IEnumerable<MappedValue?> Event(MappedEvent mapped) =>
        [mapped.Ticket, mapped.Version, .. Head(mapped.Head), .. mapped.When.Select(condition => condition.Cell), .. mapped.Values.Values];

    private static IEnumerable<MappedValue?> Profile(MappedProfile profile) =>
    [
        .. profile.Values.Values, .. Actor(profile.OpenedBy), .. Stated(profile.Resolved), .. Stated(profile.Closed),
        .. profile.Fields.Select(field => field.Value),
        .. profile.Sla.SelectMany(sla => new[] { sla.Metric, sla.Met, sla.Minutes, sla.Clock }),
    ];

    private static IEnumerable<MappedValue?> Stated(MappedStated? stated) => [stated?.At, .. Actor(stated?.By)];

    private static IEnumerable<MappedValue?> Actor(MappedActor? actor) => [actor?.Id, actor?.Class, actor?.Team];
}
