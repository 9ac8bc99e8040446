namespace Deskmeter.App.Charts;

/// <summary>A channel keeps its colour on every page: by its name, never by rank or position.</summary>
public static class ChannelColour
{
    private static readonly (string Class, string[] Names)[] Known =
    [
        ("ch-email", ["email", "mail", "e-mail"]),
        ("ch-whatsapp", ["whatsapp"]),
        ("ch-chat", ["chat", "messenger", "messaging"]),
        ("ch-phone", ["phone", "call", "voice", "sms"]),
        ("ch-form", ["form", "web", "portal", "self"]),
        ("ch-social", ["social", "facebook", "instagram", "twitter", "tiktok"]),
        ("ch-marketplace", ["marketplace", "amazon", "ebay", "etsy"]),
    ];

    /// <summary>The class that carries the colour.</summary>
    public static string Of(string? channel) =>
        Known.FirstOrDefault(known => known.Names.Any(name => channel?.Contains(name, StringComparison.OrdinalIgnoreCase) == true)).Class ?? "ch-other";
}
