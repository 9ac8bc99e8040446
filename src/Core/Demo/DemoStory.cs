using Deskmeter.Helpdesk;

namespace Deskmeter.Demo;

/// <summary>A ticket that was played, read once for what else happened around it. Instants are seconds since 1970.</summary>
internal sealed class DemoStory
{
    public DemoStory(DemoShop shop, int index)
    {
        (Shop, Origin) = (shop, DemoOrigin.Of(shop, index));
        Ticket = new DemoConversation(shop, Origin, shop.Random(DemoDraw.Conversation, index)).Write();
        foreach (var what in Ticket.Events) Read(what);
    }

    public DemoShop Shop { get; }

    public DemoOrigin Origin { get; }

    public Ticket Ticket { get; }

    public DemoChannel Channel => DemoChannel.All[Origin.Channel];

    public string TopicName => DemoTopic.All[Origin.Topic].Name;

    /// <summary>It counts, and a customer wrote it.</summary>
    public bool IsUsual => Origin.Fate is DemoFate.Usual or DemoFate.Forgotten;

    /// <summary>Null until an agent took it.</summary>
    public long? TakenAt { get; private set; }
    public DemoAgent? Taker { get; private set; }

    /// <summary>The first public message of an agent.</summary>
    public long? RepliedAt { get; private set; }

    /// <summary>The last public message of an agent.</summary>
    public long? LastRepliedAt { get; private set; }

    /// <summary>When the bot gave up, before anybody solved it.</summary>
    public long? HandedOverAt { get; private set; }

    /// <summary>When it was first solved.</summary>
    public long? SolvedAt { get; private set; }

    /// <summary>Who solved it then; null when it was a bot or a rule.</summary>
    public DemoAgent? Solver { get; private set; }
    public bool IsSolvedByBot { get; private set; }
    public int Reopens { get; private set; }

    /// <summary>
    /// How good it was for the customer, around 0.5; a chance makes a score of it. Waiting, coming back, careless agents and slow days
    /// cost something.
    /// </summary>
    public double Contentment
    {
        get
        {
            var waited = ((RepliedAt ?? SolvedAt ?? Origin.At) - (HandedOverAt ?? Origin.At)) / (Channel.ReplySeconds * 4);
            var agent = Solver ?? Taker;
            return 0.86
                - (IsSolvedByBot ? 0.3 : 0)
                - 0.10 * Math.Min(waited, 8)
                - 0.75 * Math.Min(Reopens, 2)
                - 0.5 * ((agent?.Care ?? 1.2) - 1)
                - 0.3 * (Shop.Demand.SlownessAt(Origin.At) - 1)
                - (Origin.Topic is DemoTopic.LateDelivery ? 0.25 : 0)
                + (agent?.Team == DemoTeam.Products ? 0.2 : 0);
        }
    }

    private void Read(TicketEvent what)
    {
        var at = what.At.ToUnixTimeSeconds();
        switch (what)
        {
            case Assigned { Agent: { } name } when TakenAt is null:
                (TakenAt, Taker) = (at, Shop.Team.Find(name));
                break;
            case MessageSent { IsPublic: true, By.Class: ActorClass.Agent }:
                RepliedAt ??= at;
                LastRepliedAt = at;
                break;
            case HandedOver when SolvedAt is null:
                HandedOverAt = at;
                break;
            case StatusChanged { Stage: Stage.Solved } when SolvedAt is null:
                (SolvedAt, Solver, IsSolvedByBot) = (at, Shop.Team.Find(what.By?.Id), what.By?.Class == ActorClass.Bot);
                break;
            case StatusChanged { Stage: Stage.Open } when SolvedAt is not null:
                Reopens++;
                break;
        }
    }
}
