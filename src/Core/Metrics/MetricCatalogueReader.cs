using Deskmeter.Facts;
using Deskmeter.Metrics.Expression;
using Deskmeter.Metrics.Sql;
using YamlDotNet.Core.Tokens;

namespace Deskmeter.Metrics;

/// <summary>Makes a KPI of its file, and checks it against the facts and the KPIs that it names.</summary>
/// <param name="facts">The facts of the workspace.</param>
/// <param name="find">Another KPI by its id, for formulas; errors are expressions' own.</param>
/// <param name="ids">All known ids.</param>
internal sealed class MetricCatalogueReader(IReadOnlyList<FactTable> facts, Func<MetricNode, Metric> find, IReadOnlyCollection<string> ids)
{
    private static readonly string[] Keys =
    [
        "id", "version", "fact", "dated_by", "attribution", "measure", "where", "formula", "unit", "better", "clocks", "params",
        "matures_after", "by", "not_pooled", "min_group", "min_sample", "periods", "target", "target_source", "guards",
        "companions", "source",
    ];

    private static readonly string[] People = ["agent", "team"];

    private static readonly string[] OwnKeys = [.. Keys, "name", "description"];

    /// <exception cref="UsageException">The file is wrong; the message begins with file, line and column.</exception>
    public Metric Read(string id, string family, bool isOwn, string name, string text)
    {
        var file = MetricCatalogueFile.Read(name, text, isOwn ? OwnKeys : Keys);
        var stated = Required(file, "id");
        if (stated.Value != id) throw file.Error(stated, $"The id '{stated.Value}' is not the file's name '{id}'.");
        if (!OwnKpis.IsId(id))
            throw file.Error(stated, $"'{id}' is no id: it is made of a-z, 0-9 and _, and begins with a letter.");
        CheckNames(file);
        var metric = Plain(file, id, family) with { IsOwn = isOwn };
        return file.Find("formula") is null ? OverFact(file, metric) : OverParts(file, metric);
    }

    /// <summary>The slices that a KPI over one fact can be broken down by.</summary>
    public IReadOnlyList<string> SlicesOf(Metric metric)
    {
        if (metric.Formula is { } formula)
        {
            var parts = formula.Walk().OfType<MetricNode>().Select(node => SlicesOf(find(node))).ToList();
            if (parts.Count == 0) return [];
            var common = parts.Aggregate((left, right) => [.. left.Intersect(right)]);
            return metric.Attribution is null ? [.. common.Except(People)] : common;
        }

        return [.. FactSlices.Of(metric, facts.Single(fact => fact.Name == metric.Fact)).Select(slice => slice.Word)];
    }

    private static Metric Plain(MetricCatalogueFile file, string id, string family)
    {
        var parameters = file.Pairs("params").Select(pair => Parameter(file, pair.Key, pair.Value)).ToList();
        var unit = Word<MetricUnit>(file, Required(file, "unit"), $"unit");
        var minGroup = Whole(file, "min_group");
        return new Metric
        {
            Id = id,
            Family = family,
            Version = Whole(file, "version") ?? 1,
            Unit = unit,
            Better = file.Scalar("better") is { } better ? Word<Better>(file, better, $"direction") : Better.Neither,
            Parameters = parameters,
            By = file.Scalar("by")?.Value,
            MinGroup = minGroup,
            MinSample = Whole(file, "min_sample") ?? 30,
            Periods = Periods(file, minGroup is not null),
            Target = Target(file, unit),
            TargetSource = file.Scalar("target_source")?.Value,
            Guards = Texts(file, "guards"),
            Companions = Texts(file, "companions"),
            Sources = Texts(file, "source"),
            Names = ByLanguage(file, "name"),
            Definitions = ByLanguage(file, "description"),
        };
    }

