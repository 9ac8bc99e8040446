using Deskmeter.Helpdesk;

namespace Deskmeter.Demo;

/// <summary>The shop's teams and the people in them.</summary>
internal sealed class DemoTeam
{
    public const int Orders = 0;
    public const int Chat = 1;
    public const int Returns = 2;
    public const int Products = 3;

    // From this many tickets on the shop has all its people.
    private const int LargeShop = 150_000;

    public static readonly string[] Names = ["Orders", "Chat", "Returns", "Products"];

    private readonly DemoAgent[][] _agents;
    private readonly Dictionary<string, DemoAgent> _byName;

    /// <param name="tickets">How many tickets there are in two years: a small shop has 12 people, a large one 24.</param>
    public DemoTeam(int tickets)
    {
        var here = Everybody.Where(agent => tickets >= LargeShop || agent.IsCore).ToLookup(agent => agent.Team);
        _agents = [.. Enumerable.Range(0, Names.Length).Select(team => here[team].ToArray())];
        _byName = _agents.SelectMany(team => team).ToDictionary(agent => agent.Name);
    }

    /// <summary>All who have tickets, team by team.</summary>
    public IEnumerable<DemoAgent> Agents => _agents.SelectMany(team => team);

    /// <summary>The agent of a name; null when nobody of the team has it, such as a bot's.</summary>
    public DemoAgent? Find(string? name) => name is null ? null : _byName.GetValueOrDefault(name);

    /// <summary>The tier of a team: specialists are the second.</summary>
    public static int TierOf(int team) => team == Products ? 2 : 1;

    /// <summary>Somebody of a team who works on that day.</summary>
    /// <param name="passed">How much of the two years has passed, 0 to 1.</param>
    /// <param name="weekday">0 is Monday.</param>
    public DemoAgent Pick(int team, double passed, int weekday, DemoRandom random)
    {
        var agents = _agents[team];
        double total = 0;
        foreach (var agent in agents) total += agent.Works(passed, weekday) ? agent.Weight : 0;
        var wanted = random.Unit() * total;
        foreach (var agent in agents)
        {
            if (!agent.Works(passed, weekday)) continue;
            wanted -= agent.Weight;
            if (wanted < 0) return agent;
        }

        return agents[0];
    }

    private static readonly DemoAgent[] Everybody =
    [
        new("Femke de Wit", Orders, Speed: 0.85, Care: 0.8),
        new("Bram Hoekstra", Orders, Speed: 1.25, Care: 0.9, Off: 0b0000100),
        new("Emma Clarke", Orders, Speed: 1.0, Care: 1.0),
        new("Mert Kaya", Orders, Speed: 0.7, Care: 1.9, Until: 0.63),
        new("Lotte Prins", Orders, Speed: 1.1, Care: 0.7, IsCore: false),
        new("Hafiz Osman", Orders, Speed: 0.95, Care: 1.1, IsCore: false),
        new("Bence Kovács", Orders, Speed: 1.4, Care: 1.2, IsCore: false, Off: 0b0010000),
        new("Aylin Demir", Orders, Speed: 0.8, Care: 1.0, IsCore: false, From: 0.3),
        new("Zsófia Varga", Chat, Speed: 0.75, Care: 0.9),
        new("Daan Vermeer", Chat, Speed: 1.05, Care: 1.0),
        new("Aisyah Rahman", Chat, Speed: 0.95, Care: 0.7, Off: 0b0000010),
        new("Oliver Hayes", Chat, Speed: 1.3, Care: 1.3, From: 0.46),
        new("Kerem Aydın", Chat, Speed: 0.85, Care: 1.1, IsCore: false),
        new("Sanne Kuiper", Chat, Speed: 1.15, Care: 0.8, IsCore: false),
        new("Réka Szabó", Chat, Speed: 1.0, Care: 1.0, IsCore: false, Off: 0b0001000),
        new("Nurul Hassan", Chat, Speed: 0.9, Care: 1.2, IsCore: false),
        new("Grace Turner", Returns, Speed: 0.9, Care: 0.8),
        new("Thijs Brouwer", Returns, Speed: 1.2, Care: 1.1),
        new("Zeynep Arslan", Returns, Speed: 1.0, Care: 0.9, IsCore: false),
        new("Márton Fehér", Returns, Speed: 1.35, Care: 1.4, IsCore: false, Off: 0b0000001),
        new("Ilse Mulder", Products, Speed: 1.05, Care: 0.6),
        new("Faizal Ahmad", Products, Speed: 0.9, Care: 0.9),
        new("Jonas Peeters", Products, Speed: 1.2, Care: 0.7, IsCore: false),
        new("Eszter Molnár", Products, Speed: 1.0, Care: 1.0, IsCore: false),
    ];
}

/// <summary>One of the people.</summary>
/// <param name="Speed">How long this agent takes against the others.</param>
/// <param name="Care">How often tickets come back against the others.</param>
/// <param name="IsCore">Works in a small shop too.</param>
/// <param name="Off">A free weekday as a bit, Monday first.</param>
/// <param name="From">Joined when this part of the two years had passed.</param>
/// <param name="Until">Left when this part had passed.</param>
internal sealed record DemoAgent(
    string Name, int Team, double Speed, double Care, bool IsCore = true, int Off = 0, double From = 0, double Until = 1)
{
    public Actor Actor { get; } = new(ActorClass.Agent, Name, DemoTeam.Names[Team]);

    /// <summary>Quick people take more tickets.</summary>
    public double Weight => 1 / Speed;

    /// <summary>Who just joined takes half as long again.</summary>
    public double Learning(double passed) => From > 0 && passed < From + 0.08 ? 1.5 : 1;

    public bool Works(double passed, int weekday) => passed >= From && passed < Until && (Off >> weekday & 1) == 0;
}
