using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Demo;

/// <summary>One agent on one day: what was planned, and what they did in it; or paid leave.</summary>
internal sealed class DemoRoster
{
    private const long Shift = 8 * DemoTime.Hour + 30 * DemoTime.Minute;
    private readonly DemoShop _shop;
    private readonly DemoColleague _colleague;
    private readonly LocalDate _day;
    private readonly DemoRandom _random;
    private readonly string _id;
    private readonly List<Shift> _shifts = new(10);
    private long _now;

    private DemoRoster(DemoShop shop, DemoColleague colleague, int person, int day)
    {
        (_shop, _colleague, _day) = (shop, colleague, shop.FirstDay.PlusDays(day));
        _random = shop.Random(DemoDraw.Shift, person * 1000 + day);
        _id = $"W{person}-{day}";
    }

    /// <summary>The shifts of a colleague's day; none on a free day.</summary>
    public static IEnumerable<Shift> Of(DemoShop shop, int person, int day)
    {
        var colleague = shop.People.All[person];
        var roster = new DemoRoster(shop, colleague, person, day);
        if (!colleague.HasShifts || !colleague.IsHere(roster._day)) return [];
        roster.Fill(person);
        return roster._shifts;
    }

    private void Fill(int person)
    {
        var weekday = (int)_day.DayOfWeek - 1;
        var midnight = _shop.SecondsAt(_day, 0);
        var hours = _colleague.Agent.Team == DemoTeam.Returns ? _shop.ReturnsHours : _shop.DeskHours;
        var isOpen = hours.Elapsed(midnight, midnight + DemoTime.Day) >= 6 * DemoTime.Hour;
        if (weekday == 6 || (_colleague.Agent.Off >> weekday & 1) == 1 || (weekday == 5 && !_random.Chance(isOpen ? 0.3 : 0))) return;
        var opens = isOpen ? hours.Earliest(midnight, 1)!.Value - 1 : midnight + 9 * DemoTime.Hour;
        var closes = opens + (isOpen ? hours.Elapsed(midnight, midnight + DemoTime.Day) : Shift);
        // Where the desk is open longer than a shift, half of the team begins late.
        var begins = closes - opens > Shift && person % 2 == 1 ? closes - Shift : opens;
        var ends = Math.Min(closes, begins + Shift);
        if (ends >= _shop.EndsAt) return;
        _now = begins;
        if (!isOpen || IsOnLeave(person))
        {
            Add(ShiftKind.PaidLeave, ends);
            return;
        }

        Add(ShiftKind.Scheduled, ends);
        _now = begins;
        if (_random.Chance(_shop.Demand.IsIllness(_day) ? 0.35 : 0.035)) Add(ShiftKind.Away, ends);
        else Work(ends);
    }

    /// <summary>Whole weeks, more of them in summer.</summary>
    private bool IsOnLeave(int person)
    {
        var week = Period.DaysBetween(new LocalDate(2000, 1, 3), _day) / 7;
        var chance = _day.Month is 7 or 8 ? 0.2 : _day.Month is 11 or 12 ? 0.01 : 0.06;
        return _shop.Random(DemoDraw.Leave, person * 100_000 + week).Chance(chance);
    }

    private void Work(long ends)
    {
        var middle = _now + (ends - _now) / 2 - 15 * DemoTime.Minute + _random.Below(1800);
        if (_random.Chance(0.5)) Add(ShiftKind.Away, _now + 120 + _random.Below(800));
        if (_random.Chance(0.5)) Add(ShiftKind.Meeting, _now + DemoTime.Minute * (15 + _random.Below(30)));
        Serve(middle);
        Add(ShiftKind.Break, _now + DemoTime.Minute * (45 + _random.Below(20)));
        if (_random.Chance(Training())) Add(ShiftKind.Training, _now + DemoTime.Minute * (45 + _random.Below(60)));
        Serve(ends);
    }

    private double Training() => _colleague.Agent.Learning(_shop.Demand.Passed(_now)) > 1 ? 0.6 : 0.15;

    /// <summary>With customers, wrapping up, and ready for the next, in some order; on slow days there is little waiting.</summary>
    private void Serve(long until)
    {
        var length = until - _now;
        if (length < 10 * DemoTime.Minute) return;
        var busy = Math.Clamp(0.73 + 0.12 * (_shop.Demand.SlownessAt(_now) - 1) + 0.05 * _random.Normal(), 0.4, 0.95);
        var (contact, wrap) = ((long)(length * busy * 0.85), (long)(length * busy * 0.15));
        var ready = length - contact - wrap;
        var isReadyFirst = _random.Chance(0.5);
        if (isReadyFirst) Add(ShiftKind.Available, _now + ready);
        Add(ShiftKind.Busy, _now + contact);
        Add(ShiftKind.WrapUp, isReadyFirst ? until : _now + wrap);
        if (!isReadyFirst) Add(ShiftKind.Available, until);
    }

    private void Add(ShiftKind kind, long until)
    {
        _shifts.Add(new Shift(DemoShop.Source, $"{_id}-{_shifts.Count + 1}")
        {
            Version = until,
            Agent = _colleague.Agent.Name,
            Team = DemoTeam.Names[_colleague.Agent.Team],
            Kind = kind,
            FromAt = DemoTime.At(_now),
            UntilAt = DemoTime.At(until),
        });
        _now = until;
    }
}
