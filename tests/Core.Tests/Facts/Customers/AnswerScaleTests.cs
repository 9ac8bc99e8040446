using Xunit;
using static Deskmeter.Core.Tests.Facts.Customers.CustomerStory;

namespace Deskmeter.Core.Tests.Facts.Customers;

/// <summary>What an answer is worth on the scale that was asked on.</summary>
public class AnswerScaleTests
{
    [Theory]
    [InlineData("1-5", "1 2 3 4 5", "4 5")]
    [InlineData("0-1", "2 4", "1")]
    [InlineData("1-3", "1 3 5", "3")]
    [InlineData("1-4", "1 2 4 5", "3 4")]
    [InlineData("1-7", "1 1 2 3 4 5 5", "6 7")]
    [InlineData("1-10", "1 1 2 2 3 3 4 4 5 5", "9 10")]
    [InlineData("0-10", "1 1 2 2 3 3 4 4 5 5 5", "9 10")]
    [InlineData("5-1", "1 2 3 4 5", "2 1")]
    public void A_band_is_a_fifth_of_the_scale_and_top_are_the_two_best(string scale, string bands, string top)
    {
        var ends = scale.Split('-').Select(end => int.Parse(end, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        var points = Enumerable.Range(0, Math.Abs(ends[1] - ends[0]) + 1).Select(step => ends[0] + step * Math.Sign(ends[1] - ends[0])).ToList();
        var rows = points.Select(point => Assert.Single(Known().Survey("1", scale, (point, "09:00")).Facts().Answers)).ToList();
        Assert.Equal(bands, string.Join(' ', rows.Select(row => row.Band)));
        Assert.Equal(top.Split(' ').Order(), points.Zip(rows).Where(pair => pair.Second.IsTop == true).Select(pair => $"{pair.First}").Order());
    }

    [Fact]
    public void Of_a_hundred_points_the_best_fifth_is_top()
    {
        decimal[] scores = [79, 80, 100];
        Assert.Equal([false, true, true], scores.Select(score => Known().Survey("1", "0-100", (score, "09:00")).Facts().Answers[0].IsTop));
    }

    [Fact]
    public void A_scale_is_written_in_one_way_whoever_asked()
    {
        string[] asked = ["0-10", " 0 – 10", "-2..2", "bad/good"];
        Assert.Equal(["0-10", "0-10", "-2-2", "bad/good"], asked.Select(scale => Known().Survey("1", scale, (1, "09:00")).Facts().Answers[0].Scale));
    }

    [Fact]
    public void On_a_scale_of_words_nobody_can_say_what_is_good()
    {
        var row = Assert.Single(Known().Survey("1", "bad/good", (1, "09:00")).Facts().Answers);
        Assert.Equal((1.0, null, null, null, null), (row.Score, row.Band, row.FirstBand, row.IsTop, row.RecoveredAfterSeconds));
    }

    [Fact]
    public void What_the_scale_cannot_hold_is_no_answer_to_any_figure()
    {
        var facts = Known().Survey("1", "1-5", (9, "10:00"), (2, "09:00")).Survey("2", "1-5", (0, "09:00")).Facts();
        Assert.Equal([2.0], facts.Answers.Select(row => row.Score));
        Assert.Equal([true, true], facts.Invitations.Select(row => row.IsAnswered));
    }
}
