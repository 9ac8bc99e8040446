using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Deskmeter.Demo;
using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Demo;

public class DemoShopTests
{
    private static readonly Instant End = Instant.FromUtc(2026, 9, 30, 22, 0);
    private static readonly Lazy<IReadOnlyList<Ticket>> Small = new(() => [.. new DemoShop(20_000, 1, End).Tickets()]);
    private static readonly Lazy<IReadOnlyList<ConversationFacts>> SmallFacts = new(() => Facts(new DemoShop(20_000, 1, End), Small.Value));

    [Fact]
    public void A_seed_gives_the_same_tickets_everywhere()
    {
        // Made once; another value on another machine, or without a changed shop, is a fault.
        Assert.Equal("D3822F05D3", Hash(new DemoShop(2_000, 42, End)));
        Assert.NotEqual(Hash(new DemoShop(2_000, 42, End)), Hash(new DemoShop(2_000, 43, End)));
    }

    [Fact]
    public void A_ticket_can_be_made_alone_and_by_several_threads()
    {
        var shop = new DemoShop(20_000, 1, End);
        var picked = Enumerable.Range(0, 200).Select(i => i * 99).ToList();
        var alone = picked.AsParallel().AsOrdered().Select(index => Text(shop.Ticket(index))).ToList();
        Assert.Equal(picked.Select(index => Text(Small.Value[index])), alone);
    }

    [Fact]
    public void Tickets_come_in_order_and_nothing_lies_outside_the_two_years()
    {
        var shop = new DemoShop(20_000, 1, End);
        Assert.Equal(Small.Value.Select(ticket => ticket.Profile!.CreatedAt).Order(), Small.Value.Select(ticket => ticket.Profile!.CreatedAt));
        Assert.Equal(Small.Value.Count, Small.Value.Select(ticket => ticket.Id).Distinct().Count());
        Assert.All(Small.Value, ticket =>
        {
            Assert.NotEmpty(ticket.Events);
            Assert.Equal(ticket.Profile!.CreatedAt, ticket.Events[0].At);
            Assert.InRange(ticket.Events[0].At, shop.Start, End - Duration.FromSeconds(1));
            Assert.True(ticket.Events[^1].At < End);
            Assert.Equal(ticket.Events.Select(one => one.At).Order(), ticket.Events.Select(one => one.At));
            Assert.Equal(ticket.Events.Count, ticket.Events.Select(one => one.Id).Distinct().Count());
        });
    }

