using System.Globalization;
using Deskmeter.Helpdesk;
using NodaTime;
using NodaTime.Text;

namespace Deskmeter.Bench;

/// <summary>Formulas over the figures of hand-written SQL, by name as <see cref="BoardCheck"/> keeps them.</summary>
internal sealed class BoardFormulas(BoardFacts facts, Dictionary<string, double> figures)
{
    private readonly BusinessHours _hours = new(facts.Settings.Calendars[facts.Settings.DefaultCalendar!]);

    public void Derive()
    {
        foreach (var (name, created) in figures.Where(pair => pair.Key.StartsWith("tickets_created ", StringComparison.Ordinal)).ToList())
        {
            var of = name["tickets_created ".Length..];
            figures[$"net_flow {of}"] = created + figures.GetValueOrDefault($"reopened {of}") - figures.GetValueOrDefault($"resolution_events {of}");
            if (figures.TryGetValue($"baseline {of}", out var usual) && usual != 0) figures[$"volume_vs_baseline {of}"] = (created / usual) - 1;
        }
    }

    /// <summary>The formulas of what is not of tickets alone.</summary>
    public void DeriveOthers(BoardShape shape)
    {
        foreach (var (of, days) in new[] { ("total", Period.DaysBetween(shape.From, shape.To)), ("before", Period.DaysBetween(shape.First, shape.From)) })
        {
            double Of(string key) => figures.GetValueOrDefault($"{key} {of}");
            void Set(string key, double value)
            {
                if (double.IsFinite(value)) figures[$"{key} {of}"] = value;
            }

            Set("tickets_reopened", Of("reopened"));
            Set("percent_cleared", Of("resolution_events") / (Of("tickets_created") + Of("reopened")));
            Set("new_minus_churned", Of("customers_started") - Of("customers_ended"));
            Set("net_customer_change", (Of("active_customers.start") - Of("active_customers")) / Of("active_customers.start"));
            Set("contacts_per_customer", Of("tickets_created") / (Of("active_customers.start") + Of("customers_started")));
            Set("contacts_per_order", Of("tickets_created") / Of("orders_paid"));
            Set("agent_attrition_rate", Of("leavers") / ((Of("headcount.start") + Of("headcount")) / 2 * days / 365));
            Set("tickets_closed_per_hour", Of("tickets_closed") / (Of("scheduled_time") / 3600));
            Set("automation_saving", (Of("automated_resolutions_confirmed") * (Of("human_support_cost") / Of("human_resolutions"))) - Of("automation_cost"));
            Set("cost_per_ticket", Of("support_cost") / Of("tickets_created"));
            Set("cost_per_resolution_all", Of("support_cost") / Of("tickets_created"));
            Set("cost_per_resolution", Of("support_cost") / Of("tickets_resolved"));
            Set("support_cost_ratio", Of("support_cost") / Of("net_revenue"));
            Quotients("article_contact_rate", of, ["views_followed", "calls_to_article"], "article_views");
            Quotients("self_service_ratio", of, ["article_readers"], "contacts_started");
        }
    }

    /// <summary>For each member: what some figures are together, over another.</summary>
    private void Quotients(string key, string of, IReadOnlyList<string> above, string below)
    {
        foreach (var (name, all) in figures.Where(pair => pair.Key.StartsWith($"*{below} {of} ", StringComparison.Ordinal)).ToList())
        {
            var member = name[$"*{below}".Length..];
            figures[$"*{key}{member}"] = above.Sum(part => figures.GetValueOrDefault($"*{part}{member}")) / all;
        }
    }

    /// <summary>The hour or weekday with the most tickets an open hour.</summary>
    private void Peak(string slice, LocalDate from, LocalDate to, string of)
    {
        var open = Open(slice, from, to);
        var best = figures.Where(pair => pair.Key.StartsWith($"*{slice} {of} ", StringComparison.Ordinal))
            .Select(pair => (Member: int.Parse(pair.Key[(pair.Key.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture), Count: pair.Value))
            .Where(pair => open[pair.Member] > 0).OrderBy(pair => pair.Member).ToList();
        if (best.Count > 0) figures[$"peak_{slice} {of}"] = best.MaxBy(pair => pair.Count / open[pair.Member]).Member;
    }

    /// <summary>Of every name that a peak can have.</summary>
    public void Peaks(BoardShape shape)
    {
        foreach (var slice in (string[])["hour", "weekday"])
        {
            var names = figures.Keys.Where(key => key.StartsWith($"*{slice} ", StringComparison.Ordinal)).Select(key => key[(slice.Length + 2)..key.LastIndexOf(' ')]).Distinct().ToList();
            foreach (var name in names.Where(name => !name.StartsWith("before", StringComparison.Ordinal)))
            {
                var day = LocalDatePattern.Iso.Parse(name.Split(' ')[0]) is { Success: true } date ? date.Value : (LocalDate?)null;
                Peak(slice, day ?? shape.From, day?.PlusDays(1) ?? shape.To, name);
            }
        }
    }

    private double[] Open(string slice, LocalDate from, LocalDate to)
    {
        var (zone, sums) = (facts.Settings.DateTimeZone, new double[24]);
        for (var date = from; date < to; date = date.PlusDays(1))
        {
            for (var hour = 0; hour < 24; hour++)
            {
                var start = date.At(new LocalTime(hour, 0)).InZoneLeniently(zone).ToInstant();
                var end = (hour == 23 ? date.PlusDays(1).AtMidnight() : date.At(new LocalTime(hour + 1, 0))).InZoneLeniently(zone).ToInstant();
                sums[slice == "hour" ? hour : (int)date.DayOfWeek] += _hours.Elapsed(start, end);
            }
        }

        return sums;
    }
}
