namespace Deskmeter.Metrics.Expression;

/// <summary>What an argument of a formula's function is.</summary>
internal enum FormulaArgument
{
    /// <summary>One KPI by its id.</summary>
    Kpi,

    /// <summary>Any formula.</summary>
    Formula,

    /// <summary>The name of a slice.</summary>
    Slice,

    /// <summary>A whole number from 1, of weeks or months.</summary>
    Span,
}

/// <summary>The functions of formulas and what each takes.</summary>
internal static class FormulaFunctions
{
    public static readonly IReadOnlyDictionary<string, FormulaArgument[]> All = new Dictionary<string, FormulaArgument[]>
    {
        ["total"] = [FormulaArgument.Kpi],
        ["previous"] = [FormulaArgument.Kpi],
        ["at_start"] = [FormulaArgument.Kpi],
        ["baseline"] = [FormulaArgument.Kpi, FormulaArgument.Span],
        ["argmax"] = [FormulaArgument.Formula, FormulaArgument.Slice],
        ["spread"] = [FormulaArgument.Kpi, FormulaArgument.Slice, FormulaArgument.Slice],
        ["zscore"] = [FormulaArgument.Kpi, FormulaArgument.Span],
        ["allocated"] = [FormulaArgument.Kpi, FormulaArgument.Kpi, FormulaArgument.Slice],
        ["open_hours"] = [FormulaArgument.Slice],
        ["days"] = [],
        ["clamp"] = [FormulaArgument.Formula, FormulaArgument.Formula, FormulaArgument.Formula],
    };

    /// <summary>How a function is written, for errors.</summary>
    public static string Usage(string name) =>
        $"{name}({string.Join(", ", All[name].Select(argument => argument.ToString().ToLowerInvariant()))})";
}
