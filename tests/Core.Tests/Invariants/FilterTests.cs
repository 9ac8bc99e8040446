using Deskmeter.Demo;
using Deskmeter.Helpdesk;
using Deskmeter.Metrics;
using Deskmeter.Workspaces;
using Xunit;

namespace Deskmeter.Core.Tests.Invariants;

/// <summary>A filter's figures are those of the filtered data, wherever a row stands for itself.</summary>
[Collection(InvariantCollection.Name)]
public sealed class FilterTests(InvariantWorld world)
{
    /// <summary>By a fact: the KPIs over it that look at records of other members too, so that they are not those of the filtered data.</summary>
    private static readonly Dictionary<string, string[]> LookElsewhere = new()
    {
        // The order before may be another channel's.
        ["order"] = ["repeat_purchase_rate"],
        // A contact follows the reader's last view of any article.
        ["article_view"] = ["views_followed"],
        // What was answered before has another touchpoint; the answer that became good may be of another ticket.
        ["answer"] = ["confidence_delta", "detractor_recovery"],
    };

    [Theory]
    [InlineData("call", "agent")]
    [InlineData("call", "article")]
    [InlineData("call", "channel")]
    [InlineData("call", "direction")]
    [InlineData("call", "queue")]
    [InlineData("call", "topic")]
    [InlineData("session", "kind")]
    [InlineData("session", "tool")]
    [InlineData("session", "topic")]
    [InlineData("answer", "agent")]
    [InlineData("answer", "kind")]
    [InlineData("answer", "scale")]
    [InlineData("answer", "touchpoint")]
    [InlineData("answer", "channel")]
    [InlineData("article_view", "article")]
    [InlineData("article_view", "topic")]
    [InlineData("article_vote", "article")]
    [InlineData("article_search", "language")]
    [InlineData("order", "channel")]
    [InlineData("order", "product")]
    [InlineData("cost_day", "category")]
    [InlineData("cost_day", "channel")]
    [InlineData("cost_day", "currency")]
    [InlineData("cost_day", "team")]
    [InlineData("review", "agent")]
    [InlineData("review", "reviewer")]
    [InlineData("review", "kind")]
    [InlineData("review_category", "category")]
    [InlineData("employment", "team")]
    [InlineData("employment", "tier")]
    [InlineData("agent_hour", "agent")]
    public void A_filters_figures_are_those_of_the_filtered_data(string fact, string slice)
    {
        string[] facts = fact == "answer" ? [fact, "invitation"] : [fact];
        // A survey's kind is a world of its own: nothing of another kind is looked at.
        var elsewhere = slice == "kind" ? [] : LookElsewhere.GetValueOrDefault(fact) ?? [];
        var metrics = world.Metrics.Where(metric => world.FactsOf(metric).IsSubsetOf(facts) && world.Has(metric, slice) && !elsewhere.Contains(metric.Id)).ToList();
        Assert.NotEmpty(metrics);
        var question = InvariantWorld.Months(metrics.Select(metric => metric.Id)) with { Grain = Grain.Month };
        var member = Commonest(question, slice);
        var some = world.Open(world.Settings, FilteredRecords.Of(world, facts, metrics, slice, member));
        Same(world.Whole, some, question, slice, member);
    }

    /// <summary>A customer is of one country with all that they do, so that even what looks at other records finds them among the filtered ones.</summary>
    [Fact]
    public void A_countrys_figures_are_those_of_its_records()
    {
        var metrics = world.Metrics.Where(metric => world.Has(metric, "country")).ToList();
        Assert.True(metrics.Count > 70, $"Only {string.Join(", ", metrics.Select(metric => metric.Id))} have countries.");
        var some = world.Open(world.Settings, FilteredRecords.OfCountry(world, "NL"));
        Same(world.Whole, some, InvariantWorld.Months(metrics.Select(metric => metric.Id)) with { Grain = Grain.Month }, "country", "NL");
    }

    /// <summary>Of merged tickets one counts for all, whatever the others say of themselves; without them a ticket stands for itself.</summary>
    [Theory]
    [InlineData("topic")]
    [InlineData("channel")]
    [InlineData("type")]
    public void A_filters_figures_of_tickets_are_those_of_the_filtered_tickets(string slice)
    {
        var merged = world.Records.OfType<Ticket>().Where(ticket => ticket.Events.Any(one => one is Merged)).ToList();
        var parents = merged.SelectMany(ticket => ticket.Events.OfType<Merged>()).Select(merge => merge.Into).ToHashSet();
        var tickets = world.Records.OfType<Ticket>().Except(merged).Where(ticket => ticket.Source == DemoShop.Source && !parents.Contains(ticket.Id)).ToList();
        var metrics = world.Metrics.Where(metric => metric.Periods == PeriodRule.Any && world.Has(metric, slice)
            && world.FactsOf(metric).All(fact => world.Whole.Schema.Find(fact)!.Unit == Deskmeter.Facts.FactUnit.Conversation)).ToList();
        var question = InvariantWorld.Months(metrics.Select(metric => metric.Id));
        var member = Commonest(question, slice);
        var all = world.Open(world.Settings, tickets);
        var some = world.Open(world.Settings, tickets.Where(ticket => member == slice switch
        {
            "topic" => ticket.Profile!.Topic,
            "channel" => ticket.Profile!.Channel,
            _ => ticket.Profile!.Kind,
        }));
        Same(all, some, question, slice, member);
        Same(all, some, question with { Grain = Grain.Month }, slice, member);
    }

    private static void Same(Workspace all, Workspace some, MetricQuery question, string slice, string member)
    {
        var filtered = all.Run(question with { Where = [new Filter(slice, [member])] }, TestContext.Current.CancellationToken);
        Assert.Contains(filtered.Rows, row => row.N > 0);
        InvariantWorld.Holds(InvariantWorld.Differences(filtered, some.Run(question, TestContext.Current.CancellationToken)));
    }

    /// <summary>The member with the most rows behind it.</summary>
    private string Commonest(MetricQuery question, string slice) =>
        world.Run(question with { By = [slice] }).Where(row => row.Slice[slice] is not null)
            .GroupBy(row => row.Slice[slice]!).MaxBy(rows => rows.Sum(row => row.N))!.Key;
}
