using Deskmeter.Metrics;
using Deskmeter.Metrics.Changes;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Invariants;

/// <summary>The parts of a change add up to it, of every KPI by every slice.</summary>
[Collection(InvariantCollection.Name)]
public sealed class ChangeTests(InvariantWorld world)
{
    [Fact]
    public void Parts_add_up_to_the_change_of_every_figure()
    {
        var split = new HashSet<string>();
        var wrong = new List<string>();
        foreach (var metric in world.Metrics)
        {
            foreach (var slice in world.Whole.Catalogue.SlicesOf(metric).Intersect(["channel", "team", "topic", "kind", "category", "plan", "country"]).Take(2))
            {
                var question = InvariantWorld.Months([metric.Id]) with { From = new LocalDate(2024, 5, 1), By = [slice], Compare = Compare.Previous };
                var change = world.Whole.ExplainChange(question, TestContext.Current.CancellationToken);
                if (change.Status != ChangeStatus.Ok) continue;
                split.Add(metric.Id);
                var (sum, size) = (change.Parts.Sum(part => part.Effect), Math.Abs(change.Now!.Value) + Math.Abs(change.Before!.Value));
                if (Math.Abs(sum - change.Difference!.Value) > 1e-9 * Math.Max(1, size)) wrong.Add($"{metric.Id} by {slice}: {sum} is not {change.Difference}");
            }
        }

        InvariantWorld.Holds(wrong);
        Assert.True(split.Count > 80, $"Only {split.Count} are split: {string.Join(", ", split)}");
    }
}
