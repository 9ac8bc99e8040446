using Deskmeter.Helpdesk;

namespace Deskmeter.Facts.Records;

/// <summary>The slices of a record that states them itself.</summary>
internal static class StatedSlices
{
    public static TicketSlices Of(IStatedSlices record, string? channel, string? calendar = null) => new()
    {
        Channel = channel,
        Brand = record.Brand,
        Language = record.Language,
        Country = record.Country,
        Product = record.Product,
        Topic = record.Topic,
        Calendar = calendar,
        Segment = record.Segment,
    };
}
