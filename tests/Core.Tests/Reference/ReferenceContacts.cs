namespace Deskmeter.Core.Tests.Reference;

/// <summary>How often customers have to turn to the team.</summary>
internal static class ReferenceContacts
{
    private const long Week = 7 * 86400;

    public static void Add(ReferenceKeys keys, ReferenceShop shop, ReferenceEverybody everybody)
    {
        keys.Flow("contacts_started", () => Started(shop, everybody).Select(one => one.Row), ReferenceMeasures.Count);
        First(keys, shop, everybody);
        Issues(keys, shop, everybody);
        keys.Flow(
            "repeat_contact_rate",
            () => Resolved(shop, everybody).Select(one => one.Row with { Word = one.Customer.Name, Yes = one.Customer.NextOfAny(one.Contact) <= Week }),
            ReferenceMeasures.DistinctShare,
            Week);
        keys.Flow("handle_time", () => Handled(shop, everybody), ReferenceMeasures.Median);
        // What nobody measured counts as the mean of what somebody did.
        keys.Flow("handled_time", () => Handled(shop, everybody), rows => new ReferenceFigure(rows.Count * ReferenceMeasures.Mean(rows).Value, rows.Count));
        keys.Formula(
            "contacts_per_order", question => keys.Of("tickets_created", question) / keys.Of("orders_paid", question), "tickets_created", "orders_paid");
        keys.Formula(
            "contacts_per_customer",
            question => keys.Of("tickets_created", question) / (ReferenceSpans.AtStart(keys, question) + keys.Of("customers_started", question)),
            "tickets_created", "active_customers", "customers_started");
    }

    /// <summary>Contacts as they began, of who opened them.</summary>
    private static IEnumerable<(ReferenceCustomer Customer, ReferenceContact Contact, ReferenceRow Row)> Started(
        ReferenceShop shop, ReferenceEverybody everybody) =>
        from customer in everybody.All
        from contact in customer.Contacts
        select (customer, contact, Row(shop, customer, contact, contact.Started, contact.Opener));

    /// <summary>Contacts as they were resolved, of who resolved them.</summary>
    public static IEnumerable<(ReferenceCustomer Customer, ReferenceContact Contact, ReferenceRow Row)> Resolved(
        ReferenceShop shop, ReferenceEverybody everybody) =>
        from customer in everybody.All
        from contact in customer.Contacts
        where contact.Resolved is not null
        select (customer, contact, Row(shop, customer, contact, contact.Resolved!.Value, contact.Resolver));

    public static ReferenceRow Row(
        ReferenceShop shop, ReferenceCustomer customer, ReferenceContact contact, long at, (string? Agent, string? Team) who) => new(at, slice => slice switch
        {
            "agent" => [who.Agent],
            "team" => [who.Team],
            "opener" => [contact.Opener.Agent],
            "opener_team" => [contact.Opener.Team],
            "resolver" => [contact.Resolver.Agent],
            "resolver_team" => [contact.Resolver.Team],
            "kind" => [contact.Kind],
            "ticket" => [contact.Ticket?.Ticket.Id],
            "article" => [customer.ArticleOf(contact)],
            "hour" or "weekday" => [ReferenceSlices.OfTime(shop, at, slice)],
            _ => contact.Slices(slice),
        });

    private static IEnumerable<ReferenceRow> Handled(ReferenceShop shop, ReferenceEverybody everybody) =>
        Resolved(shop, everybody).Select(one => one.Row with { Number = one.Contact.HandleSeconds });

    private static void First(ReferenceKeys keys, ReferenceShop shop, ReferenceEverybody everybody)
    {
        keys.Flow(
            "fcr_rate",
            () =>
                from one in Resolved(shop, everybody)
                where one.Customer.IsKnown && one.Contact.Times is not null
                let isFollowed = one.Contact.ReopenAfter <= Week || one.Customer.NextOfTopic(one.Contact) <= Week
                select one.Row with { Yes = one.Contact.Times <= 1 && !isFollowed },
            ReferenceMeasures.Share,
            Week);
        Said("fcr_by_agent", contact => contact.Ticket?.Ticket.Profile?.FcrByAgent);
        Said("fcr_by_customer", contact => ByCustomer(everybody, contact));
        Said("fcr_by_source", contact => contact.Ticket?.Ticket.Profile?.FcrBySource);

        void Said(string key, Func<ReferenceContact, bool?> yes) =>
            keys.Flow(key, () => Resolved(shop, everybody).Select(one => one.Row with { Yes = yes(one.Contact) }), ReferenceMeasures.Share);
    }

    /// <summary>What the customer answered last when asked about the ticket, else what the ticket says that they said.</summary>
    private static bool? ByCustomer(ReferenceEverybody everybody, ReferenceContact contact)
    {
        if (contact.Ticket is not { } ticket) return null;
        var asked = everybody.Surveys.All.Where(survey => survey.Told.Kind == "fcr" && survey.Ticket == ticket && survey.Answers.Count > 0);
        return asked.OrderBy(survey => survey.Answers[^1].At).LastOrDefault()?.Answers[^1].IsTop ?? ticket.Ticket.Profile?.FcrByCustomer;
    }

    private static void Issues(ReferenceKeys keys, ReferenceShop shop, ReferenceEverybody everybody)
    {
        IEnumerable<ReferenceRow> Rows(Func<ReferenceIssue, bool> which, Func<ReferenceIssue, ReferenceRow, ReferenceRow> with) =>
            from customer in everybody.All
            from issue in ReferenceIssue.Of(customer.Own)
            where issue.Resolved is not null && which(issue)
            let at = issue.Resolved!.Value
            let first = issue.Contacts[0]
            select with(issue, new ReferenceRow(at, slice => slice is "hour" or "weekday" ? [ReferenceSlices.OfTime(shop, at, slice)] : first.Slices(slice)));
        keys.Flow("contacts_to_resolution", () => Rows(_ => true, (issue, row) => row with { Number = issue.Times }), ReferenceMeasures.Mean, Week);
        keys.Flow("calls_to_resolution", () => Rows(issue => issue.Calls > 0, (issue, row) => row with { Number = issue.Calls }), ReferenceMeasures.Mean, Week);
        keys.Flow("share_three_or_more", () => Rows(_ => true, (issue, row) => row with { Yes = issue.Times >= 3 }), ReferenceMeasures.Share, Week);
        keys.Flow("effort_index", () => Rows(_ => true, (issue, row) => row with { Number = issue.Effort }), ReferenceMeasures.Mean, Week);
    }
}
