namespace Deskmeter.Metrics.Expression;

/// <summary>Checks a formula against the KPIs that it names.</summary>
/// <param name="metric">The KPI whose formula it is, all but what the formula itself decides.</param>
/// <param name="part">Finds a part, or says why there is none.</param>
/// <param name="slices">The slices that a part can be broken down by.</param>
internal sealed class FormulaCheck(Metric metric, Func<MetricNode, Metric> part, Func<Metric, IReadOnlyList<string>> slices)
{
    /// <summary>The kind of the formula's value.</summary>
    /// <exception cref="ExpressionException">A part is missing or cannot be used in this way.</exception>
    public ValueKind Kind(Node node) => Kind(node, openSlice: metric.By);

    private ValueKind Kind(Node node, string? openSlice)
    {
        switch (node)
        {
            case NumberNode number:
                return number.IsDuration ? ValueKind.Duration : ValueKind.Number;
            case ParameterNode parameter:
                return Parameter(parameter).IsDuration ? ValueKind.Duration : ValueKind.Number;
            case MetricNode id:
                return ValueKinds.Of(part(id).Unit);
            case BinaryNode binary:
                return ValueKinds.Arithmetic(binary, Kind(binary.Left, openSlice), Kind(binary.Right, openSlice));
            case FunctionNode function:
                return Function(function, openSlice);
            default:
                throw new ExpressionException(node.Position, $"A formula is made of KPIs, numbers, functions and arithmetic.");
        }
    }

    private ValueKind Function(FunctionNode node, string? openSlice)
    {
        switch (node.Name)
        {
            case "clamp":
                return Clamp(node, openSlice);
            case "argmax":
                return ArgMax(node);
            case "open_hours":
                OpenHours((TextNode)node.Arguments[0], openSlice);
                return ValueKind.Number;
            case "days":
                return ValueKind.Number;
        }

        var id = (MetricNode)node.Arguments[0];
        var used = part(id);
        if (Refusal(node.Name, used) is { } refusal) throw new ExpressionException(id.Position, refusal);
        foreach (var slice in node.Arguments.OfType<TextNode>())
        {
            foreach (var each in node.Arguments.OfType<MetricNode>()) Slice(slice, part(each));
        }

        return node.Name switch
        {
            "spread" => ValueKind.Rate,
            "zscore" => ValueKind.Number,
            _ => ValueKinds.Of(used.Unit),
        };
    }

    private Sentence? Refusal(string function, Metric used) => function switch
    {
        "at_start" when used.DatedBy is not Dating.Between => (Sentence)$"at_start() takes a stock, dated by {{from, until}}; '{used.Id}' is none.",
        "baseline" when used.DatedBy is not Dating.At || !used.IsAdditive =>
            $"baseline() takes a KPI that adds up over time, such as a count; '{used.Id}' does not.",
        "previous" when used.DatedBy is Dating.Now => $"'{used.Id}' is a state of now: it has no previous period.",
        "allocated" when used.DatedBy is not Dating.At || !used.IsAdditive =>
            $"allocated() shares out what adds up, such as costs; '{used.Id}' does not.",
        "zscore" when metric.Periods != PeriodRule.Month => $"zscore() compares months: the KPI needs 'periods: month'.",
        _ => null,
    };

    private ValueKind Clamp(FunctionNode node, string? openSlice)
    {
        var kinds = node.Arguments.Select(argument => Kind(argument, openSlice)).ToList();
        var odd = kinds.FindIndex(kind => kind != kinds[0] && !(kind.IsPlain() && kinds[0].IsPlain()));
        return odd < 0 ? kinds[0]
            : throw new ExpressionException(node.Arguments[odd].Position, $"clamp() holds {kinds[0].Shown()} between bounds of its kind; this is {kinds[odd].Shown()}.");
    }

    private ValueKind ArgMax(FunctionNode node)
    {
        var slice = (TextNode)node.Arguments[1];
        OpenHours(slice, slice.Value);
        Kind(node.Arguments[0], slice.Value);
        foreach (var id in node.Arguments[0].Walk().OfType<MetricNode>()) Slice(slice, part(id));
        return ValueKind.Number;
    }

    /// <summary>The calendar opens by hour and by weekday, and only these have a number for a name.</summary>
    private static void OpenHours(TextNode slice, string? openSlice)
    {
        if (slice.Value is not ("hour" or "weekday"))
            throw new ExpressionException(slice.Position, $"'hour' or 'weekday' is expected, '{slice.Value}' was found.");
        if (slice.Value != openSlice)
            throw new ExpressionException(slice.Position, $"open_hours({slice.Value}) stands inside argmax(.., {slice.Value}) or in a KPI with 'by: {slice.Value}'.");
    }

    private void Slice(TextNode slice, Metric used)
    {
        var known = slices(used);
        if (!known.Contains(slice.Value))
            throw ExpressionException.Unknown(slice.Position, $"slice", slice.Value, known, $" of {used.Id}");
    }

    private MetricParameter Parameter(ParameterNode node) => metric.Parameters.FirstOrDefault(parameter => parameter.Name == node.Name)
        ?? throw ExpressionException.Unknown(node.Position, $"parameter", $"${node.Name}", metric.Parameters.Select(parameter => $"${parameter.Name}"));
}
