using Deskmeter.Metrics;
using Deskmeter.Workspaces;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Workspaces;

public class AnswerMemoryTests
{
    private static readonly MetricQuery Plain = new() { Kpis = ["tickets_created"], From = new(2026, 10, 1), To = new(2026, 11, 1) };

    public static TheoryData<string> Properties => [.. typeof(MetricQuery).GetProperties().Select(property => property.Name)];

    /// <summary>Whoever gives a question a new property must say here how two questions differ by it.</summary>
    [Theory, MemberData(nameof(Properties))]
    public void A_question_that_differs_in_anything_is_another(string property)
    {
        var other = property switch
        {
            "Kpis" => Plain with { Kpis = ["tickets_resolved"] },
            "From" => Plain with { From = new(2026, 10, 2) },
            "To" => Plain with { To = new(2026, 11, 2) },
            "Grain" => Plain with { Grain = Grain.Day },
            "By" => Plain with { By = ["channel"] },
            "Where" => Plain with { Where = [new Filter("channel", ["email"])] },
            "Zone" => Plain with { Zone = "Europe/Istanbul" },
            "Clock" => Plain with { Clock = Clock.Business },
            "Compare" => Plain with { Compare = Compare.Year },
            "Guards" => Plain with { Guards = true },
            "Histogram" => Plain with { Histogram = true },
            "AsOf" => Plain with { AsOf = Instant.FromUtc(2026, 11, 1, 0, 0) },
            "Params" => Plain with { Params = new Dictionary<string, string> { ["window"] = "3d" } },
            _ => throw new InvalidOperationException($"{property} is not part of what is remembered by."),
        };
        Assert.NotEqual(AnswerMemory.KeyOf(Plain), AnswerMemory.KeyOf(other));
        Assert.Equal(AnswerMemory.KeyOf(other), AnswerMemory.KeyOf(other with { }));
    }

    [Fact]
    public void Texts_never_run_into_each_other() => Assert.NotEqual(
        AnswerMemory.KeyOf(Plain with { Kpis = ["a", "b"] }), AnswerMemory.KeyOf(Plain with { Kpis = ["a1:b"] }));

    [Fact]
    public void An_answer_is_given_again_until_something_changes()
    {
        var (memory, basis, asked) = (new AnswerMemory(100), "facts 1", 0);
        Assert.Equal("1", Ask());
        Assert.Equal("1", Ask());
        basis = "facts 2";
        Assert.Equal("2", Ask());
        basis = "facts 1";
        Assert.Equal("3", Ask());

        string Ask() => memory.Get("question", () => basis, () => ($"{++asked}", 1));
    }

    [Fact]
    public void A_change_that_is_told_forgets_all_and_what_is_being_asked_too()
    {
        var (memory, asked) = (new AnswerMemory(100), 0);
        Assert.Equal("1", Ask());
        memory.Forget();
        Assert.Equal("2", Ask());
        memory.Forget();
        Assert.Equal("3", memory.Get("question", () => "facts", () =>
        {
            memory.Forget();
            return ($"{++asked}", 1);
        }));
        Assert.Equal("4", Ask());

        string Ask() => memory.Get("question", () => "facts", () => ($"{++asked}", 1));
    }

    [Fact]
    public void What_was_asked_while_something_changed_is_not_kept()
    {
        var (memory, basis, asked) = (new AnswerMemory(100), "before", 0);
        Assert.Equal("1", memory.Get("question", () => basis, () =>
        {
            basis = "after";
            return ($"{++asked}", 1);
        }));
        Assert.Equal("2", memory.Get("question", () => basis, () => ($"{++asked}", 1)));
    }

    [Fact]
    public void The_least_asked_for_goes_first_and_what_is_huge_is_not_kept()
    {
        var (memory, asked) = (new AnswerMemory(8), new List<string>());
        Ask("a", 2);
        Ask("b", 2);
        Ask("c", 2);
        Ask("d", 2);
        Ask("a", 2);
        Ask("e", 2);
        Ask("a", 2);
        Ask("b", 2);
        Ask("huge", 3);
        Ask("huge", 3);
        Assert.Equal(["a", "b", "c", "d", "e", "b", "huge", "huge"], asked);

        void Ask(string key, int rows) => memory.Get(key, () => "same", () =>
        {
            asked.Add(key);
            return (key, rows);
        });
    }
}
