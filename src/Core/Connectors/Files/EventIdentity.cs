using System.Globalization;
using Deskmeter.Helpdesk;

namespace Deskmeter.Connectors.Files;

/// <summary>
/// Ids of events whose source gives them none: a hash of what they say, so the same event has the same id in every export. They
/// are kept in the records, so the hash never changes: FNV-1a of 64 bits over UTF-16, mixed at the end.
/// </summary>
internal static class EventIdentity
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static string Of(TicketEvent told)
    {
        var hash = told is StateObserved state ? CellsOf(state.Cells) : Start("");
        foreach (var part in Content(told)) hash = Add(hash, part);
        return Of(told.At, told.Sequence, told.By, hash);
    }

    /// <summary>The id of an event from the hash of its own content.</summary>
    public static string Of(NodaTime.Instant at, long sequence, Actor? by, ulong content)
    {
        var hash = Add(Add(content, at.ToUnixTimeTicks()), sequence);
        // Not the class of who acted: an agent who leaves would give every old event a second id.
        if (by is not null) hash = Add(hash, by.Id);
        return Mixed(hash).ToString("x16", CultureInfo.InvariantCulture);
    }

    /// <summary>The hash of the cells of a state, in their order.</summary>
    public static ulong CellsOf(IReadOnlyDictionary<string, string?> cells)
    {
        var hash = Start("state");
        foreach (var (name, value) in cells) hash = Add(Add(hash, name), value);
        return hash;
    }

    private static IEnumerable<string?> Content(TicketEvent told) => told switch
    {
        MessageSent message => ["message", Word(message.IsPublic), Word(message.IsAcknowledgement), message.Channel],
        StatusChanged status => ["status", status.Stage.Word(), status.Name, status.Via?.ToString(), Word(status.IsConfirmed)],
        Assigned assigned => ["assign", assigned.Agent, assigned.Team, assigned.Tier?.ToString(CultureInfo.InvariantCulture), Word(assigned.IsTriage)],
        PriorityChanged priority => ["priority", priority.Priority],
        TagsChanged tags => ["tags", .. tags.Tags],
        CalendarChanged calendar => ["calendar", calendar.Calendar],
        SlaApplied sla => ["sla", sla.Metric.ToString(), sla.Minutes?.ToString(CultureInfo.InvariantCulture), sla.Clock.ToString()],
        Merged merged => ["merge", merged.Into],
        Removed removed => ["remove", removed.Reason.ToString()],
        HandedOver => ["handover"],
        WorkLogged work => ["work", work.Seconds.ToString(CultureInfo.InvariantCulture)],
        // Not the comment: who adds a word to it gives no second rating.
        Rated rated => ["rating", rated.Kind, rated.Scale, rated.Score.ToString("G29", CultureInfo.InvariantCulture)],
        StateObserved => [],
        _ => throw new ArgumentOutOfRangeException(nameof(told), told.GetType().Name, null),
    };

    private static string? Word(bool flag) => flag ? "1" : null;

    private static ulong Start(string word) => Add(Offset, word);

    private static ulong Add(ulong hash, string? text)
    {
        if (text is null) return (hash ^ 0xffff) * Prime;
        foreach (var unit in text) hash = (hash ^ unit) * Prime;
        return (hash ^ 0xfffe) * Prime;
    }

    private static ulong Add(ulong hash, long number)
    {
        for (var shift = 0; shift < 64; shift += 16) hash = (hash ^ ((ulong)number >> shift & 0xffff)) * Prime;
        return hash;
    }

    private static ulong Mixed(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }
}
