using NodaTime;
using NodaTime.Text;

namespace Deskmeter.App.Hours;

/// <summary>Reads instants in ISO 8601, with Z or an offset; a time without either could mean several instants and is refused.</summary>
public static class InstantText
{
    private static readonly IPattern<OffsetDateTime> Pattern = new CompositePatternBuilder<OffsetDateTime>
    {
        { OffsetDateTimePattern.ExtendedIso, _ => true },
        { OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mmo<G>"), _ => false },
    }.Build();

    /// <param name="text">Such as <c>2024-01-01T09:00:00Z</c> or <c>2024-01-01T10:00+01:00</c>.</param>
    /// <param name="field">The argument that it is the value of.</param>
    /// <exception cref="UsageException">It is no instant.</exception>
    public static Instant Parse(string text, string field)
    {
        var parsed = Pattern.Parse(text);
        return parsed.Success
            ? parsed.Value.ToInstant()
            : throw new UsageException(
                $"'{text}' is no instant, which is written 2024-01-01T09:00:00Z, or with an offset such as +01:00.", field);
    }
}
