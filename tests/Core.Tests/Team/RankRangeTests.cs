using Deskmeter.Team;
using Xunit;

namespace Deskmeter.Core.Tests.Team;

public class RankRangeTests
{
    private static readonly (double Low, double High)[] Intervals = [(0.90, 0.95), (0.70, 0.80), (0.75, 0.92), (0.10, 0.20)];

    [Theory]
    // 0.75–0.92 reaches into 0.90–0.95, so it may be the best; 0.10–0.20 cannot.
    [InlineData(0, 1, 2)]
    [InlineData(1, 2, 3)]
    [InlineData(2, 1, 3)]
    [InlineData(3, 4, 4)]
    public void Only_separate_intervals_decide(int index, int from, int to) =>
        Assert.Equal(new RankRange(from, to), RankRange.Of(Intervals[index], Intervals, isHighBetter: true));

    [Fact]
    public void Where_less_is_better_the_lowest_is_first() =>
        Assert.Equal(new RankRange(1, 1), RankRange.Of(Intervals[3], Intervals, isHighBetter: false));

    [Fact]
    public void Who_is_alone_is_first() => Assert.Equal(new RankRange(1, 1), RankRange.Of((0, 1), [(0, 1)], isHighBetter: true));
}
