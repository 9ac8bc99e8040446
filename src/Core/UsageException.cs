namespace Deskmeter;

/// <summary>
/// What was asked cannot be done as asked: an unknown word, a bad value, a file that is not what it should be. The message names
/// the place and, in <see cref="Near"/>, the nearest right thing. Command lines end with 2, the API answers 400.
/// </summary>
public sealed class UsageException : Exception
{
    public UsageException(string message, string? field = null, string? near = null) : base(message)
    {
        Field = field;
        Near = near;
    }

    /// <summary>The argument, field, file or line that is wrong.</summary>
    public string? Field { get; }

    /// <summary>The nearest right word.</summary>
    public string? Near { get; }
}
