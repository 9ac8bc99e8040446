using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>How much there is to do.</summary>
internal static class ReferenceVolume
{
    private const int Weeks = 8;
    private const int LeastWeeks = 4;

    public static void Add(ReferenceKeys keys, ReferenceShop shop)
    {
        keys.Flow("tickets_created", () => shop.Tickets.Select(ticket => ReferenceRow.Of(ticket, ticket.Created, ticket.Opener)), ReferenceMeasures.Count);
        keys.Flow(
            "messages_per_ticket",
            () => ReferenceSpeed.Resolved(shop, ticket => ticket.Messages.Has ? ticket.Messages.Public : null),
            ReferenceMeasures.Mean);
        Resolves(keys, shop);
        Backlog(keys, shop);
        Shares(keys, shop);
        keys.Formula("volume_vs_baseline", question => VersusUsual(keys, shop, question), "tickets_created");
        keys.Formula("peak_hour", question => Peak(keys, shop, question, local => local.Hour), "tickets_created");
        keys.Formula("peak_weekday", question => Peak(keys, shop, question, local => (int)local.DayOfWeek), "tickets_created");
    }

    private static void Resolves(ReferenceKeys keys, ReferenceShop shop)
    {
        IEnumerable<ReferenceRow> Cycles(Func<ReferenceTicket, string?> word) =>
            from ticket in shop.Tickets
            from cycle in ticket.Stages.Cycles
            select ReferenceRow.Of(ticket, cycle.Resolved, ticket.Resolver(cycle)) with { Word = word(ticket) };
        keys.Flow("resolution_events", () => Cycles(_ => null), ReferenceMeasures.Count);
        keys.Flow("tickets_resolved", () => Cycles(ticket => ticket.Key), ReferenceMeasures.Distinct);
        keys.Flow("customers_resolved", () => Cycles(ticket => ticket.Customer), ReferenceMeasures.Distinct);
        keys.Flow("tickets_reopened", () =>
            from ticket in shop.Tickets
            from cycle in ticket.Stages.Cycles
            where cycle.Reopening is not null
            select ReferenceRow.Of(ticket, cycle.Reopening!.At, ticket.Resolver(cycle)), ReferenceMeasures.Count);
        keys.Formula(
            "net_flow",
            question => keys.Of("tickets_created", question) + keys.Of("tickets_reopened", question) - keys.Of("resolution_events", question),
            "tickets_created", "tickets_reopened", "resolution_events");
        keys.Formula(
            "percent_cleared",
            question => keys.Of("resolution_events", question) / (keys.Of("tickets_created", question) + keys.Of("tickets_reopened", question)),
            "tickets_created", "tickets_reopened", "resolution_events");
    }

    private static void Backlog(ReferenceKeys keys, ReferenceShop shop)
    {
        IEnumerable<ReferenceRow> Unresolved() =>
            from ticket in shop.Tickets
            from span in ticket.Stages.Spans()
            where span.Stage.IsUnresolved()
            select ReferenceRow.Of(ticket, span.From, span.Until is { } end ? ticket.AssigneeAt(end) : ticket.Assignee) with
            {
                Until = span.Until,
                Number = ticket.Created,
            };
        keys.Stock("unresolved_tickets", Unresolved, (rows, _) => ReferenceMeasures.Count(rows));
        keys.Stock("backlog_age", Unresolved, (rows, end) => ReferenceMeasures.Median([.. rows.Select(row => row with { Number = end - row.Number })]));
    }

    private static void Shares(ReferenceKeys keys, ReferenceShop shop)
    {
        keys.Formula("volume_by_channel", question => keys.Of("tickets_created", question), "tickets_created");
        keys.Formula("channel_share", OfTotal, "tickets_created");
        keys.Formula("topic_share", OfTotal, "tickets_created");
        keys.Formula(
            "topic_growth",
            question =>
            {
                var growth = keys.Of("tickets_created", question) / keys.Of("tickets_created", ReferencePeriods.Before(shop, question));
                return new ReferenceFigure(growth.Value - 1);
            },
            "tickets_created");

        ReferenceFigure OfTotal(ReferenceQuestion question) =>
            keys.Of("tickets_created", question) / keys.Of("tickets_created", question with { Where = question.Filters, By = 0 });
    }

    /// <summary>Against the median of the same weekday over the weeks before, day by day; days before the first ticket are unknown.</summary>
    private static ReferenceFigure VersusUsual(ReferenceKeys keys, ReferenceShop shop, ReferenceQuestion question)
    {
        if (!question.IsKnown) return new ReferenceFigure(null);
        var first = shop.Local(shop.Tickets.Min(ticket => ticket.Created)).Date;
        double usual = 0;
        for (var day = shop.Local(question.Start).Date; shop.StartOf(day) < question.Until; day = day.PlusDays(1))
        {
            var counts = new List<double>();
            for (var week = 1; week <= Weeks; week++)
            {
                var before = day.PlusWeeks(-week);
                if (before < first) continue;
                var end = shop.StartOf(before.PlusDays(1));
                // A day that runs is compared with the same elapsed part.
                if (shop.StartOf(day.PlusDays(1)) > question.Until) end = Math.Min(end, shop.At(before + shop.Local(question.Until).TimeOfDay));
                counts.Add(keys.Of("tickets_created", question with { Start = shop.StartOf(before), End = end }).Value!.Value);
            }

            if (counts.Count < LeastWeeks) return new ReferenceFigure(null);
            usual += ReferenceMeasures.Percentile(counts, 0.5);
        }

        return new ReferenceFigure((keys.Of("tickets_created", question) / new ReferenceFigure(usual)).Value - 1);
    }

    /// <summary>The hour or weekday with the most tickets an open hour; the first of equals.</summary>
    private static ReferenceFigure Peak(ReferenceKeys keys, ReferenceShop shop, ReferenceQuestion question, Func<LocalDateTime, int> member)
    {
        var open = new Dictionary<int, long>();
        for (var minute = question.Start; minute < question.Until; minute += 60)
        {
            var end = Math.Min(minute + 60, question.Until);
            var place = member(shop.Local(minute));
            open[place] = open.GetValueOrDefault(place) + (shop.Calendar?.Seconds(minute, end) ?? end - minute);
        }

        (int Member, double Value)? best = null;
        foreach (var (place, seconds) in open.OrderBy(pair => pair.Key))
        {
            var count = keys["tickets_created"].Rows(false).Count(row =>
                row.At >= question.Start && row.At < question.Until && question.Holds(row) && member(shop.Local(row.At)) == place);
            if (seconds == 0 || count == 0) continue;
            var value = count / (seconds / 3600.0);
            if (best is null || value > best.Value.Value) best = (place, value);
        }

        return new ReferenceFigure(best?.Member);
    }
}
