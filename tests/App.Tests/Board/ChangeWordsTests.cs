using Deskmeter.App.Board;
using Deskmeter.App.Figures;
using Deskmeter.App.Languages;
using Deskmeter.Metrics;
using Xunit;

namespace Deskmeter.App.Tests.Board;

public class ChangeWordsTests
{
    private static readonly Language English = Language.Of("en");
    private static readonly FigureFormat Text = new(English, "EUR");
    private static readonly ChangeWords Words = new(English, Text);

    [Theory]
    [InlineData(MetricUnit.Duration, 2624, 2838, Verdict.Better, "44 min", "47 min", "3 min shorter")] // 214 s are 4 min
    [InlineData(MetricUnit.Rate, 0.87446, 0.91959, Verdict.Worse, "87.4 %", "92.0 %", "4.6 pts lower")] // 4.513 points
    [InlineData(MetricUnit.Rate, 0.03836, 0.03951, Verdict.Noise, "3.8 %", "4.0 %", "−0.2 pts, within noise")] // 0.115 points
    [InlineData(MetricUnit.Money, 10.984, 13.306, Verdict.Neutral, "€10.98", "€13.31", "€2.33 lower")] // 2.322
    [InlineData(MetricUnit.Money, 10724.4, 10672.39, Verdict.Neutral, "€10,724", "€10,672", "€52 higher")] // 52.01
    [InlineData(MetricUnit.Money, 101.4, 99.5, Verdict.Neutral, "€101", "€99.50", "€1.50 higher")] // the finer of two steps
    [InlineData(MetricUnit.Ratio, 80.54, 76.36, Verdict.Noise, "80.5", "76.4", "+4.1, within noise")] // 4.18
    [InlineData(MetricUnit.Score, 42.24, 60.45, Verdict.Neutral, "42.2", "60.5", "18.3 lower")] // 18.21
    [InlineData(MetricUnit.Duration, 8040, 6580, Verdict.Worse, "2 h 14 min", "1 h 50 min", "24 min longer")]
    [InlineData(MetricUnit.Duration, 182_400, 170_400, Verdict.Worse, "2 d 3 h", "47 h 20 min", "3 h 40 min longer")] // written 51 h
    [InlineData(MetricUnit.Count, 208, 66, Verdict.Worse, "208", "66", "142 more")]
    public void A_change_is_what_a_reader_gets_who_subtracts_what_is_read(
        MetricUnit unit, double now, double before, Verdict verdict, string read, string readBefore, string words)
    {
        Assert.Equal((read, readBefore), (Plain(Text.Text(now, unit)), Plain(Text.Text(before, unit))));
        Assert.Equal(words, Plain(Words.Of(Kpi(unit), Judged(verdict, now, before), now, before)));
    }

    [Theory]
    [InlineData(MetricUnit.Rate, 0.0321, 0.0319, Verdict.Noise, "no change")]
    [InlineData(MetricUnit.Money, 10724.4, 10724.1, Verdict.Neutral, "no change")]
    [InlineData(MetricUnit.Duration, 324, 277, Verdict.Worse, "47 s longer")] // both read 5 min, and it is more than chance
    [InlineData(MetricUnit.Rate, 0.8743, 0.8741, Verdict.Better, "0.02 pts higher")]
    public void What_reads_the_same_did_not_change_unless_it_is_more_than_chance(MetricUnit unit, double now, double before, Verdict verdict, string words) =>
        Assert.Equal(words, Plain(Words.Of(Kpi(unit), Judged(verdict, now, before), now, before)));

    [Fact]
    public void Hundreds_change_by_percents_alone_and_by_amounts_in_a_list_and_as_a_stock()
    {
        var created = Kpi(MetricUnit.Count);
        var judgement = Judged(Verdict.Neutral, 901, 728);
        Assert.Equal("24 % more", Plain(Words.Of(created, judgement, 901, 728)));
        Assert.Equal("173 more", Words.Of(created, judgement, 901, 728, isRow: true));
        Assert.Equal("173 more", Words.Of(created with { DatedBy = new Dating.Between("from", "until") }, judgement, 901, 728));
    }

    [Fact]
    public void What_is_written_without_decimals_changes_without_them()
    {
        var (now, before) = (0.8744, 0.9196); // 87 and 92 %
        Assert.Equal("5 pts lower", Plain(Words.Of(Kpi(MetricUnit.Rate), Judged(Verdict.Worse, now, before), now, before, isRow: true, isShort: true)));
    }

    private static Metric Kpi(MetricUnit unit) => new() { Id = "kpi", Family = "speed", Unit = unit };

    private static Judgement Judged(Verdict verdict, double now, double before) => new(verdict, Math.Sign(now - before), Strength: null);

    private static string Plain(string text) => text.Replace('\u00a0', ' ');
}
