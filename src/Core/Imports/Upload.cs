using NodaTime;

namespace Deskmeter.Imports;

/// <summary>A file that somebody uploaded, kept until it is imported or thrown away.</summary>
/// <param name="Id">Random; also its name in the data folder. What the user called it is never a path.</param>
/// <param name="Name">What the user called it, for people to read.</param>
/// <param name="Bytes">Its length as it was sent.</param>
public sealed record Upload(string Id, string Name, long Bytes, Instant At)
{
    /// <summary>Why it cannot be imported; null when it may be. A file with a fault is not kept.</summary>
    public Sentence? Fault { get; init; }
}
