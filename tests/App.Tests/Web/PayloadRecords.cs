using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Deskmeter.App.Tests.Web;

/// <summary>Records of every kind as lines of JSON, with a payload in every text that a source may bring.</summary>
internal static class PayloadRecords
{
    /// <summary>How many records there are of each kind but tickets.</summary>
    private const int Few = 40;

    private static readonly Instant Start = Instant.FromUtc(2026, 10, 6, 0, 0);
    private static readonly IReadOnlyList<string> Texts = Payloads.Kept;

    /// <summary>A ticket for each payload; each place has each payload once.</summary>
    public static IEnumerable<string> Tickets() => Enumerable.Range(0, Texts.Count).Select(i => JsonSerializer.Serialize(new
    {
        id = IdOf(i),
        profile = new
        {
            created_at = At(i),
            opened_by = Customer(i),
            customer = Text(i, 1),
            subject = Text(i, 0),
            channel = Text(i, 2),
            brand = Text(i, 3),
            kind = Text(i, 4),
            priority = Text(i, 5),
            product = Text(i, 8),
            topic = Text(i, 9),
            segment = Text(i, 10),
            tags = Tags(i),
            fields = new Dictionary<string, string> { [Text(i, 13)] = Text(i, 14) },
            slices = new Dictionary<string, string> { ["plan"] = Text(i, 15) },
        },
        events = new object[]
        {
            new { type = "message", at = At(i), by = Customer(i) },
            new { type = "assign", at = At(i, 1), agent = Text(i, 16), team = Text(i, 17), by = new { @class = "bot", id = Text(i, 18) } },
            new { type = "priority", at = At(i, 2), priority = Text(i, 5), by = Agent(i) },
            new { type = "tags", at = At(i, 3), tags = Tags(i), by = Agent(i) },
            new { type = "calendar", at = At(i, 4), calendar = Text(i, 19) },
            new { type = "sla", at = At(i, 4), metric = "first", minutes = 60, clock = "calendar" },
            new { type = "message", at = At(i, 10), by = Agent(i) },
            new { type = "status", at = At(i, 30), stage = i % 5 == 0 ? "pending" : "solved", name = Text(i, 20), by = Agent(i) },
            new { type = "rating", at = At(i, 40), kind = "csat", scale = "1-5", score = 1 + (i % 5), comment = Text(i, 21), by = Customer(i) },
        },
    }));

    /// <summary>The source's id of a ticket: of every sixth a payload itself, where it has no letters that an id may not have.</summary>
    public static string IdOf(int i) => i % 6 == 0 && !Text(i, 0).Any(char.IsControl) ? Text(i, 0) : $"t-{i}";

