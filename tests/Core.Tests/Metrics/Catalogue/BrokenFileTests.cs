using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Deskmeter.Core.Tests.Metrics.Catalogue;

/// <summary>Every fault in a file is named with line, column and the near match.</summary>
public class BrokenFileTests
{
    private const string Head = "id: mine\nfact: turn\ndated_by: replied\n";

    [Theory]
    [InlineData("", "1:1: The file is empty.")]
    [InlineData("- a\n- b\n", "1:1: A KPI's file holds keys and values, such as 'unit: count'.")]
    [InlineData("id: other\nunit: count\n", "1:5: The id 'other' is not the file's name 'mine'.")]
    [InlineData("id: mine\nformul: a\n", "2:1: There is no key 'formul'. Did you mean 'formula'?")]
    [InlineData("id: mine\nunit: count\nunit: rate\n", "3:1: The key 'unit' is there twice.")]
    [InlineData("id: mine\nunit: minutes\n", "2:7: There is no unit 'minutes'. Known: count, duration, rate, ratio, score, money, hour, weekday.")]
    [InlineData("id: mine\nunit: count\n", "1:1: The key 'fact' is missing.")]
    [InlineData("id: mine\nunit: [count]\n", "2:1: 'unit' takes one value.")]
    [InlineData("id: mine\nunit: count\nformula: 1\nfact: turn\n", "4:1: A formula takes 'fact' from the KPIs that it names.")]
    [InlineData("id: mine\nunit: count\nmin_sample: 0\n", "3:13: 'min_sample' is a whole number from 1.")]
    [InlineData("id: mine\nunit: duration\ntarget: 24\n", "3:9: The target of a duration has a unit: s, min, h, d or w.")]
    [InlineData("id: mine\nunit: rate\ntarget: 90%\n", "3:11: '%' means nothing here.")]
    [InlineData("id: mine\nunit: rate\nparams: {window: 7x}\n", "3:18: '7x': 'x' is no unit of time; known: s, min, h, d or w.")]
    [InlineData("id: mine\nunit: rate\nguards: [reopen]\n", "3:10: There is no KPI 'reopen'. Did you mean 'reopen_rate'?")]
    public void A_fault_of_the_file_is_named_with_its_place(string text, string problem) => Refused(text, problem);

    [Theory]
    [InlineData("fact: tickt\ndated_by: x\nmeasure: count()\nunit: count\n", "2:7: There is no fact 'tickt'. Did you mean 'ticket'?")]
    [InlineData("fact: turn\ndated_by: reply\nmeasure: count()\nunit: count\n", "3:11: There is no anchor 'reply' in the fact turn. Known: started, replied.")]
    [InlineData("fact: turn\ndated_by: {from: started}\nmeasure: count()\nunit: count\n", "3:1: A stock is dated by {from: anchor, until: anchor}.")]
    [InlineData("fact: turn\ndated_by: replied\nattribution: resolver\nmeasure: count()\nunit: count\n", "4:14: There is no actor 'resolver' in the fact turn. Known: replier, assignee.")]
    [InlineData("fact: turn\ndated_by: replied\nmeasure: count()\nunit: count\nby: agent\n", "6:5: There is no slice 'agent'.")]
    [InlineData("fact: turn\ndated_by: replied\nmeasure: count()\nunit: count\nmatures_after: $window\n", "6:16: There is no parameter '$window'.")]
    [InlineData("fact: turn\ndated_by: now\nmeasure: count()\nunit: count\nmatures_after: 7d\n", "6:16: Only a KPI that is dated by one anchor has rows that mature.")]
    [InlineData("fact: turn\ndated_by: replied\nmeasure: count()\nunit: count\nnot_pooled: scale\n", "6:13: There is no column 'scale' in the fact turn.")]
    public void A_fault_of_fact_date_and_people_is_named(string text, string problem) => Refused("id: mine\n" + text, problem);

