using Deskmeter.Metrics;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Metrics;

public class MetricQueryTextTests
{
    [Fact]
    public void Words_become_a_question()
    {
        var query = Read(("kpi", "tickets_created,resolution_time"), ("kpi", "net_flow"), ("from", "2016-03-01"), ("to", "2016-06-01"),
            ("grain", "month"), ("by", "priority"), ("where", "priority=high,urgent"), ("where", "team!=a"), ("zone", "Europe/Amsterdam"),
            ("clock", "business"), ("compare", "previous"), ("as_of", "2016-06-01T02:00:00+02:00"), ("param", "window=3d"));
        Assert.Equal(["tickets_created", "resolution_time", "net_flow"], query.Kpis);
        Assert.Equal((new LocalDate(2016, 3, 1), new LocalDate(2016, 6, 1)), (query.From, query.To));
        Assert.Equal((Grain.Month, Clock.Business, Compare.Previous), (query.Grain, query.Clock, query.Compare));
        Assert.Equal(["priority"], query.By);
        Assert.Equal(["high", "urgent"], query.Where[0].Values);
        Assert.True(query.Where[1].IsNegated);
        Assert.Equal(Instant.FromUtc(2016, 6, 1, 0, 0), query.AsOf);
        Assert.Equal("3d", query.Params["window"]);
    }

    [Theory]
    [InlineData("channel=email", "channel", false, new[] { "email" })]
    [InlineData("channel!=email,chat", "channel", true, new[] { "email", "chat" })]
    [InlineData("topic=\"late, lost\",\"so \"\"called\"\"\"", "topic", false, new[] { "late, lost", "so \"called\"" })]
    [InlineData("plan=a=b", "plan", false, new[] { "a=b" })]
    [InlineData("channel=", "channel", false, new string?[] { null })]
    [InlineData("channel=email,", "channel", false, new[] { "email", null })]
    public void A_filter_is_read_and_written_back(string text, string slice, bool isNegated, string?[] values)
    {
        var filter = FilterText.Read(text);
        Assert.Equal((slice, isNegated), (filter.Slice, filter.IsNegated));
        Assert.Equal(values, filter.Values);
        Assert.Equal(text, FilterText.Write(filter));
    }

    [Theory]
    [InlineData("grain", "mnth", "month")]
    [InlineData("zone", "Europe/Amsterdm", "Europe/Amsterdam")]
    [InlineData("compare", "previus", "previous")]
    [InlineData("from", "March", null)]
    [InlineData("as_of", "yesterday", null)]
    [InlineData("where", "channel", null)]
    [InlineData("where", "channel=\"email", null)]
    public void A_wrong_value_names_its_word_and_the_near_match(string word, string value, string? near)
    {
        var words = new Dictionary<string, string> { ["kpi"] = "tickets_created", ["from"] = "2016-03-01", ["to"] = "2016-06-01" };
        words[word] = value;
        var error = Assert.Throws<UsageException>(() => Read([.. words.Select(pair => (pair.Key, pair.Value))]));
        Assert.Equal((word, near), (error.Field, error.Near));
    }

    [Fact]
    public void A_missing_word_is_named() =>
        Assert.Equal("from", Assert.Throws<UsageException>(() => Read(("kpi", "tickets_created"))).Field);

    private static MetricQuery Read(params (string Word, string Value)[] words) =>
        MetricQueryText.Read(name => words.Where(pair => pair.Word == name).Select(pair => pair.Value));
}
