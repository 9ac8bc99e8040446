namespace Deskmeter.Demo;

/// <summary>How customers reach the shop, and how fast that way is.</summary>
internal sealed record DemoChannel
{
    public const int Chat = 1;
    public const int WhatsApp = 2;
    public const int Phone = 5;

    public required string Name { get; init; }

    /// <summary>Its part of the volume in the first year, and by how much that part grows over two years.</summary>
    public required double Share { get; init; }
    public double Growth { get; init; }

    /// <summary>Short messages to and fro: nobody sets such a ticket to pending.</summary>
    public bool IsMessaging { get; init; }

    /// <summary>Only reached within business hours.</summary>
    public bool IsLive { get; init; }

    /// <summary>Median seconds of business time until an agent replies, and the spread of it.</summary>
    public double ReplySeconds { get; init; }
    public double ReplySigma { get; init; }

    /// <summary>Median seconds until a customer answers.</summary>
    public double AnswerSeconds { get; init; }

    /// <summary>SLA targets in minutes at normal priority; nobody promises a next reply in a live conversation.</summary>
    public int FirstMinutes { get; init; }
    public int? NextMinutes { get; init; }
    public int ResolutionMinutes { get; init; }

    /// <summary>Sends an automatic acknowledgement.</summary>
    public bool IsAcknowledged { get; init; }

    public static readonly DemoChannel[] All =
    [
        new()
        {
            Name = "email", Share = 0.385, Growth = -0.15, ReplySeconds = 6000, ReplySigma = 0.95, AnswerSeconds = 6 * 3600,
            FirstMinutes = 480, NextMinutes = 480, ResolutionMinutes = 2400, IsAcknowledged = true,
        },
        new()
        {
            Name = "chat", Share = 0.25, Growth = 0.05, IsMessaging = true, ReplySeconds = 75, ReplySigma = 0.8, AnswerSeconds = 60,
            FirstMinutes = 10,  ResolutionMinutes = 600,
        },
        new()
        {
            Name = "whatsapp", Share = 0.11, Growth = 0.6, IsMessaging = true, ReplySeconds = 840, ReplySigma = 0.9, AnswerSeconds = 900,
            FirstMinutes = 60, NextMinutes = 60, ResolutionMinutes = 1080,
        },
        new()
        {
            Name = "form", Share = 0.085, ReplySeconds = 6600, ReplySigma = 0.95, AnswerSeconds = 8 * 3600,
            FirstMinutes = 480, NextMinutes = 480, ResolutionMinutes = 2400, IsAcknowledged = true,
        },
        new()
        {
            Name = "marketplace", Share = 0.065, Growth = 0.2, ReplySeconds = 7800, ReplySigma = 0.9, AnswerSeconds = 10 * 3600,
            FirstMinutes = 480, NextMinutes = 480, ResolutionMinutes = 2400,
        },
        new()
        {
            Name = "phone", Share = 0.06, Growth = -0.2, IsLive = true, ReplySeconds = 1500, ReplySigma = 0.8, AnswerSeconds = 12 * 3600,
            FirstMinutes = 15, ResolutionMinutes = 1800,
        },
        new()
        {
            Name = "social", Share = 0.045, Growth = 0.1, IsMessaging = true, ReplySeconds = 2700, ReplySigma = 0.9, AnswerSeconds = 2700,
            FirstMinutes = 240, NextMinutes = 240, ResolutionMinutes = 1440,
        },
    ];

    /// <summary>Parts of a day's messages by local hour, of channels that are always open.</summary>
    public static readonly double[] Hours =
    [
        0.012, 0.007, 0.005, 0.004, 0.004, 0.008, 0.019, 0.035, 0.056, 0.074, 0.080, 0.074,
        0.062, 0.062, 0.067, 0.064, 0.061, 0.054, 0.046, 0.049, 0.056, 0.050, 0.033, 0.018,
    ];
}