    [Theory]
    [InlineData("median(reply_second)", "4:17: There is no column 'reply_second' in the fact turn. Did you mean 'reply_seconds'?")]
    [InlineData("reply_seconds", "4:10: 'reply_seconds' stands outside an aggregate: a measure adds rows up, as in median(reply_seconds).")]
    [InlineData("median(customer)", "4:17: median() takes a number; this is a text.")]
    [InlineData("share(reply_seconds)", "4:16: share() takes a condition; this is a duration.")]
    [InlineData("sum(max(reply_seconds))", "4:14: An aggregate cannot stand inside an aggregate or a condition: what needs one is a column of its own.")]
    [InlineData("nps(reply_seconds)", "4:14: nps() takes a score; this is a duration.")]
    [InlineData("count(distinct is_first)", "4:25: count(distinct ..) takes a column; this is a condition.")]
    [InlineData("count(where reply_seconds > 7)", "4:36: A duration cannot be compared with a number. Give the number a unit: s, min, h, d or w.")]
    [InlineData("count(where channel > mail)", "4:30: A text is compared by = or <> only.")]
    [InlineData("count(where channel = 7)", "4:30: A text cannot be compared with a number.")]
    [InlineData("count(where chanel = mail)", "4:22: There is no column 'chanel' in the fact turn. Did you mean 'channel'?")]
    [InlineData("count(where reply_seconds)", "4:22: 'where' takes a condition; this is a duration.")]
    [InlineData("count(where channel and is_first)", "4:22: 'and' takes a condition; this is a text.")]
    [InlineData("count(where tags = vip)", "4:29: There is no column 'vip' in the fact turn.")]
    [InlineData("count(where replied_on = replied_at)", "4:33: A date cannot be compared with an instant.")]
    [InlineData("count(where reply_seconds < $limit)", "4:38: There is no parameter '$limit'.")]
    [InlineData("max(age(started_at))", "4:14: age() needs a KPI that is dated by now or by {from, until}.")]
    [InlineData("count() + median(reply_seconds)", "4:18: A number and a duration do not go together here.")]
    [InlineData("median(reply_seconds)", "4:10: The measure is a duration; that does not fit the unit count.")]
    [InlineData("count(where channel in (replied_at))", "4:34: 'replied_at' is a column; a list after 'in' holds texts and numbers. Write it in quotes to mean the text.")]
    [InlineData("count(where channel = topic)", "4:32: 'topic' is a column too: write it in quotes to mean the text, 'topic'.")]
    [InlineData("total(x)", "4:10: There is no aggregate 'total'.")]
    public void A_fault_of_the_measure_is_named_where_it_stands(string measure, string problem) =>
        Refused($"{Head}measure: {measure}\nunit: count\n", problem);

    [Theory]
    [InlineData("fact: ticket\ndated_by: first_bot_reply\nmeasure: median(first_bot_reply_seconds)", "4:17: 'first_bot_reply_seconds' has no business time: leave 'business' out of 'clocks'.")]
    [InlineData("fact: ticket\ndated_by: first_reply\nmeasure: median(first_reply_business_seconds)", "4:17: A measure names the calendar's column, 'first_reply_seconds'; 'clocks' says on which clocks it can be asked for.")]
    [InlineData("fact: turn\ndated_by: now\nmeasure: max(age(started_at))", "4:14: An age has no business time: leave 'business' out of 'clocks'.")]
    public void A_clock_that_a_measure_cannot_run_on_is_refused(string text, string problem) =>
        Refused($"id: mine\n{text}\nunit: duration\nclocks: [calendar, business]\n", problem);

    [Theory]
    [InlineData("tickets_created + no_such_thing", "3:28: There is no KPI 'no_such_thing'.")]
    [InlineData("tickets_created + resolution_time", "3:26: A number and a duration do not go together here.")]
    [InlineData("resolution_time", "3:10: The formula is a duration; that does not fit the unit count.")]
    [InlineData("at_start(tickets_created)", "3:19: at_start() takes a stock, dated by {from, until}; 'tickets_created' is none.")]
    [InlineData("baseline(tickets_resolved, 8)", "3:19: baseline() takes a KPI that adds up over time, such as a count; 'tickets_resolved' does not.")]
    [InlineData("previous(turns_waiting)", "3:19: 'turns_waiting' is a state of now: it has no previous period.")]
    [InlineData("zscore(reopen_rate, 12)", "3:17: zscore() compares months: the KPI needs 'periods: month'.")]
    [InlineData("argmax(tickets_created, channel)", "3:34: 'hour' or 'weekday' is expected, 'channel' was found.")]
    [InlineData("argmax(unresolved_tickets, hour)", "3:37: There is no slice 'hour' of unresolved_tickets.")]
    [InlineData("tickets_created / open_hours(hour)", "3:39: open_hours(hour) stands inside argmax(.., hour) or in a KPI with 'by: hour'.")]
    [InlineData("spread(resolution_time, agent, topc)", "3:41: There is no slice 'topc' of resolution_time. Did you mean 'topic'?")]
    [InlineData("clamp(tickets_created, 0, 7d)", "3:36: clamp() holds a number between bounds of its kind; this is a duration.")]
    public void A_fault_of_a_formula_is_named_where_it_stands(string formula, string problem) =>
        Refused($"id: mine\nunit: count\nformula: {formula}\n", problem);

