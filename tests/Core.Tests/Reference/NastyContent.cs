using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>
/// Readings, votes, searches and sessions around nasty tickets: by crawlers, agents and unknown visitors, of articles that two sources know
/// or nobody, with sessions that never end, are handed over twice or after they were completed. One seed gives the same ones.
/// </summary>
/// <param name="tickets">Whose customers read and chat shortly before they write.</param>
internal sealed class NastyContent(int seed, IReadOnlyList<Ticket> tickets)
{
    private const string Source = "nasty";
    private static readonly string[] Articles = ["A1", "A2", "A3", "A4", "gone", "nobody's"];
    private static readonly string[] Topics = ["delivery", "returns", "size"];
    private static readonly string[] Languages = ["nl", "en"];
    private static readonly int[] Before = [0, 0, 1, 60, 1799, 1800, 1801, 3600, 86_400, 86_401, 200_000];
    private readonly NastyDice _dice = new(seed);

    public IEnumerable<SourceRecord> Make(int count) =>
    [
        .. Known(),
        .. Enumerable.Range(0, count).SelectMany(index => (SourceRecord[])[View(index), Session(index)]),
        .. Enumerable.Range(0, count / 2).SelectMany(index => (SourceRecord[])[Vote(index), Search(index)]),
    ];

    private static IEnumerable<Article> Known() =>
    [
        new(Source, "A1") { Topic = "delivery", Language = "nl", Words = 15, Number = "+31 000 800 9001" },
        new("another", "A1") { Topic = "size", Language = "en", Words = 900 },
        new("another", "A2") { Topic = "returns", Language = "en", Words = 333, MediaSeconds = 45, Number = "0800 9002" },
        new(Source, "A3") { Language = "nl", Words = 0, Number = "0800-9003" },
        new(Source, "A4") { Topic = "size", Number = "08009003" },
        new(Source, "gone") { Topic = "size", Words = 100, Number = "0800 9004", IsDeleted = true },
    ];

    private ArticleView View(int index)
    {
        var (at, customer) = SomeTime();
        return new ArticleView(_dice.Chance(70) ? Source : "another", $"V{index}")
        {
            Version = 2,
            Article = _dice.Pick(Articles),
            ViewedAt = at,
            Reader = Reader(customer),
            ActiveSeconds = _dice.Chance(15) ? null : _dice.Below(400),
            ExpectedSeconds = _dice.Chance(75) ? null : _dice.Pick<long?>([0, 1, 90]),
            IsBot = _dice.Chance(10),
            IsAgent = _dice.Chance(10),
            IsDeleted = _dice.Chance(4),
            Topic = _dice.Chance(70) ? null : _dice.Pick(Topics),
            Language = _dice.Chance(70) ? null : _dice.Pick(Languages),
        };
    }

    private ArticleVote Vote(int index) => new(_dice.Chance(70) ? Source : "another", $"T{index}")
    {
        Article = _dice.Pick(Articles),
        VotedAt = SomeTime().At,
        IsUp = _dice.Chance(60),
        IsDeleted = _dice.Chance(4),
        Topic = _dice.Chance(70) ? null : _dice.Pick(Topics),
        Language = _dice.Chance(70) ? null : _dice.Pick(Languages),
    };

    private ArticleSearch Search(int index) => new(Source, $"F{index}")
    {
        SearchedAt = SomeTime().At,
        ResultCount = _dice.Chance(40) ? 0 : _dice.Below(9),
        IsDeleted = _dice.Chance(4),
        Topic = _dice.Chance(50) ? null : _dice.Pick(Topics),
        Language = _dice.Chance(50) ? null : _dice.Pick(Languages),
    };

    private Session Session(int index)
    {
        var (started, customer) = SomeTime();
        Instant? Later(int percent) => _dice.Chance(percent) ? started + Duration.FromSeconds(_dice.Pick([0, 1, 30, 300, 3600, 90_000])) : null;
        return new Session(_dice.Chance(70) ? Source : "another", $"B{index}")
        {
            Version = 2,
            Kind = _dice.Pick(Enum.GetValues<SessionKind>()),
            StartedAt = started,
            CompletedAt = Later(40),
            HandedOverAt = Later(25),
            EndedAt = Later(70),
            Ticket = _dice.Chance(70) ? null : _dice.Pick(tickets).Id,
            Customer = Reader(customer),
            IsDeleted = _dice.Chance(4),
            Tool = _dice.Chance(50) ? "helper" : null,
            Channel = _dice.Chance(50) ? "chat" : null,
            Topic = _dice.Chance(50) ? null : _dice.Pick(Topics),
            Language = _dice.Chance(50) ? null : _dice.Pick(Languages),
        };
    }

    /// <summary>Shortly before some ticket, often by its customer.</summary>
    private (Instant At, string? Customer) SomeTime()
    {
        var ticket = _dice.Pick(tickets);
        var at = ticket.Profile?.CreatedAt ?? ticket.Events[0].At;
        return (at - Duration.FromSeconds(_dice.Pick(Before)) + Duration.FromMilliseconds(_dice.Below(1000)), ticket.Profile?.Customer);
    }

    private string? Reader(string? customer)
    {
        if (_dice.Chance(12)) return null;
        if (_dice.Chance(12)) return $"visitor-{_dice.Below(20)}";
        var number = customer is not null && _dice.Chance(75) ? int.Parse(customer[1..], null) : _dice.Below(40);
        return NastyCustomers.WordOf(number, _dice.Below(6));
    }
}