    private Metric OverFact(MetricCatalogueFile file, Metric metric)
    {
        var word = Required(file, "fact");
        var fact = facts.FirstOrDefault(fact => fact.Name == word.Value)
            ?? throw Unknown(file, word, $"fact", facts.Select(fact => fact.Name));
        var dating = DatedBy(file, fact);
        var check = new FactCheck(fact, metric.Parameters, dating);
        var measureText = Required(file, "measure");
        var (measure, kind) = Expression(file, measureText, () => check.Measure(ExpressionParser.Measure(measureText.Value)));
        if (!kind.Fits(metric.Unit)) throw file.Error(measureText, $"The measure is {kind.Shown()}; that does not fit the unit {FactTable.NameOf(metric.Unit.ToString())}.");
        var where = file.Scalar("where");
        metric = metric with
        {
            Fact = fact.Name,
            DatedBy = dating,
            Attribution = Attribution(file, fact),
            Measure = measure,
            MeasureText = measureText.Value,
            Where = where is null ? null : Expression(file, where, () => check.Condition(ExpressionParser.Condition(where.Value))),
            WhereText = where?.Value,
            Clocks = Clocks(file, metric.Unit, fact, measureText, measure),
            MaturesAfter = MaturesAfter(file, metric.Parameters, dating),
            NotPooled = NotPooled(file, fact),
            IsAdditive = measure.IsAdditive(_ => false),
            IsAmount = measure.IsAmount(_ => false),
            Accumulates = dating is Dating.At && measure.IsAmount(_ => false),
        };
        CheckBy(file, metric);
        return metric;
    }

    private Metric OverParts(MetricCatalogueFile file, Metric metric)
    {
        foreach (var key in new[] { "fact", "dated_by", "measure", "where", "clocks", "matures_after", "not_pooled" })
            if (file.Find(key) is { } entry) throw file.Error(entry.Key, $"A formula takes '{key}' from the KPIs that it names.");
        var text = Required(file, "formula");
        var formula = Expression(file, text, () => ExpressionParser.Formula(text.Value));
        var kind = Expression(file, text, () => new FormulaCheck(metric, find, SlicesOf).Kind(formula));
        if (!kind.Fits(metric.Unit)) throw file.Error(text, $"The formula is {kind.Shown()}; that does not fit the unit {FactTable.NameOf(metric.Unit.ToString())}.");
        var parts = formula.Walk().OfType<MetricNode>().Select(find).ToList();
        metric = metric with
        {
            Formula = formula,
            MeasureText = text.Value,
            Attribution = Attribution(file, parts),
            NotPooled = parts.Select(part => part.NotPooled).OfType<string>().FirstOrDefault(),
            Clocks = [.. parts.Select(part => part.Clocks).Where(clocks => clocks.Count > 0).DefaultIfEmpty([]).Aggregate((left, right) => [.. left.Intersect(right)])],
            IsAdditive = formula.IsAdditive(id => parts.First(part => part.Id == id).IsAdditive),
            IsAmount = formula.IsAmount(id => parts.First(part => part.Id == id).IsAmount),
            Accumulates = formula.IsAmount(id => parts.First(part => part.Id == id).Accumulates),
        };
        CheckBy(file, metric);
        return metric;
    }

    private void CheckBy(MetricCatalogueFile file, Metric metric)
    {
        if (file.Scalar("by") is not { } by) return;
        var slices = SlicesOf(metric);
        if (!slices.Contains(by.Value)) throw Unknown(file, by, $"slice", slices);
    }

    /// <summary>The KPIs that a file names beside its measure exist.</summary>
    private void CheckNames(MetricCatalogueFile file)
    {
        foreach (var word in file.List("guards").Concat(file.List("companions")))
            if (!ids.Contains(word.Value)) throw Unknown(file, word, $"KPI", ids);
    }

