using NodaTime;

namespace Deskmeter.Core.Tests;

/// <summary>A clock that stands until a test moves it.</summary>
internal sealed class SettableTime(Instant now) : TimeProvider
{
    public Instant Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();
}
