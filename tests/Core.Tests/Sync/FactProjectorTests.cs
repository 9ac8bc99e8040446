using System.Globalization;
using Deskmeter.Core.Tests.Store;
using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using Deskmeter.Records;
using Deskmeter.Settings;
using Deskmeter.Store.DuckDb;
using Deskmeter.Sync;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Sync;

public sealed class FactProjectorTests : IDisposable
{
    private static readonly FactSchema Schema = new([]);
    private static readonly WorkspaceSettings Settings = new() { Zone = "Europe/Amsterdam", Currency = "EUR" };
    private readonly string _folder = Directory.CreateTempSubdirectory("deskmeter-sync-").FullName;

    /// <summary>Whatever arrives in whatever order, following the changes gives the rows that building everything again gives.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Catching_up_gives_what_a_rebuild_gives(int seed)
    {
        var random = new RandomRecords(seed);
        using var records = SqliteRecords.Open(_folder);
        using var facts = DuckDbFacts.Open(Path.Combine(_folder, "followed"), FactsFolder.Options);
        var followed = new FactProjector(records, facts, Settings, Schema, () => records.NewestEvent ?? default);
        records.Merge(random.Next(160));
        followed.CatchUp(cancellation: TestContext.Current.CancellationToken);
        for (var step = 0; step < 25; step++)
        {
            records.Merge(random.Next(1 + (step % 5)));
            followed.CatchUp(cancellation: TestContext.Current.CancellationToken);
            if (step % 6 == 5) Same(facts, Rebuilt(records, step));
        }

        Same(facts, Rebuilt(records, 99));
    }