    /// <summary>What is imported besides, by the word of the import.</summary>
    public static IEnumerable<(string Import, IEnumerable<string> Lines)> Others() =>
    [
        ("calls", Lines(i => new { id = $"c-{i}", customer = Text(i, 1), outcome = "answered", channel = Text(i, 2), topic = Text(i, 9), legs = new[] { new { queue = Text(i, 3), agent = Text(i, 16), team = Text(i, 17), offered_at = At(i), answered_at = At(i, 1), ended_at = At(i, 5) } } })),
        ("sessions", Lines(i => new { id = $"s-{i}", kind = "bot", tool = Text(i, 4), customer = Text(i, 1), channel = Text(i, 2), topic = Text(i, 9), started_at = At(i), completed_at = At(i, 1), ended_at = At(i, 2) })),
        ("surveys", Lines(i => new { id = $"v-{i}", kind = "nps", scale = "0-10", sent_at = At(i), ticket = IdOf(i), customer = Text(i, 1), agent_at_send = Text(i, 16), team_at_send = Text(i, 17), channel = Text(i, 2), answers = new[] { new { at = At(i, 3), score = i % 11, comment = Text(i, 21) } } })),
        ("articles", Lines(i => new { type = "article", id = Text(i, 6), title = Text(i, 7), words = 400, topic = Text(i, 9) })),
        ("articles", Lines(i => new { type = "view", article = Text(i, 6), reader = Text(i, 1), viewed_at = At(i), active_seconds = 75 })),
        ("articles", Lines(i => new { type = "vote", article = Text(i, 6), reader = Text(i, 1), voted_at = At(i), is_up = i % 2 == 0 })),
        ("customers", Lines(i => new { id = $"p-{i}", aliases = new[] { Text(i, 1) }, segment = Text(i, 10) })),
        ("orders", Lines(i => new { id = $"o-{i}", customer = Text(i, 1), paid_at = At(i), amount = 59.5, currency = "EUR", channel = Text(i, 2), product = Text(i, 8) })),
        ("subscriptions", Lines(i => new { id = $"n-{i}", customer = Text(i, 1), started_on = "2026-01-01", plan = Text(i, 11), monthly_value = 12.5, currency = "EUR" })),
        ("costs", Lines(i => new { id = $"k-{i}", from_on = "2026-10-01", until_on = "2026-11-01", category = "salary", amount = 100 + i, currency = "EUR", team = Text(i, 17), channel = Text(i, 2) })),
        ("people", Lines(i => new { id = Text(i, 16), name = Text(i, 12), stays = new[] { new { joined_on = "2026-01-01", team = Text(i, 17), tier = 1 } } })),
        ("shifts", Lines(i => new { id = $"h-{i}", agent = Text(i, 16), team = Text(i, 17), kind = "scheduled", from_at = At(i), until_at = At(i, 480) })),
        ("reviews", Lines(i => new { id = $"q-{i}", reviewed_at = At(i), ticket = IdOf(i), reviewee = Text(i, 16), reviewer = Text(i, 13), scorecard = Text(i, 14), channel = Text(i, 2), categories = new[] { new { key = Text(i, 15), score = 70 } } })),
    ];

    /// <summary>Lines that cannot be read, whose reasons repeat what they say.</summary>
    public static IEnumerable<string> Wrong() =>
        Texts.Take(Few).Concat(Payloads.Refused).Select((text, i) => JsonSerializer.Serialize(new Dictionary<string, object> { ["id"] = $"w-{i}", ["profile"] = new { created_at = text, subject = text } }))
            .Concat(Texts.Take(Few).Select(text => JsonSerializer.Serialize(new Dictionary<string, object> { ["id"] = "w", [text] = text })))
            .Concat(Texts.TakeLast(Few).Where(text => !text.AsSpan().ContainsAny("\r\n"))); // no JSON at all: kept as they are

    /// <summary>A table whose header and cells are payloads, for the page on which columns are chosen.</summary>
    public static string Table()
    {
        var rows = Enumerable.Range(0, 12).Select(row => Enumerable.Range(0, 24).Select(column => Cell(Texts[((row * 24) + column) % Texts.Count])));
        return string.Concat(rows.Select((row, i) => $"{(i == 0 ? "Ref" : $"r-{i}")},{(i == 0 ? "Opened" : $"2026-10-{i:00} 09:00")},{string.Join(',', row)}\n"));
    }

    private static string Cell(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static IEnumerable<string> Lines(Func<int, object> line) => Enumerable.Range(0, Few).Select(i => JsonSerializer.Serialize(line(i)));

    private static string Text(int i, int place) => Texts[(i + (place * 7)) % Texts.Count];

    private static string[] Tags(int i) => [.. Enumerable.Range(0, 5).Select(tag => Text(i, 30 + tag))];

    private static object Customer(int i) => new { @class = "customer", id = Text(i, 1) };

    private static object Agent(int i) => new { @class = "agent", id = Text(i, 16), team = Text(i, 17) };

    private static string At(int i, int minutes = 0) => InstantPattern.General.Format(Start + Duration.FromHours(2 * i) + Duration.FromMinutes(minutes));
}
