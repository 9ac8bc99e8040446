namespace Deskmeter.Facts;

/// <summary>From which kinds of record each fact is made: what a source has to bring for it, and whose left-out records it misses.</summary>
public static class FactOrigins
{
    private static readonly Dictionary<string, string[]> Kinds = new()
    {
        ["ticket"] = ["ticket"],
        ["turn"] = ["ticket"],
        ["resolve_cycle"] = ["ticket"],
        ["status_span"] = ["ticket"],
        ["assignment"] = ["ticket"],
        ["sla_target"] = ["ticket"],
        ["excluded"] = ["ticket"],
        ["contact"] = ["ticket", "call"],
        ["issue"] = ["ticket", "call"],
        ["session"] = ["session"],
        ["invitation"] = ["survey"],
        ["answer"] = ["survey"],
        ["article_view"] = ["article_view"],
        ["article_vote"] = ["article_vote"],
        ["article_search"] = ["article_search"],
        ["order"] = ["order"],
        ["customer_span"] = ["subscription", "order"],
        ["customer_month"] = ["subscription", "order"],
        ["agent_hour"] = ["shift", "ticket", "call"],
        ["call"] = ["call"],
        ["review"] = ["review"],
        ["review_category"] = ["review"],
        ["employment"] = ["person"],
        ["cost_day"] = ["cost"],
        ["excluded_record"] = [],
    };

    /// <summary>The words of the kinds that a fact counts; those that only add to it, such as customers and rates, are not among them.</summary>
    public static IReadOnlyList<string> Of(FactTable fact) => Kinds[fact.Name];
}
