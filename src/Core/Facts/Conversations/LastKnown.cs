using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts.Conversations;

/// <summary>The values of a ticket that is sliced by: the last known, in the source's own words.</summary>
internal static class LastKnown
{
    /// <summary>The slices of a ticket. An event says it later than the profile, which does not say since when.</summary>
    /// <param name="channel">The channel of the first contact.</param>
    /// <param name="calendar">The calendar that applied last.</param>
    public static TicketSlices Slices(TicketProfile profile, IReadOnlyList<TimelineEntry> entries, string? channel, string? calendar)
    {
        var (tags, priority) = (profile.Tags, profile.Priority);
        foreach (var entry in entries)
        {
            if (entry.LeftOut is not null) continue;
            if (entry.Event is TagsChanged tagged) tags = tagged.Tags;
            else if (entry.Event is PriorityChanged changed) priority = changed.Priority;
        }

        return new TicketSlices
        {
            Channel = channel,
            Brand = profile.Brand,
            Type = profile.Kind,
            Priority = priority,
            Language = profile.Language,
            Country = profile.Country,
            Location = profile.Location,
            Product = profile.Product,
            Topic = profile.Topic,
            Tags = tags.Count > 0 ? tags : null,
            Calendar = calendar,
            Segment = profile.Segment,
            IsReturning = profile.IsReturning,
            Custom = profile.Slices,
        };
    }

    /// <summary>
    /// The priority at an instant, changes of that second included; the profile's, which has no history, only where no event names one.
    /// </summary>
    public static string? PriorityAt(TicketTimeline timeline, Instant at)
    {
        string? priority = null;
        var isNamed = false;
        foreach (var entry in timeline.Entries)
        {
            if (entry.LeftOut is not null || entry.Event is not PriorityChanged changed) continue;
            isNamed = true;
            if (entry.At <= at) priority = changed.Priority;
        }

        return isNamed ? priority : timeline.Profile.Priority;
    }
}
