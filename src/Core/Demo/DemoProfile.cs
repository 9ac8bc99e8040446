using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Demo;

/// <summary>What is known of a ticket without its history.</summary>
internal static class DemoProfile
{
    public static TicketProfile Of(
        DemoOrigin origin, DemoEvents events, DemoPriority priority, IReadOnlyList<string> tags, DemoRandom random)
    {
        var topic = DemoTopic.All[origin.Topic];
        var product = DemoProduct.Draw(random);
        var profile = new TicketProfile
        {
            Version = events.Last,
            CreatedAt = Instant.FromUnixTimeSeconds(origin.At),
            OpenedBy = events.All[0].By,
            Customer = origin.Customer.Id,
            Subject = topic.Subjects[origin.Customer.Language].Replace("#", $"{700_000 + random.Below(300_000)}", StringComparison.Ordinal),
            Channel = DemoChannel.All[origin.Channel].Name,
            Brand = product.Brand,
            Kind = topic.Kind,
            Priority = priority.Name,
            Language = origin.Customer.LanguageName,
            Country = origin.Customer.Country,
            Product = product.Name,
            Topic = topic.Name,
            Segment = origin.Customer.Segment,
            IsReturning = origin.IsReturning,
            Tags = tags,
        };
        return origin.Fate != DemoFate.Spam
            ? profile
            : profile with
            {
                Customer = null,
                Subject = "Your website on page one",
                Product = null,
                Topic = null,
                Segment = null,
                IsReturning = null,
            };
    }
}