    [Fact]
    public void A_word_that_a_column_never_has_is_refused()
    {
        const string Spans = "id: mine\nfact: status_span\ndated_by: {from: from, until: until}\nmeasure: count()\nunit: count\n";
        Refused($"{Spans}where: status in (open, slved)\n", "6:25: There is no value of status 'slved'. Did you mean 'solved'?");
        Refused($"{Spans}where: status = 'on hold'\n", "6:17: There is no value of status 'on hold'.");
        Assert.Null(OwnFolder.ProblemOf($"{Spans}where: status <> hold\n"));
    }

    [Fact]
    public void A_place_is_found_in_folded_and_quoted_texts_too()
    {
        Refused($"{Head}unit: rate\nmeasure: >-\n  share(is_first and\n    is_fist)\n", "7:5: There is no column 'is_fist' in the fact turn. Did you mean 'is_first'?");
        Refused($"{Head}unit: rate\nmeasure: \"share(is_fist)\"\n", "5:17: There is no column 'is_fist' in the fact turn. Did you mean 'is_first'?");
        Refused($"{Head}unit: rate\nmeasure: share(is_first\n  and is_fist)\n", "6:7: There is no column 'is_fist' in the fact turn. Did you mean 'is_first'?");
    }

    [Fact]
    public void Text_that_is_no_yaml_is_refused_with_its_place()
    {
        foreach (var text in new[] { "id: [a\n", "id: 'a\n", "id: {a: b\n", "\tid: a\n", "id: &x a\n", "id: a\n  b: c\n", "{id: mine}\n", "id: mine\n---\nid: b\n", "id:\nunit: count\n", "id: mine\nguards:\n  - [a]\n" })
            Assert.Matches("^metrics/mine.yaml:[0-9]+:[0-9]+: .+", OwnFolder.ProblemOf(text));
    }

    [Theory]
    [InlineData("My wait")]
    [InlineData("wait-time")]
    [InlineData("2nd")]
    public void A_name_that_formulas_and_addresses_cannot_say_is_refused(string id) => Assert.Contains(
        $"'{id}' is no id", OwnFolder.ProblemOf($"id: {id}\nunit: count\nformula: tickets_created\n", $"{id}.yml"), StringComparison.Ordinal);

    /// <summary>Whatever a file holds, it is read or reported; it never keeps the rest from being read.</summary>
    [Fact]
    public void Any_damage_of_a_file_is_reported_and_nothing_more()
    {
        using var folder = new OwnFolder();
        var good = File.ReadAllText(Checkout.Path("src/Core/Metrics/Catalogue/resolution/reopen_rate.yaml")).Replace("id: reopen_rate", "id: mine", StringComparison.Ordinal);
        var bits = Gen.Elements("", " ", "\n", "\t", "-", ":", "{", "}", "[", "]", "'", "\"", "#", "&a", "*a", "!", "|", ">", "%", "?", ",", "$", "(", "é", "\0");
        var damage = from at in Gen.Choose(0, good.Length - 1)
                     from length in Gen.Choose(0, 8)
                     from bit in bits
                     select good[..at] + bit + good[Math.Min(good.Length, at + length)..];
        Prop.ForAll(damage.ToArbitrary(), text =>
        {
            folder.Write("mine.yaml", text);
            var catalogue = folder.Catalogue;
            return catalogue.Find("mine") is null == catalogue.Problems.Count > 0;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    private static void Refused(string text, string problem)
    {
        var found = OwnFolder.ProblemOf(text);
        Assert.StartsWith($"metrics/mine.yaml:{problem}", found ?? "nothing is wrong", StringComparison.Ordinal);
    }
}
