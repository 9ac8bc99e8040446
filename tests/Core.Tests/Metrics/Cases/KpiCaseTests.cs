using System.Globalization;
using Deskmeter.Facts;
using Deskmeter.Metrics;
using Deskmeter.Workspaces;
using Xunit;

namespace Deskmeter.Core.Tests.Metrics.Cases;

/// <summary>Every KPI from a handful of events to its value, through records, facts and engine, as a user's query takes it.</summary>
public class KpiCaseTests
{
    public static TheoryData<string> Cases => [.. KpiCase.Ids];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_kpi_has_the_value_that_was_worked_out_by_hand(string kpi)
    {
        var expected = KpiCase.Read(kpi);
        var folder = Path.Combine(Path.GetTempPath(), $"deskmeter-{Guid.NewGuid():N}");
        try
        {
            using var workspace = Workspace.Open(folder, TimeProvider.System);
            if (expected.Calendar is { } calendar) workspace.Change(settings => settings.UseCalendar(calendar, null), cancellation: TestContext.Current.CancellationToken);
            if (expected.Zone is { } zone) workspace.Change(settings => settings.SetZone(zone), cancellation: TestContext.Current.CancellationToken);
            if (expected.Currency is { } currency) workspace.Change(settings => settings.SetCurrency(currency), cancellation: TestContext.Current.CancellationToken);
            workspace.Records.Merge([.. expected.Tickets, .. expected.Others]);
            workspace.CatchUp(cancellation: TestContext.Current.CancellationToken);
            foreach (var expectation in expected.Expected) Check(expectation, workspace.Run(expectation.Query, TestContext.Current.CancellationToken));
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Every_kpi_has_its_case() =>
        Assert.Equal(new MetricCatalogue(new FactSchema([]).All).Ids.Order(StringComparer.Ordinal), KpiCase.Ids);

    private static void Check(KpiExpectation expectation, MetricResult result)
    {
        if (expectation.Rows is { } rows)
        {
            var found = result.Rows.ToDictionary(expectation.NameOf, row => row.Value);
            Assert.Equal(string.Join(", ", rows.Select(row => row.Row)), string.Join(", ", found.Keys));
            Assert.All(rows, row => Same($"{row.Row} is {row.Value}", KpiExpectation.Number(row.Value), found[row.Row]));
        }

        if (expectation.Fields.Count == 0) return;
        var only = Assert.Single(result.Rows);
        foreach (var (name, text) in expectation.Fields)
        {
            if (name is "status" or "provisional") Assert.Equal($"{name} {text}", $"{name} {KpiExpectation.Field(only, name)}");
            else Same($"{name} is {text}", KpiExpectation.Number(text), (double?)KpiExpectation.Field(only, name));
        }
    }

    private static void Same(string what, double? expected, double? found) => Assert.True(
        expected is null == found is null && !(Math.Abs((expected ?? 0) - (found ?? 0)) > 1e-9 * Math.Max(1, Math.Abs(expected ?? 0))),
        $"{what} ({Number(expected)}), but {Number(found)} was found.");

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "none";
}
