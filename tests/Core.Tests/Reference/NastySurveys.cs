using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>
/// Surveys as they come back: on scales that nobody agreed on, with scores beyond them, answered twice, three times and before they were
/// sent, about tickets of other sources, merged ones and none, by customers under several names. Odd scales are the brand valley's
/// alone, so that the others keep figures of one scale. One seed gives the same ones.
/// </summary>
internal sealed class NastySurveys(int seed, Instant start, int days)
{
    private const int DaysBefore = 420;
    private static readonly string[] OddScales = ["5-1", "0 – 10", "0-10", "1-10", "0-1", "1-3", "0-100", "1 to 5", " 1..5 ", "-3-3", "1.5-4.5", "smileys"];
    private static readonly int[] Steps = [0, 1, 60, 3600, 86_400, 600_000, 605_000, 2_700_000];
    private readonly NastyDice _dice = new(seed);

    public IReadOnlyList<Survey> Make(int count) => [.. Enumerable.Range(0, count).Select(One)];

    /// <summary>The same tickets, some of them rated once or several times.</summary>
    public IEnumerable<Ticket> Rate(IReadOnlyList<Ticket> tickets)
    {
        foreach (var ticket in tickets)
        {
            if (ticket.Events.Count == 0 || !_dice.Chance(35))
            {
                yield return ticket;
                continue;
            }

            var events = ticket.Events.ToList();
            for (var left = _dice.Between(1, 4); left > 0; left--)
            {
                var (kind, scale) = _dice.Pick([("csat", "1-5"), ("csat", "1-5"), ("nps", "0-10"), ("ces", "1-7"), ("fcr", "0-1"), ("fun", "smileys")]);
                var after = Duration.FromSeconds(_dice.Pick(Steps) - (_dice.Chance(20) ? 40_000 : 0));
                events.Add(new Rated($"r{left}", _dice.Pick(ticket.Events).At + after, kind, scale, Score(scale)) { Sequence = 900 + left });
            }

            yield return ticket with { Events = [.. _dice.Shuffled(events)] };
        }
    }

    /// <summary>Records that say which of the words in surveys and tickets are one customer's.</summary>
    public static IReadOnlyList<Customer> Customers() =>
    [
        new Customer("nasty", "C1") { Emails = ["C.One@Example.org "], Phones = ["+31 (6) 000-001"] },
        new Customer("other", "X7") { Aliases = ["C7", " C8"] },
        new Customer("other", "X8") { Aliases = ["C8", "C9", "nobody"] },
        new Customer("nasty", "C5") { IsDeleted = true, Aliases = ["C6"] },
    ];

    private Survey One(int index)
    {
        var isOld = _dice.Chance(50);
        var sent = isOld ? _dice.At(start - Duration.FromDays(DaysBefore), DaysBefore) : _dice.At(start, days + 20);
        var brand = _dice.Pick([null, "peak", "valley"]);
        var (kind, scale, touchpoint) = _dice.Pick(
        [
            ("csat", "1-5", "transactional"), ("csat", "1-5", null), ("csat", "1-5", "transactional"), ("nps", "0-10", "relationship"),
            ("nps", "0-10", "relationship"), ("nps", "0-10", "transactional"), ("ces", "1-7", null), ("ces", "1-7", "transactional"),
            ("esat", "1-5", "monthly"), ("enps", "0-10", "monthly"), ("confidence", "1-5", "pre"), ("confidence", "1-5", "post"),
            ("confidence", "1-5", "post"), ("fcr", "0-1", null), ("fcr", "0-1", null), ("fun", "smileys", (string?)null),
        ]);
        if (brand == "valley" && !isOld && _dice.Chance(50)) scale = _dice.Pick(OddScales);
        var at = sent;
        var answers = new List<SurveyAnswer>();
        for (var left = _dice.Pick([0, 1, 1, 1, 2, 3]); left > 0; left--)
        {
            at += Duration.FromSeconds(_dice.Pick(Steps)) + Duration.FromMilliseconds(_dice.Chance(20) ? _dice.Below(1000) : 0);
            answers.Add(new SurveyAnswer($"{answers.Count}", _dice.Chance(5) ? sent - Duration.FromHours(5) : at, Score(scale))
            {
                Version = 2,
                Agent = _dice.Maybe(NastyTeam.Agents, 60),
                Team = _dice.Maybe(["north", "south"], 30),
            });
        }

        return new Survey(_dice.Chance(80) ? "nasty" : "tool", $"V{index:0000}")
        {
            Version = 2,
            IsDeleted = _dice.Chance(3),
            Kind = kind,
            Scale = scale,
            Touchpoint = touchpoint,
            SentAt = _dice.Chance(85) ? sent : null,
            Delivery = _dice.Chance(80) ? SurveyDelivery.Delivered : _dice.Pick(Enum.GetValues<SurveyDelivery>()),
            IsAnonymous = kind is "esat" or "enps" ? _dice.Chance(85) : _dice.Chance(8),
            Customer = _dice.Chance(70) ? Customer() : _dice.Chance(20) ? " " : null,
            Ticket = _dice.Chance(60) ? $"N{_dice.Below(320):0000}" : null,
            AgentAtSend = _dice.Maybe(NastyTeam.Agents, 50),
            TeamAtSend = _dice.Maybe(["north", "south"], 25),
            Channel = _dice.Maybe(["email", "sms"]),
            Brand = brand,
            Country = _dice.Maybe(["NL", "DE"]),
            Topic = _dice.Maybe(["delivery", "returns", "size"], 50),
            Segment = _dice.Maybe(["member"], 30),
            Answers = _dice.Shuffled(answers),
        };
    }

    /// <summary>A few customers, so that they meet the same question again.</summary>
    private string Customer() => _dice.Below(12) switch
    {
        0 => "c.one@example.org",
        1 => "+316000001",
        2 => "X7",
        3 => "nobody ",
        _ => $"C{_dice.Below(40)}",
    };

    private decimal Score(string scale)
    {
        var score = scale switch
        {
            "0-1" => _dice.Below(2),
            "1-3" => _dice.Between(1, 4),
            "0-100" => _dice.Below(101),
            "-3-3" => _dice.Between(-3, 4),
            "1-5" or "5-1" or "1 to 5" or " 1..5 " or "1.5-4.5" => _dice.Between(1, 6),
            "1-7" => _dice.Between(1, 8),
            _ => _dice.Below(11),
        };
        return _dice.Below(25) switch
        {
            0 => score + 0.5m,
            1 => score + 20,
            2 => -score - 4,
            _ => score,
        };
    }
}
