using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Demo;

/// <summary>Everybody of customer service: those with tickets, those who only help with calls around Christmas, and those who lead.</summary>
internal sealed class DemoPeople
{
    /// <summary>Who reviews conversations.</summary>
    public static readonly string[] Reviewers = ["Noor van Dijk", "Péter Nagy"];

    private static readonly DemoAgent[] Helpers =
    [
        new("Lars Bakker", DemoTeam.Orders, Speed: 1.3, Care: 1.7), new("Dilara Yıldız", DemoTeam.Orders, Speed: 1.2, Care: 1.5),
    ];

    private readonly DemoShop _shop;

    public DemoPeople(DemoShop shop)
    {
        _shop = shop;
        var start = shop.FirstDay;
        PersonStay Lead(string key, int from, int? until, int team, bool isMove) => new(key, start.PlusDays(from))
        {
            LeftOn = until is { } left ? start.PlusDays(left) : null,
            IsMove = isMove,
            Team = DemoTeam.Names[team],
            Tier = 3,
        };
        All =
        [
            .. shop.Team.Agents.Select((agent, index) => new DemoColleague(agent, StaysOf(agent, index)) { HasShifts = true }),
            .. Helpers.Select(agent => new DemoColleague(agent, [.. Seasons(agent.Team)]) { HasShifts = true }),
            // The leads changed places in the second spring; one of them went in the autumn, and somebody new came.
            new(new DemoAgent(Reviewers[0], DemoTeam.Orders, 1, 1), Until(Lead("1", -900, 500, DemoTeam.Orders, true), Lead("2", 500, null, DemoTeam.Chat, false))),
            new(new DemoAgent(Reviewers[1], DemoTeam.Chat, 1, 1), Until(Lead("1", -400, 500, DemoTeam.Chat, true), Lead("2", 500, null, DemoTeam.Orders, false))),
            new(new DemoAgent("Joost Visser", DemoTeam.Returns, 1, 1), Until(Lead("1", -1300, 640, DemoTeam.Returns, false))),
            new(new DemoAgent("Siti Zainal", DemoTeam.Returns, 1, 1), Until(Lead("1", 625, null, DemoTeam.Returns, false))),
        ];
    }

    /// <summary>In an order of their own; the agents first.</summary>
    public IReadOnlyList<DemoColleague> All { get; }

    /// <summary>One of them as the personnel file says it.</summary>
    public static Person RecordOf(DemoColleague colleague) => new(DemoShop.Source, colleague.Agent.Name)
    {
        Name = colleague.Agent.Name,
        Stays = colleague.Stays,
    };

    /// <summary>Who takes a call of a team's line: around Christmas mostly somebody who helps out.</summary>
    public DemoAgent ForCalls(int team, long at, DemoRandom random)
    {
        if (team != DemoTeam.Products && random.Chance(0.35))
        {
            var helper = Helpers[random.Below(Helpers.Length)];
            var date = _shop.DateAt(at);
            if (Seasons(helper.Team).Any(stay => DemoColleague.Includes(stay, date)) && DemoTime.Weekday(at) < 5) return helper;
        }

        return _shop.Team.Pick(team, _shop.Demand.Passed(at), DemoTime.Weekday(at), random);
    }

    private IReadOnlyList<PersonStay> StaysOf(DemoAgent agent, int index)
    {
        var random = _shop.Random(DemoDraw.Stay, index);
        LocalDate On(double part) => _shop.DateAt((long)(_shop.StartsAt + part * (_shop.EndsAt - _shop.StartsAt)));
        var joined = agent.From > 0 ? On(agent.From) : _shop.FirstDay.PlusDays(-60 - random.Below(1500));
        var (team, tier) = (DemoTeam.Names[agent.Team], DemoTeam.TierOf(agent.Team));
        var stay = new PersonStay("1", joined) { LeftOn = agent.Until < 1 ? On(agent.Until) : null, Team = team, Tier = tier };
        if (agent.Team != DemoTeam.Products || agent.From > 0) return Until(stay);
        // Specialists began with orders.
        var moved = joined.PlusDays(30);
        return Until(
            stay with { LeftOn = moved, IsMove = true, Team = DemoTeam.Names[DemoTeam.Orders], Tier = 1 },
            stay with { Key = "2", JoinedOn = moved });
    }

    /// <summary>Every November to January.</summary>
    private IEnumerable<PersonStay> Seasons(int team)
    {
        for (var year = _shop.FirstDay.Year; year <= _shop.LastDay.Year; year++)
        {
            var joined = new LocalDate(year, 11, 1);
            if (joined < _shop.FirstDay || joined > _shop.LastDay) continue;
            var left = new LocalDate(year + 1, 2, 1);
            yield return new PersonStay($"{year}", joined)
            {
                LeftOn = left <= _shop.LastDay ? left : null,
                Team = DemoTeam.Names[team],
                Tier = 1,
            };
        }
    }

    /// <summary>What is known at the end: nobody has left later, or come.</summary>
    private IReadOnlyList<PersonStay> Until(params PersonStay[] stays) =>
    [
        .. stays.Where(stay => stay.JoinedOn <= _shop.LastDay)
            .Select(stay => stay.LeftOn > _shop.LastDay ? stay with { LeftOn = null, IsMove = false } : stay),
    ];
}

/// <summary>Somebody of customer service.</summary>
internal sealed record DemoColleague(DemoAgent Agent, IReadOnlyList<PersonStay> Stays)
{
    public bool HasShifts { get; init; }

    public bool IsHere(LocalDate date) => Stays.Any(stay => Includes(stay, date));

    public static bool Includes(PersonStay stay, LocalDate date) => stay.JoinedOn <= date && (stay.LeftOn is not { } left || date < left);
}
