using System.Globalization;

namespace Deskmeter.Metrics.Sql;

/// <summary>Writes filters as conditions; their values are parameters.</summary>
internal static class FilterSql
{
    /// <summary>The condition of one filter. A null value means that the row has none; <c>!=</c> keeps rows without a value.</summary>
    public static string Write(Filter filter, FactSlice slice, AnchorSql? anchor, SqlParameters parameters)
    {
        var values = filter.Values.OfType<string>().ToList();
        var hasNull = filter.Values.Any(value => value is null);
        var isIn = values.Count == 0 ? null : In(filter, slice, values, anchor, parameters);
        var isNull = Null(slice);
        var condition = (isIn, hasNull) switch
        {
            (null, _) => isNull,
            (_, true) => $"({isIn} or {isNull})",
            _ => isIn,
        };
        if (!filter.IsNegated) return condition;
        return hasNull ? $"not {Group(condition)}" : $"({isNull} or not {Group(condition)})";
    }

    private static string Group(string condition) => condition.StartsWith('(') ? condition : $"({condition})";

    private static string Null(FactSlice slice) => slice.Kind switch
    {
        SliceKind.List => $"len(coalesce({SqlText.Name(slice.Column!)}, [])) = 0",
        SliceKind.Hour or SliceKind.Weekday => "false",
        _ => $"{SqlText.Name(slice.Column!)} is null",
    };

    private static string In(Filter filter, FactSlice slice, List<string> values, AnchorSql? anchor, SqlParameters parameters)
    {
        string Parameters() => string.Join(", ", values.Select(value => parameters.Add(value)));
        return slice.Kind switch
        {
            SliceKind.List => $"list_has_any({SqlText.Name(slice.Column!)}, [{Parameters()}])",
            SliceKind.Boolean => $"{SqlText.Name(slice.Column!)} in ({string.Join(", ", values.Select(value => Word(filter, value)))})",
            SliceKind.Hour => $"{anchor!.Hour} in ({Numbers(filter, values, 0, 23)})",
            SliceKind.Weekday => $"{anchor!.Weekday} in ({Numbers(filter, values, 1, 7)})",
            _ => $"{SqlText.Name(slice.Column!)} in ({Parameters()})",
        };
    }

    private static string Word(Filter filter, string value) => value is "true" or "false"
        ? value
        : throw new UsageException($"'{filter.Slice}' is true or false, not '{value}'.", "where", Nearest.To(value, ["true", "false"]));

    private static string Numbers(Filter filter, List<string> values, int low, int high) => string.Join(", ", values.Select(value =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high
            ? SqlText.Number(number)
            : throw new UsageException($"'{filter.Slice}' is a number from {low} to {high}, not '{value}'.", "where")));
}