    private static T Expression<T>(MetricCatalogueFile file, Scalar scalar, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ExpressionException error)
        {
            throw file.Error(scalar, error);
        }
    }

    private static Dating DatedBy(MetricCatalogueFile file, FactTable fact)
    {
        if (file.Find("dated_by") is not { Pairs: { } pairs })
        {
            var word = Required(file, "dated_by");
            return word.Value == "now" ? new Dating.Now() : new Dating.At(Anchor(file, fact, word));
        }

        string End(string name) => pairs.FirstOrDefault(pair => pair.Key.Value == name) is (_, { } value)
            ? Anchor(file, fact, value)
            : throw file.Error(file.Find("dated_by")!.Key, $"A stock is dated by {{from: anchor, until: anchor}}.");
        return pairs.Count == 2 ? new Dating.Between(End("from"), End("until"))
            : throw file.Error(file.Find("dated_by")!.Key, $"A stock is dated by {{from: anchor, until: anchor}}.");
    }

    private static string Anchor(MetricCatalogueFile file, FactTable fact, Scalar word)
    {
        var anchors = fact.Columns.Where(column => column.Role is ColumnRole.Anchor or ColumnRole.AnchorDate).Select(column => column.Of!).Distinct().ToList();
        return anchors.Contains(word.Value) ? word.Value : throw Unknown(file, word, $"anchor", anchors, $" in the fact {fact.Name}");
    }

    private static string? Attribution(MetricCatalogueFile file, FactTable fact)
    {
        if (file.Scalar("attribution") is not { } word) return null;
        var actors = fact.Columns.Where(column => column.Role == ColumnRole.ActorId).Select(column => column.Of!).ToList();
        return actors.Contains(word.Value) ? word.Value : throw Unknown(file, word, $"actor", actors, $" in the fact {fact.Name}");
    }

    /// <summary>The actor that all parts share; where the file names one, that of one part is who the others mean by theirs.</summary>
    private static string? Attribution(MetricCatalogueFile file, List<Metric> parts)
    {
        var actors = parts.Select(part => part.Attribution).Distinct().ToList();
        if (file.Scalar("attribution") is not { } word) return actors is [var only] ? only : null;
        if (parts.Find(part => part.Attribution is null) is { } without) throw file.Error(word, $"The part '{without.Id}' has no people.");
        return actors.Contains(word.Value) ? word.Value : throw Unknown(file, word, $"actor", actors.OfType<string>(), $" in the parts");
    }

    private static List<Clock> Clocks(MetricCatalogueFile file, MetricUnit unit, FactTable fact, Scalar measureText, Node measure)
    {
        var clocks = file.List("clocks").Select(word => Word<Clock>(file, word, $"clock")).ToList();
        if (unit != MetricUnit.Duration) return clocks.Count == 0 ? [] : throw file.Error(file.Find("clocks")!.Key, $"Only durations have a clock.");
        var arguments = measure.Walk().OfType<AggregateNode>().Select(aggregate => aggregate.Argument).OfType<Node>();
        foreach (var node in arguments.SelectMany(argument => argument.Walk()))
            if (ClockFault(node, fact, clocks.Contains(Clock.Business)) is { } fault) throw file.Error(measureText, fault);
        return clocks.Count == 0 ? [Clock.Calendar] : clocks;
    }

    /// <summary>What keeps a measured duration from its clocks: it names one clock's column, or has no business twin.</summary>
    private static ExpressionException? ClockFault(Node node, FactTable fact, bool isBusiness)
    {
        if (node is AgeNode && isBusiness) return new ExpressionException(node.Position, $"An age has no business time: leave 'business' out of 'clocks'.");
        if (node is not ColumnNode word || fact.Find(word.Name) is not { } column) return null;
        if (column.Role == ColumnRole.BusinessSeconds)
        {
            var calendar = column.Name.Replace("business_seconds", "seconds", StringComparison.Ordinal);
            return new ExpressionException(node.Position, $"A measure names the calendar's column, '{calendar}'; 'clocks' says on which clocks it can be asked for.", calendar);
        }

        return isBusiness && ValueKinds.Of(column) == ValueKind.Duration && column.Role != ColumnRole.Seconds
            ? new ExpressionException(node.Position, $"'{column.Name}' has no business time: leave 'business' out of 'clocks'.")
            : null;
    }

    private static Node? MaturesAfter(MetricCatalogueFile file, IReadOnlyList<MetricParameter> parameters, Dating dating)
    {
        if (file.Scalar("matures_after") is not { } text) return null;
        if (dating is not Dating.At) throw file.Error(text, $"Only a KPI that is dated by one anchor has rows that mature.");
        return Expression(file, text, () => ExpressionParser.Formula(text.Value)) switch
        {
            NumberNode { IsDuration: true } duration => duration,
            ParameterNode node when parameters.FirstOrDefault(parameter => parameter.Name == node.Name) is not { } parameter =>
                throw file.Error(text, ExpressionException.Unknown(0, $"parameter", $"${node.Name}", parameters.Select(known => $"${known.Name}"))),
            ParameterNode node when parameters.First(parameter => parameter.Name == node.Name).IsDuration => node,
            _ => throw file.Error(text, $"A duration such as 72h, or a parameter that is one, is expected."),
        };
    }

    private static string? NotPooled(MetricCatalogueFile file, FactTable fact)
    {
        if (file.Scalar("not_pooled") is not { } word) return null;
        return fact.Find(word.Value) is not null ? word.Value
            : throw Unknown(file, word, $"column", fact.Columns.Select(column => column.Name), $" in the fact {fact.Name}");
    }

    private static PeriodRule Periods(MetricCatalogueFile file, bool isGrouped)
    {
        var rule = file.Scalar("periods") is { } word ? Word<PeriodRule>(file, word, $"rule for periods") : PeriodRule.Any;
        return isGrouped && rule == PeriodRule.Any ? PeriodRule.WholeMonths : rule;
    }

    private static MetricParameter Parameter(MetricCatalogueFile file, Scalar name, Scalar value)
    {
        var quantity = Expression(file, value, () => Quantity.Parse(value.Value));
        return new MetricParameter(name.Value, quantity.Value, quantity.IsDuration);
    }

    private static double? Target(MetricCatalogueFile file, MetricUnit unit)
    {
        if (file.Scalar("target") is not { } text) return null;
        var quantity = Expression(file, text, () => Quantity.Parse(text.Value));
        if (quantity.IsDuration != (unit == MetricUnit.Duration))
            throw file.Error(text, unit == MetricUnit.Duration ? (Sentence)$"The target of a duration has a unit: {Quantity.KnownUnits}." : $"The target is a plain number; a rate's is a fraction, such as 0.9.");
        return quantity.Value;
    }

    private static int? Whole(MetricCatalogueFile file, string key)
    {
        if (file.Scalar(key) is not { } text) return null;
        return int.TryParse(text.Value, System.Globalization.CultureInfo.InvariantCulture, out var value) && value > 0 ? value
            : throw file.Error(text, $"'{key}' is a whole number from 1.");
    }

    private static T Word<T>(MetricCatalogueFile file, Scalar word, Sentence what) where T : struct, Enum
    {
        var known = Enum.GetNames<T>().Select(FactTable.NameOf).ToList();
        var index = known.IndexOf(word.Value);
        return index >= 0 ? Enum.GetValues<T>()[index] : throw Unknown(file, word, what, known);
    }

    /// <summary>One text, or one for each language: <c>{en: VIP wait, nl: Wachttijd}</c>.</summary>
    private static Dictionary<string, string> ByLanguage(MetricCatalogueFile file, string key)
    {
        if (file.Find(key) is not { } entry) return [];
        if (entry.Pairs is null) return new Dictionary<string, string> { [Metric.Standard] = file.Scalar(key)!.Value };
        var texts = new Dictionary<string, string>();
        foreach (var (language, text) in file.Pairs(key))
            if (!texts.TryAdd(language.Value, text.Value)) throw file.Error(language, $"'{key}' is there twice in '{language.Value}'.");
        return texts;
    }

    private static List<string> Texts(MetricCatalogueFile file, string key) => [.. file.List(key).Select(item => item.Value)];

    private static Scalar Required(MetricCatalogueFile file, string key) =>
        file.Scalar(key) ?? throw file.Error(YamlDotNet.Core.Mark.Empty, $"The key '{key}' is missing.");

    private static UsageException Unknown(MetricCatalogueFile file, Scalar word, Sentence what, IEnumerable<string> known, Sentence? where = null) =>
        file.Error(word, ExpressionException.Unknown(0, what, word.Value, known, where));
}
