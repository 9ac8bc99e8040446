using Deskmeter.Metrics;
using Deskmeter.Metrics.Changes;

namespace Deskmeter.Workspaces;

/// <content>Answers, remembered as long as nothing changed that they are made of.</content>
public sealed partial class Workspace
{
    /// <summary>Rows of answers that are remembered: some 20 MB.</summary>
    private const int MostRemembered = 50_000;

    private readonly AnswerMemory _answers = new(MostRemembered);

    /// <summary>Answers a question; facts that turn out to be damaged are built again first.</summary>
    /// <exception cref="UsageException">The question names something that there is not.</exception>
    public MetricResult Run(MetricQuery query, CancellationToken cancellation = default) =>
        Remembered("figures", query, at => Read(state => state.Engine.Run(at, cancellation), cancellation), answer => answer.Rows.Count);

    /// <summary>Answers a question under several lists of further filters at once; see <see cref="MetricEngine.RunEach"/>.</summary>
    /// <exception cref="UsageException">The question or a filter names something that there is not.</exception>
    public IReadOnlyList<MetricResult> RunEach(MetricQuery query, IReadOnlyList<IReadOnlyList<Filter>> selections, CancellationToken cancellation = default) =>
        Read(state => state.Engine.RunEach(query, selections, cancellation), cancellation);

    /// <summary>Explains why the figure that a question of one KPI asks for changed: what each member of a slice did to it.</summary>
    /// <param name="query">Of one KPI, compared with another period; by the slice wanted, or by the one that explains most when it names none.</param>
    /// <param name="cancellation">Interrupts the statements.</param>
    /// <exception cref="UsageException">The question names something that there is not.</exception>
    public FigureChange ExplainChange(MetricQuery query, CancellationToken cancellation = default) =>
        Remembered("change", query, at => Read(state => new ChangeExplainer(state.Catalogue, state.Schema, state.Engine).Explain(at, cancellation), cancellation), change => change.Parts.Count + change.Members.Count + 1);

    /// <summary>The answer to a question that was asked before of the same facts, or a fresh one. Histograms are large and seldom asked for twice.</summary>
    private T Remembered<T>(string kind, MetricQuery query, Func<MetricQuery, T> ask, Func<T, int> rows)
        where T : class
    {
        var at = query with { AsOf = query.AsOf ?? DefaultAsOf };
        return query.Histogram ? ask(at) : _answers.Get($"{kind} {AnswerMemory.KeyOf(at)}", () => (_state, _facts.Projection, _targets.Book, KeptFrom), () =>
        {
            var answer = ask(at);
            return (answer, rows(answer));
        });
    }
}
