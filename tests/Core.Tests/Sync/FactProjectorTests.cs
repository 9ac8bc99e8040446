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
