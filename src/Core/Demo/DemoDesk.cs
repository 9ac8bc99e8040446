using Deskmeter.Helpdesk;

namespace Deskmeter.Demo;

/// <summary>Who works when, and how time passes while they do.</summary>
internal sealed class DemoDesk(DemoShop shop, DemoEvents events, DemoRandom random)
{
    private const long Day = 86_400;

    // 1970-01-01 was a Thursday; work is done by day, so the day in UTC will do.
    private int Weekday => (int)((events.Now / Day + 3) % 7);

    private double Passed => shop.Demand.Passed(events.Now);

    /// <summary>How much longer everything takes that day.</summary>
    public double Slowness => shop.Demand.SlownessAt(events.Now);

    public DemoAgent Somebody(int team) => shop.Team.Pick(team, Passed, Weekday, random);

    public bool IsAtWork(DemoAgent agent) => agent.Works(Passed, Weekday);

    public bool IsOpen(DemoAgent agent) => Hours(agent).Elapsed(events.Now, events.Now + 60) > 0;

    /// <summary>Business seconds until an agent gets to a message of a channel.</summary>
    public double Pace(DemoAgent agent, DemoChannel channel) =>
        random.Around(channel.ReplySeconds, channel.ReplySigma) * agent.Speed * agent.Learning(Passed) * Slowness;

    /// <summary>Lets time pass by the wall clock.</summary>
    public void Wait(double seconds) => events.Now += Math.Max(1, (long)seconds);

    /// <summary>Lets business time pass; now and then somebody works on after hours. Returns the new time.</summary>
    public long Work(DemoAgent agent, double seconds)
    {
        var amount = Math.Max(1, (long)seconds);
        if (events.IsOver || random.Chance(0.015)) return events.Now += amount;
        return events.Now = Hours(agent).Earliest(events.Now, amount) ?? events.Now + amount;
    }

    private BusinessHours Hours(DemoAgent agent) => agent.Team == DemoTeam.Returns ? shop.ReturnsHours : shop.DeskHours;
}
