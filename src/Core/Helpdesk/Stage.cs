namespace Deskmeter.Helpdesk;

/// <summary>The standard stages of a ticket, to which every source's own status words are mapped.</summary>
public enum Stage
{
    New,
    Open,
    Pending,
    Hold,
    Solved,
    Closed,
    Deleted,
}

/// <summary>What the stages mean for the figures.</summary>
public static class Stages
{
    /// <summary>A ticket in this stage counts in the backlog.</summary>
    public static bool IsUnresolved(this Stage stage) => stage is Stage.New or Stage.Open or Stage.Pending or Stage.Hold;

    /// <summary>A ticket in this stage has been resolved.</summary>
    public static bool IsResolved(this Stage stage) => stage is Stage.Solved or Stage.Closed;

    /// <summary>The word used in data, facts and queries, such as <c>hold</c>.</summary>
    public static string Word(this Stage stage) => stage switch
    {
        Stage.New => "new",
        Stage.Open => "open",
        Stage.Pending => "pending",
        Stage.Hold => "hold",
        Stage.Solved => "solved",
        Stage.Closed => "closed",
        _ => "deleted",
    };

    /// <summary>The stage of this word, or null.</summary>
    public static Stage? Find(string? word) => word switch
    {
        "new" => Stage.New,
        "open" => Stage.Open,
        "pending" => Stage.Pending,
        "hold" => Stage.Hold,
        "solved" => Stage.Solved,
        "closed" => Stage.Closed,
        "deleted" => Stage.Deleted,
        _ => null,
    };
}
