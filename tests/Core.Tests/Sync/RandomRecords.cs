using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Core.Tests.Sync;

/// <summary>Records of every kind in a world so small that they keep meeting: few customers, tickets, agents and days.</summary>
internal sealed class RandomRecords(int seed)
{
    private static readonly Instant Start = Instant.FromUtc(2024, 3, 4, 0, 0);
    private static readonly LocalDate FirstDay = new(2024, 3, 4);
    private readonly Random _random = new(seed);
    private long _version;

    /// <summary>Some records, most of them new versions of what was there before.</summary>
    public IReadOnlyList<SourceRecord> Next(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];

    private SourceRecord Next()
    {
        _version++;
        return _random.Next(16) switch
        {
            0 or 1 or 2 => Ticket(),
            3 => Call(),
            4 => new Session("s", Id(5)) { Version = _version, StartedAt = At(), EndedAt = At(), Customer = CustomerOrNot(), Ticket = Chance(3) ? Id(8) : null, IsDeleted = Chance(9) },
            5 or 6 => Survey(),
            7 => new Article("s", Id(3)) { Version = _version, Topic = $"topic {Id(2)}", Words = 200 + _random.Next(200), Number = Chance(4) ? "+31 20 555" : null },
            8 => new ArticleView("s", Id(12)) { Version = _version, Article = Id(3), ViewedAt = At(), Reader = CustomerOrNot(), ActiveSeconds = _random.Next(200), IsDeleted = Chance(9) },
            9 => Customer(),
            10 => Order(),
            11 => new Subscription("s", Id(4)) { Version = _version, Customer = CustomerWord(), StartedOn = Day(), EndedOn = Chance(2) ? Day().PlusDays(40) : null },
            12 => new Cost("s", Id(4)) { Version = _version, FromOn = FirstDay, UntilOn = FirstDay.PlusDays(1 + _random.Next(5)), Amount = _random.Next(1000), Currency = Chance(2) ? "USD" : null, IsDeleted = Chance(9) },
            13 => new ExchangeRate("s", Id(4)) { Version = _version, On = Day(), Currency = "USD", Rate = 1 + _random.Next(5) },
            14 => Chance(2) ? Shift() : new Person("s", Agent()) { Version = _version, Stays = [new PersonStay("1", FirstDay.PlusDays(-9)) { Team = $"team {Id(2)}", Version = _version }] },
            _ => new Review("s", Id(4)) { Version = _version, ReviewedAt = At(), Reviewee = Agent(), Categories = [new ReviewCategory("tone") { Score = _random.Next(101), Version = _version }] },
        };
    }

    private Ticket Ticket()
    {
        var at = At();
        TicketEvent happened = _random.Next(6) switch
        {
            0 => new MessageSent($"m{Id(9)}", at) { By = new Actor(ActorClass.Customer, CustomerWord()) },
            1 => new MessageSent($"a{Id(9)}", at) { By = new Actor(ActorClass.Agent, Agent(), "team 1") },
            2 => new StatusChanged($"s{Id(5)}", at, Stage.Solved) { By = new Actor(ActorClass.Agent, Agent()) },
            3 => new StatusChanged($"o{Id(5)}", at, Stage.Open),
            4 => new Merged("merge", at, Id(8)) { Version = _version },
            _ => new Removed($"r{Id(3)}", at, Chance(2) ? RemovalReason.Spam : RemovalReason.Restored),
        };
        var profile = Chance(2) ? null : new TicketProfile { Version = _version, CreatedAt = at, Customer = CustomerOrNot(), Topic = $"topic {Id(2)}", Channel = "email" };
        return new Ticket("s", Id(8)) { Profile = profile, Events = [happened] };
    }

    private Call Call()
    {
        var at = At();
        return new Call("s", Id(6))
        {
            Version = _version,
            Medium = Chance(2) ? CallMedium.Chat : CallMedium.Phone,
            Customer = CustomerOrNot(),
            Number = Chance(3) ? "+31 20 555" : null,
            IsDeleted = Chance(9),
            Legs = [new CallLeg("1", at) { Version = _version, Agent = Agent(), AnsweredAt = at + Duration.FromSeconds(30), EndedAt = at + Duration.FromMinutes(_random.Next(1, 90)) }],
        };
    }

    private Survey Survey() => new("s", Id(8))
    {
        Version = _version,
        Kind = "csat",
        Scale = "1-5",
        SentAt = At(),
        Customer = Chance(2) ? CustomerWord() : null,
        Ticket = Chance(2) ? Id(8) : null,
        IsAnonymous = Chance(6),
        IsDeleted = Chance(9),
        Answers = [new SurveyAnswer($"a{Id(3)}", At(), 1 + _random.Next(5)) { Version = _version }],
    };

    private Customer Customer() => new("s", $"c{Id(5)}")
    {
        Version = _version,
        Emails = Chance(2) ? [$"c{Id(5)}@example.org"] : [],
        Aliases = Chance(3) ? [$"c{Id(5)}"] : [],
        IsDeleted = Chance(9),
    };

    private Order Order() => new("s", Id(8))
    {
        Version = _version,
        Customer = CustomerOrNot(),
        PaidAt = Chance(9) ? null : At(),
        Amount = _random.Next(100),
        Currency = Chance(2) ? "USD" : null,
        IsDeleted = Chance(9),
    };

    private Shift Shift()
    {
        var at = At();
        return new Shift("s", Id(6))
        {
            Version = _version,
            Agent = Agent(),
            Kind = (ShiftKind)_random.Next(9),
            FromAt = at,
            UntilAt = Chance(9) ? null : at + Duration.FromHours(_random.Next(1, 40)),
            IsDeleted = Chance(9),
        };
    }

    private bool Chance(int of) => _random.Next(of) == 0;

    private string Id(int most) => $"{1 + _random.Next(most)}";

    private string Agent() => $"agent {Id(3)}";

    private string CustomerWord() => Chance(3) ? $"C{Id(5)}@example.org " : $"c{Id(5)}";

    private string? CustomerOrNot() => Chance(4) ? null : CustomerWord();

    private Instant At() => Start + Duration.FromMinutes(_random.Next(10 * 24 * 60));

    private LocalDate Day() => FirstDay.PlusDays(_random.Next(-9, 30));
}
