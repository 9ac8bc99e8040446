using Deskmeter.Metrics;

namespace Deskmeter.Workspaces;

/// <content>Answers that are remembered as long as nothing changed.</content>
public sealed partial class Workspace
{
    /// <summary>Rows of answers that are remembered: some 20 MB.</summary>
    private const int MostRemembered = 50_000;

    private readonly AnswerMemory _answers = new(MostRemembered);

    /// <summary>The answer to a question that was asked before of the same facts, or a fresh one. Histograms are large and seldom asked for twice.</summary>
    private T Remembered<T>(string kind, MetricQuery query, Func<MetricQuery, T> ask, Func<T, int> rows)
        where T : class
    {
        var at = query with { AsOf = query.AsOf ?? DefaultAsOf };
        return query.Histogram ? ask(at) : _answers.Get($"{kind} {AnswerMemory.KeyOf(at)}", () => (_state, _facts.Projection, _targets.Book), () =>
        {
            var answer = ask(at);
            return (answer, rows(answer));
        });
    }
}
