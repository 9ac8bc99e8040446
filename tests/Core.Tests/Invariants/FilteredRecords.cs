using Deskmeter.Helpdesk;
using Deskmeter.Metrics;
using Deskmeter.Store;

namespace Deskmeter.Core.Tests.Invariants;

/// <summary>The records of which the rows of one member are made, with those that add to any row: people, customers, articles and rates.</summary>
internal static class FilteredRecords
{
    /// <summary>The kinds that a fact's rows are made of, and those that its figures look at besides; all of the latter stay.</summary>
    private static readonly Dictionary<string, (Type[] Own, Type[] Others)> Kinds = new()
    {
        ["call"] = ([typeof(Call)], []),
        ["session"] = ([typeof(Session)], [typeof(Ticket), typeof(Call)]),
        ["answer"] = ([typeof(Survey)], [typeof(Ticket), typeof(Call)]),
        ["article_view"] = ([typeof(ArticleView)], []),
        ["article_vote"] = ([typeof(ArticleVote)], []),
        ["article_search"] = ([typeof(ArticleSearch)], []),
        ["order"] = ([typeof(Order)], []),
        ["cost_day"] = ([typeof(Cost)], []),
        ["review"] = ([typeof(Review)], []),
        ["review_category"] = ([typeof(Review)], []),
        ["employment"] = ([typeof(Person)], []),
        ["agent_hour"] = ([typeof(Shift), typeof(Call)], []),
    };

    private static readonly Type[] OfAll = [typeof(Person), typeof(Customer), typeof(Article), typeof(ExchangeRate)];

    private static readonly Type[] OfSomewhere = [typeof(Ticket), typeof(Call), typeof(Session), typeof(Survey), typeof(Order), typeof(Review)];

    public static IEnumerable<SourceRecord> Of(InvariantWorld world, IReadOnlyList<string> facts, IReadOnlyList<Metric> metrics, string slice, string member)
    {
        var (own, others) = Kinds[facts[0]];
        var attribution = metrics.Select(metric => metric.Attribution).FirstOrDefault(actor => actor is not null);
        var column = slice switch { "agent" => $"{attribution}_id", "team" => $"{attribution}_team", "reviewer" => "reviewer_id", _ => slice };
        var known = facts[0] is "agent_hour" or "employment" or "review_category" ? null : facts.SelectMany(fact => Named(world, fact, "record", column, member)).ToHashSet();
        foreach (var record in world.Records)
        {
            if (own.Contains(record.GetType()))
            {
                if (known is null ? PartOf(record, slice, member) is { } part : known.Contains(RecordKey.Of(record).ToString()))
                    yield return known is null ? PartOf(record, slice, member)! : record;
            }
            else if (others.Contains(record.GetType()) || OfAll.Contains(record.GetType()))
            {
                yield return record;
            }
        }
    }

    /// <summary>Records of that country; those of kinds that have none stay.</summary>
    public static IEnumerable<SourceRecord> OfCountry(InvariantWorld world, string country)
    {
        var known = world.Whole.Schema.All.Where(fact => fact.Find("country") is not null).SelectMany(fact =>
            fact.Find("ticket_id") is not null && fact.Find("conversation") is not null ? TicketsOf(world, fact.Name, country)
            : fact.Find("record") is not null ? Named(world, fact.Name, "record", "country", country)
            : []).ToHashSet();
        return world.Records.Where(record => record is Subscription held
            ? held.Country == country
            : !OfSomewhere.Contains(record.GetType()) || known.Contains(RecordKey.Of(record).ToString()));
    }

    private static IEnumerable<string> Named(InvariantWorld world, string fact, string key, string column, string member) =>
        world.Whole.Rows(new SqlStatement($"select distinct \"{key}\", \"{column}\" from \"{fact}\"", []))
            .Where(row => row[1] as string == member).Select(row => (string)row[0]!);

    /// <summary>A merged ticket's conversation is another one's, of the same source.</summary>
    private static IEnumerable<string> TicketsOf(InvariantWorld world, string fact, string country) =>
        world.Whole.Rows(new SqlStatement($"select distinct conversation, ticket_id, country from \"{fact}\"", []))
            .Where(row => row[2] as string == country).Select(row => $"ticket/{((string)row[0]!).Split('/')[0]}/{row[1]}");

    /// <summary>What belongs to one member of a record whose parts belong to several; null when nothing does.</summary>
    private static SourceRecord? PartOf(SourceRecord record, string slice, string member) => record switch
    {
        Person person => person with { Stays = [.. person.Stays.Where(stay => (slice == "team" ? stay.Team : $"{stay.Tier}") == member)] },
        Review review => review with { Categories = [.. review.Categories.Where(category => category.Key == member)] },
        Call call => call with { Legs = [.. call.Legs.Where(leg => leg.Agent == member)] },
        Shift shift => shift.Agent == member ? shift : null,
        _ => null,
    };
}
