namespace Deskmeter;

/// <summary>
/// What was asked cannot be done as asked: an unknown word, a bad value, a file that is not what it should be. The message names
/// the place and, in <see cref="Near"/>, the nearest right thing. Command lines end with 2, the API answers 400.
/// </summary>
public sealed class UsageException : Exception
{
    public UsageException(Sentence said, string? field = null, string? near = null) : base(said.ToString())
    {
        Said = said;
        Field = field;
        Near = near;
    }

    /// <summary>What is wrong with what somebody asked for; null when it can be done.</summary>
    public static Sentence? FaultOf(Action asked)
    {
        try
        {
            asked();
            return null;
        }
        catch (UsageException error)
        {
            return error.Said;
        }
    }

    /// <summary>The message, which a page says in its language.</summary>
    public Sentence Said { get; }

    /// <summary>The argument, field, file or line that is wrong.</summary>
    public string? Field { get; }

    /// <summary>The nearest right word.</summary>
    public string? Near { get; }
}
