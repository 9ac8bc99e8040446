using System.Security.Cryptography;
using System.Text;
using Deskmeter.Demo;
using Deskmeter.Helpdesk;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Demo;

/// <summary>All kinds of the shop's records: the same everywhere, whole, and nothing after the end.</summary>
public class DemoRecordsTests
{
    private const int Tickets = 3_000;
    private static readonly Instant End = Instant.FromUtc(2026, 9, 30, 22, 0);
    private static readonly DemoShop Shop = new(Tickets, 1, End);
    private static readonly Lazy<IReadOnlyList<IReadOnlyList<SourceRecord>>> Places =
        new(() => [.. Enumerable.Range(0, Shop.Places).Select(place => Shop.RecordsAt(place).ToList())]);

    [Fact]
    public void A_seed_gives_the_same_records_everywhere()
    {
        // Made once; another value on another machine, or without a changed shop, is a fault.
        Assert.Equal("6B406D75FE", Hash(new DemoShop(200, 42, End)));
        Assert.NotEqual(Hash(new DemoShop(200, 42, End)), Hash(new DemoShop(200, 43, End)));
    }

    [Fact]
    public void A_place_can_be_made_alone_and_by_several_threads()
    {
        var shop = new DemoShop(Tickets, 1, End);
        var picked = Enumerable.Range(0, shop.Places / 60).Select(place => place * 60 + 7).Where(place => place < shop.Places).ToList();
        var alone = picked.AsParallel().AsOrdered().Select(place => shop.RecordsAt(place).Select(RecordLeaves.Text).ToList()).ToList();
        Assert.Equal(picked.Select(place => Places.Value[place].Select(RecordLeaves.Text)), alone);
        Assert.Throws<ArgumentOutOfRangeException>(() => shop.RecordsAt(shop.Places).Count());
    }

    [Fact]
    public void Every_kind_is_there_and_no_id_twice()
    {
        var kinds = Shop.Records().GroupBy(record => record.GetType()).ToDictionary(kind => kind.Key, kind => kind.ToList());
        Assert.Equal(RecordKind.All.Select(kind => kind.Type.Name).Order(), kinds.Keys.Select(type => type.Name).Order());
        Assert.All(kinds.Values, records => Assert.Equal(records.Count, records.Select(record => record.Id).Distinct().Count()));
        Assert.Equal(Shop.Tickets().Select(RecordLeaves.Text), kinds[typeof(Ticket)].Select(RecordLeaves.Text));
    }

    [Fact]
    public void Nothing_lies_outside_the_two_years()
    {
        foreach (var record in Places.Value.SelectMany(records => records))
        {
            foreach (var (name, value) in RecordLeaves.Of(record))
            {
                if (value is Instant at) Assert.True(at >= Shop.Start && at < End, $"{record.Id}: {name} is {at}");

                // The day after the last may end something; a trial says beforehand when it will be over.
                if (value is LocalDate on && !name.EndsWith("TrialUntil", StringComparison.Ordinal))
                    Assert.True(on <= new LocalDate(2026, 10, 1), $"{record.Id}: {name} is {on}");
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void The_smallest_shops_have_records_too(int tickets)
    {
        var end = Instant.FromUtc(2024, 2, 29, 11, 17);
        var records = new DemoShop(tickets, 1, end, "Asia/Kathmandu").Records().ToList();
        Assert.Equal(tickets, records.OfType<Ticket>().Count());
        Assert.All(records.SelectMany(RecordLeaves.Of).Select(leaf => leaf.Value).OfType<Instant>(), at => Assert.True(at < end));
        Assert.NotEmpty(records.OfType<Shift>());
    }

    [Theory]
    [InlineData(typeof(Call), 0.25, 0.5)]
    [InlineData(typeof(Session), 0.25, 0.5)]
    [InlineData(typeof(Survey), 0.3, 0.6)]
    [InlineData(typeof(ArticleView), 1.7, 2.3)]
    [InlineData(typeof(Order), 1.3, 2.5)]
    [InlineData(typeof(Subscription), 0.08, 0.15)]
    [InlineData(typeof(Review), 0.06, 0.2)]
    public void There_is_as_much_of_everything_as_a_shop_of_its_size_has(Type kind, double least, double most)
    {
        // In proportion to the tickets; the team is asked every month whatever its size, so its surveys are left out.
        var count = Places.Value.SelectMany(records => records).Count(record => record.GetType() == kind && record is not Survey { IsAnonymous: true });
        Assert.InRange(count / (double)Tickets, least, most);
    }

    [Fact]
    public void A_sample_says_how_many_records_there_are()
    {
        var count = Places.Value.Sum(records => records.Count);
        Assert.InRange(Shop.RecordsInAll(), count * 0.9, count * 1.1);
    }

    private static string Hash(DemoShop shop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var record in shop.Records()) hash.AppendData(Encoding.UTF8.GetBytes(RecordLeaves.Text(record)));
        return Convert.ToHexString(hash.GetHashAndReset())[..10];
    }
}