    [Fact]
    public void A_ticket_is_merged_into_an_earlier_one_of_the_same_customer()
    {
        var byId = Small.Value.ToDictionary(ticket => ticket.Id);
        var merges = Small.Value.SelectMany(ticket => ticket.Events.OfType<Merged>().Select(merge => (Child: ticket, Parent: byId[merge.Into]))).ToList();
        Assert.InRange(merges.Count, 150, 350);
        Assert.All(merges, merge =>
        {
            Assert.Equal(merge.Parent.Profile!.Customer, merge.Child.Profile!.Customer);
            Assert.Empty(merge.Parent.Events.OfType<Merged>());
            Assert.True(merge.Parent.Profile.CreatedAt <= merge.Child.Profile.CreatedAt);
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void The_smallest_shops_work_too(int tickets)
    {
        Assert.Equal(tickets, new DemoShop(tickets, 1, End).Tickets().Count());
        Assert.Equal(tickets, new DemoShop(tickets, 1, Instant.FromUtc(2024, 2, 29, 11, 17), "Asia/Kathmandu").Tickets().Count());
    }

    [Fact]
    public void A_shop_without_tickets_or_place_is_refused()
    {
        Assert.Equal("tickets", Assert.Throws<UsageException>(() => new DemoShop(0, 1, End)).Field);
        Assert.Equal("Europe/Istanbul", Assert.Throws<UsageException>(() => new DemoShop(1, 1, End, "Europe/Istambul")).Near);
    }

    [Fact]
    public void The_last_midnight_is_local()
    {
        Assert.Equal(End, DemoShop.LastMidnight(End));
        Assert.Equal(End, DemoShop.LastMidnight(End + Duration.FromHours(23)));
        Assert.Equal(End - Duration.FromDays(1), DemoShop.LastMidnight(End - Duration.FromSeconds(1)));
    }

    [Fact]
    public void Its_hours_know_the_dutch_holidays()
    {
        var desk = new DemoShop(1, 1, End).Settings.Calendars["Service desk"];
        LocalDate[] holidays = [new(2025, 4, 21), new(2025, 4, 26), new(2025, 5, 29), new(2025, 6, 9), new(2026, 4, 6), new(2026, 4, 27), new(2026, 5, 14)];
        Assert.Superset(holidays.ToHashSet(), desk.Holidays.ToHashSet());
        Assert.Contains(new LocalDate(2025, 11, 30), desk.Openings.Keys); // the Sunday after Black Friday
        Assert.Equal(2, desk.Versions.Count);
    }

    [Fact]
    public void Answers_are_as_fast_as_their_channels()
    {
        double First(string channel) => Median(Tickets().Where(t => t.Slices.Channel == channel).Select(t => t.FirstReplyTime?.Business)) / 60;
        Assert.InRange(First("email"), 60, 180);
        Assert.InRange(First("form"), 60, 180);
        Assert.InRange(First("chat"), 1, 5);
        Assert.InRange(First("whatsapp"), 8, 30);
        Assert.InRange(First("phone"), 2, 8);
        Assert.InRange(Median(Tickets().Select(t => t.Resolution?.Calendar)) / 3600, 10, 40);
    }

    [Fact]
    public void Resolves_are_as_good_as_a_good_shop_s()
    {
        var resolved = Tickets().Where(ticket => ticket.LastResolved is not null).ToList();
        double Share(Func<TicketFact, bool> condition) => resolved.Count(condition) / (double)resolved.Count;
        Assert.InRange(Share(t => t.AgentReplies > 0 && t.WasPaused == false && t.Reopens == 0), 0.40, 0.60);
        Assert.InRange(Share(t => t.Reopens > 0), 0.03, 0.06);
        Assert.InRange(Share(t => t.Escalations > 0), 0.02, 0.08);
        Assert.InRange(resolved.Average(t => t.Transfers ?? 0), 0.05, 0.3);
        var targets = SmallFacts.Value.SelectMany(facts => facts.SlaTargets).Where(target => target.IsMet is not null).ToList();
        Assert.All(targets.GroupBy(target => target.Metric), metric => Assert.InRange(metric.Average(target => target.IsMet == true ? 1 : 0), 0.80, 0.98));
    }

    [Fact]
    public void Bots_rules_and_people_all_resolve_and_a_few_hundred_wait()
    {
        var cycles = SmallFacts.Value.SelectMany(facts => facts.ResolveCycles).ToList();
        Assert.All(cycles.GroupBy(cycle => cycle.Automation), kind => Assert.InRange(kind.Count() / (double)cycles.Count, 0.01, 0.95));
        Assert.InRange(Tickets().Count(ticket => ticket.Status.IsUnresolved()), 100, 400);
        Assert.All(["spam", "merged", "deleted", "test"], reason =>
            Assert.Contains(SmallFacts.Value.SelectMany(facts => facts.Excluded), row => string.Equals(row.Reason, reason, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void Weeks_days_and_years_have_their_shape()
    {
        var zone = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"];
        var created = Tickets().Select(ticket => ticket.Created.InZone(zone).LocalDateTime).ToList();
        double On(IsoDayOfWeek day) => created.Count(at => at.DayOfWeek == day);
        Assert.InRange(On(IsoDayOfWeek.Monday) / On(IsoDayOfWeek.Sunday), 1.8, 2.9);
        Assert.InRange(created.Count(at => at.Hour is >= 9 and < 18) / (double)created.Count, 0.5, 0.75);
        var blackFriday = created.Count(at => at.Date >= new LocalDate(2025, 11, 28) && at.Date < new LocalDate(2025, 12, 1));
        var before = created.Count(at => at.Date >= new LocalDate(2025, 11, 7) && at.Date < new LocalDate(2025, 11, 10));
        Assert.InRange(blackFriday / (double)before, 1.4, 3);
        double Year(int from) => created.Count(at => at.Date >= new LocalDate(from, 10, 1) && at.Date < new LocalDate(from + 1, 10, 1));
        Assert.InRange(Year(2025) / Year(2024), 1.05, 1.4);
        Assert.InRange(Tickets().Count(ticket => ticket.Slices.IsReturning == true) / (double)created.Count, 0.15, 0.45);
    }

    private static IEnumerable<TicketFact> Tickets() => SmallFacts.Value.Select(facts => facts.Ticket).OfType<TicketFact>();

    private static List<ConversationFacts> Facts(DemoShop shop, IReadOnlyList<Ticket> tickets)
    {
        var children = tickets.SelectMany(ticket => ticket.Events.OfType<Merged>().Select(merge => (merge.Into, ticket))).ToLookup(pair => pair.Into, pair => pair.ticket);
        var merged = children.SelectMany(group => group).Select(ticket => ticket.Id).ToHashSet();
        var builder = new ConversationBuilder(new FactContext(shop.Settings.Calendars, shop.Settings.DefaultCalendar, shop.Settings.TeamCalendars));
        return [.. tickets.Where(ticket => !merged.Contains(ticket.Id)).Select(ticket => builder.Build(ticket, [.. children[ticket.Id]]))];
    }

    private static double Median(IEnumerable<long?> values)
    {
        var known = values.OfType<long>().Order().ToList();
        return known[known.Count / 2];
    }

    private static string Hash(DemoShop shop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var ticket in shop.Tickets()) hash.AppendData(Encoding.UTF8.GetBytes(Text(ticket)));
        return Convert.ToHexString(hash.GetHashAndReset())[..10];
    }

    private static string Text(Ticket ticket)
    {
        var profile = ticket.Profile!;
        var text = new StringBuilder($"{ticket.Id} {profile.Customer} {profile.Subject} {profile.Channel} {profile.Topic} {profile.Product} {profile.Priority}\n");
        foreach (var one in ticket.Events)
            text.Append(CultureInfo.InvariantCulture, $"{one.Id} {one.GetType().Name} {one.At.ToUnixTimeSeconds()} {one.By?.Id} {one.Sequence}\n");
        return text.ToString();
    }
}
