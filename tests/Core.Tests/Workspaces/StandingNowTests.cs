using Deskmeter.Workspaces;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Workspaces;

public class StandingNowTests
{
    private static readonly Instant Start = Instant.FromUtc(2026, 11, 22, 9, 0, 30);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(59, 0)]
    [InlineData(60, 60)]
    [InlineData(3_600, 3_600)]
    // A clock that was put back.
    [InlineData(-1, -1)]
    public void It_stands_for_less_than_a_minute(int later, int read)
    {
        var time = new SettableTime(Start);
        var now = new StandingNow(time);
        Assert.Equal(Start, now.Read());
        time.Now = Start + Duration.FromSeconds(later);
        Assert.Equal(Start + Duration.FromSeconds(read), now.Read());
        Assert.Equal(time.Now, now.Exact);
    }

    [Fact]
    public void It_moves_on_when_something_happens()
    {
        var time = new SettableTime(Start);
        var now = new StandingNow(time);
        _ = now.Read();
        time.Now = Start + Duration.FromSeconds(1);
        now.MoveOn();
        Assert.Equal(time.Now, now.Read());
    }
}
