using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>
/// People and rosters as they are kept by hand: who left and came back, who moved, stays that overlap, people of two sources with one
/// name; shifts over midnight and over clock changes, two states at a time, days without a roster, days without states, shifts that
/// never ended. One seed gives the same ones.
/// </summary>
internal sealed class NastyTeam(int seed, LocalDate first, int days)
{
    /// <summary>Nobody knows the last one.</summary>
    public static readonly string[] Agents = ["ann", "bob", "eve", "zed"];

    private static readonly string[] Teams = ["north", "south"];
    private readonly NastyDice _dice = new(seed);

    /// <summary>Some joined and left, moved and came back on the days in question.</summary>
    public IReadOnlyList<Person> People() =>
    [
        new Person("nasty", "ann")
        {
            Stays =
            [
                new PersonStay("1", Day(-400)) { Team = "north", Tier = 1, LeftOn = Day(20), IsMove = true },
                new PersonStay("2", Day(20)) { Team = "south", Tier = 2, LeftOn = Day(45) },
                new PersonStay("3", Day(61)) { Team = "south" },
            ],
        },
        new Person("nasty", "bob")
        {
            Stays =
            [
                new PersonStay("b", Day(10)) { Team = "south", Tier = 1 },
                new PersonStay("a", Day(10)) { Team = "north", LeftOn = Day(50), IsMove = true },
            ],
        },
        new Person("nasty", "eve")
        {
            Stays = [new PersonStay("1", Day(-3)) { Tier = 3, LeftOn = Day(-3) }, new PersonStay("2", Day(30)) { Team = "north", LeftOn = Day(30) }],
        },
        new Person("other", "eve") { Stays = [new PersonStay("1", Day(25)) { Team = "south", LeftOn = Day(60) }] },
        new Person("other", "ann") { IsDeleted = true, Stays = [new PersonStay("1", Day(30)) { Team = "night" }] },
        new Person("nasty", "nobody"),
    ];

    /// <summary>Several stretches of time a day, of some days none.</summary>
    public IReadOnlyList<Shift> Shifts(DateTimeZone zone)
    {
        var shifts = new List<Shift>();
        foreach (var agent in Agents)
        {
            for (var day = 0; day < days; day++)
            {
                if (_dice.Chance(25)) continue;
                var (isRostered, hasStates) = (_dice.Chance(75), _dice.Chance(75));
                var midnight = zone.AtStartOfDay(Day(day)).ToInstant();
                for (var left = _dice.Between(1, 7); left > 0; left--)
                {
                    var kind = _dice.Pick(Enum.GetValues<ShiftKind>());
                    if (kind is ShiftKind.Scheduled or ShiftKind.PaidLeave ? !isRostered : !hasStates) continue;
                    var from = midnight + Duration.FromSeconds(_dice.Below(30 * 3600));
                    shifts.Add(One($"S{shifts.Count}", agent, kind, from));
                }
            }
        }

        return shifts;
    }

    private Shift One(string id, string agent, ShiftKind kind, Instant from) => new("nasty", id)
    {
        Version = 2,
        IsDeleted = _dice.Chance(3),
        Agent = agent,
        Kind = kind,
        Team = _dice.Maybe(Teams, 30),
        FromAt = from + Duration.FromMilliseconds(_dice.Chance(10) ? _dice.Below(1000) : 0),
        UntilAt = _dice.Below(25) switch
        {
            0 => null,
            1 => Instant.FromUtc(9999, 12, 31, 0, 0),
            2 => from - Duration.FromMinutes(5),
            3 => from,
            4 => from + Duration.FromDays(2) + Duration.FromMinutes(90),
            _ => from + Duration.FromSeconds(_dice.Pick([1, 59, 600, 3600, 14_400, 30_000])),
        },
    };

    private LocalDate Day(int number) => first.PlusDays(number);
}
