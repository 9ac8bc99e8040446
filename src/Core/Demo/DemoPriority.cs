using Deskmeter.Helpdesk;

namespace Deskmeter.Demo;

/// <summary>How urgent a ticket is: what is promised for it, and how much sooner it is looked at.</summary>
internal sealed record DemoPriority(string Name, double Pace, double Promise, SlaClock Clock)
{
    public const int Normal = 1;
    public const int Urgent = 3;

    public static readonly DemoPriority[] All =
    [
        new("low", 1.35, 2, SlaClock.Business),
        new("normal", 1, 1, SlaClock.Business),
        new("high", 0.55, 0.5, SlaClock.Business),
        new("urgent", 0.3, 0.5, SlaClock.Calendar),
    ];

    private static readonly double[] Usual = [0.10, 0.80, 0.96, 1.0];

    private static readonly double[] ForMembers = [0.02, 0.60, 0.90, 1.0];

    public static int Draw(bool isMember, DemoRandom random) => random.Pick(isMember ? ForMembers : Usual);

    /// <summary>Applies the targets of a channel; after the first reply only that of the resolution is set anew.</summary>
    public void Apply(DemoChannel channel, DemoEvents events, bool isReplied)
    {
        if (!isReplied)
        {
            events.Sla(SlaMetric.First, Minutes(channel.FirstMinutes), Clock);
            if (channel.NextMinutes is { } next) events.Sla(SlaMetric.Next, Minutes(next), SlaClock.Business);
        }

        events.Sla(SlaMetric.Resolution, Minutes(channel.ResolutionMinutes), SlaClock.Business);
    }

    private int Minutes(int minutes) => Math.Max(1, (int)(minutes * Promise));
}
