namespace Deskmeter.Helpdesk;

/// <summary>Who acts. Only an <see cref="Agent"/> is a person of the team; a human reply is a public message of an agent.</summary>
public enum ActorClass
{
    Customer,
    Agent,
    Bot,
    Automation,
    System,
}

/// <summary>Someone or something that acted, in the source's own words.</summary>
/// <param name="Class">What kind of actor it is.</param>
/// <param name="Id">The source's id or name of the actor; null when the source does not say.</param>
/// <param name="Team">The actor's team when it acted; null when the source does not say.</param>
public sealed record Actor(ActorClass Class, string? Id = null, string? Team = null);