    /// <summary>A number that goes to another article takes along the calls to it, finished or not, and nothing else is built again.</summary>
    [Fact]
    public void Calls_follow_the_number_of_an_article()
    {
        using var records = SqliteRecords.Open(_folder);
        using var facts = DuckDbFacts.Open(Path.Combine(_folder, "numbers"), FactsFolder.Options);
        var projector = new FactProjector(records, facts, Settings, Schema, () => records.NewestEvent ?? default);
        var at = Instant.FromUtc(2024, 3, 4, 9, 0);
        records.Merge(
        [
            .. Enumerable.Range(1, 20).Select(number => new Order("s", $"{number}") { PaidAt = at }),
            new Article("s", "sizes") { Version = 1, Number = "+31 20 1" },
            new Article("s", "returns") { Version = 1 },
            Call("over", "+31201", at + Duration.FromMinutes(5)),
            Call("waits", "+31 20 1", null),
            Call("elsewhere", "+31 20 2", at + Duration.FromMinutes(5)),
        ]);
        projector.CatchUp(cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(["over sizes", "waits sizes", "elsewhere "], Articles());

        Follow(new Article("s", "sizes") { Version = 2 }, new Article("s", "returns") { Version = 2, Number = "+31 20 1" });
        Assert.Equal(["over returns", "waits returns", "elsewhere "], Articles());
        Follow(new Article("s", "returns") { Version = 3, Number = "+31 20 1", Words = 100 }, new Article("s", "sizes") { Version = 3, Number = "+31-20-1" });
        Assert.Equal(["over ", "waits ", "elsewhere "], Articles());
        Follow(new Article("s", "sizes") { Version = 4, IsDeleted = true });
        Assert.Equal(["over returns", "waits returns", "elsewhere "], Articles());

        void Follow(params Article[] articles)
        {
            var stages = new List<string>();
            records.Merge(articles);
            projector.CatchUp((stage, _, _) => stages.Add(stage), TestContext.Current.CancellationToken);
            Assert.Equal(["Updating facts"], stages.Distinct());
            Same(facts, Rebuilt(records, articles.Length + (int)articles[0].Version * 10));
        }

        static Call Call(string id, string number, Instant? ended) => new("s", id)
        {
            Number = number,
            Legs = [new CallLeg("1", Instant.FromUtc(2024, 3, 4, 9, 0)) { Queue = "line", AnsweredAt = ended - Duration.FromMinutes(4), EndedAt = ended }],
        };

        IEnumerable<string> Articles() =>
            from id in (string[])["over", "waits", "elsewhere"]
            from row in facts.Rows("select record, article from contact")
            where row[0] as string == $"call/s/{id}"
            select $"{id} {row[1]}";
    }

    /// <summary>Who is a customer for good has months to the end of the year after the newest event, which moves on with it.</summary>
    [Fact]
    public void Customers_months_go_on_with_the_newest_event()
    {
        using var records = SqliteRecords.Open(_folder);
        using var facts = DuckDbFacts.Open(Path.Combine(_folder, "months"), FactsFolder.Options);
        var projector = new FactProjector(records, facts, Settings, Schema, () => records.NewestEvent ?? default);
        records.Merge([new Subscription("s", "1") { Customer = "carl", StartedOn = new LocalDate(2023, 11, 15) }, Order("1", 2023, 12, 31, 22)]);
        projector.CatchUp(cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(13, Rows(facts)["customer_month"].Count);
        records.Merge([Order("2", 2023, 12, 31, 23)]);
        projector.CatchUp(cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(25, Rows(facts)["customer_month"].Count);

        // Eleven at night in UTC is the next year in Amsterdam.
        static Order Order(string id, int year, int month, int day, int hour) => new("s", id) { PaidAt = Instant.FromUtc(year, month, day, hour, 30) };
    }

    /// <summary>What a changed record belonged to before is forgotten when facts have followed; older facts cannot follow it any more.</summary>
    [Fact]
    public void Older_facts_are_built_again()
    {
        using var records = SqliteRecords.Open(_folder);
        using var facts = DuckDbFacts.Open(Path.Combine(_folder, "newer"), FactsFolder.Options);
        using var older = DuckDbFacts.Open(Path.Combine(_folder, "older"), FactsFolder.Options);
        records.Merge([.. Enumerable.Range(1, 20).Select(number => Order(number, 0, $"carl-{number}"))]);
        Assert.Equal("Building facts", CatchUp(facts));
        Assert.Equal("Building facts", CatchUp(older));
        records.Merge([Order(1, 1, "dora")]);
        Assert.Equal("Updating facts", CatchUp(facts));
        Assert.Equal("Building facts", CatchUp(older));
        Same(older, Rows(facts));
        Same(facts, Rebuilt(records, 1));

        string CatchUp(DuckDbFacts store)
        {
            var stages = new List<string>();
            var projector = new FactProjector(records, store, Settings, Schema, () => records.NewestEvent ?? default);
            projector.CatchUp((stage, _, _) => stages.Add(stage), TestContext.Current.CancellationToken);
            return Assert.Single(stages.Distinct());
        }

        static Order Order(int number, int version, string customer) =>
            new("s", $"{number}") { Version = version, Customer = customer, PaidAt = Instant.FromUtc(2024, 3, 4, 9, 0) };
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Dictionary<string, List<string>> Rebuilt(SqliteRecords records, int step)
    {
        using var facts = DuckDbFacts.Open(Path.Combine(_folder, $"rebuilt-{step}"), FactsFolder.Options);
        new FactProjector(records, facts, Settings, Schema, () => records.NewestEvent ?? default).Rebuild(cancellation: TestContext.Current.CancellationToken);
        return Rows(facts);
    }

    private static void Same(DuckDbFacts followed, Dictionary<string, List<string>> rebuilt)
    {
        var found = Rows(followed);
        Assert.All(rebuilt, table => Assert.Equal(table.Value, found[table.Key]));
        Assert.Contains(rebuilt, table => table.Value.Count > 0);
    }

    /// <summary>Every row of every fact as a text, in order.</summary>
    private static Dictionary<string, List<string>> Rows(DuckDbFacts facts) => Schema.Tables.ToDictionary(
        table => table.Name,
        table => facts.Rows($"select * from \"{table.Name}\"")
            .Select(row => string.Join(" | ", row.Select((value, place) => $"{table.Columns[place].Name}={Text(value)}")))
            .Order(StringComparer.Ordinal).ToList());

    private static string Text(object? value) => value is System.Collections.IEnumerable list and not string
        ? $"[{string.Join(", ", list.Cast<object?>().Select(Text))}]"
        : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
