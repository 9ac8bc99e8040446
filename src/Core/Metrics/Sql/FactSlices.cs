using Deskmeter.Facts;
using Deskmeter.Store;

namespace Deskmeter.Metrics.Sql;

/// <summary>How the members of a slice are found in a row.</summary>
internal enum SliceKind
{
    Text,
    Boolean,

    /// <summary>A list: a row counts once in each of its values.</summary>
    List,

    /// <summary>The hour of the anchor, 0 to 23.</summary>
    Hour,

    /// <summary>The ISO day of the week of the anchor, 1 to 7.</summary>
    Weekday,

    /// <summary>Lists of filters: a row counts once in each that it passes.</summary>
    Selection,
}

/// <summary>A slice of one KPI's fact.</summary>
/// <param name="Word">Its name in questions.</param>
/// <param name="Column">The column; null for those made of the anchor.</param>
internal sealed record FactSlice(string Word, string? Column, SliceKind Kind)
{
    /// <summary>Names one person.</summary>
    public bool IsPerson { get; init; }

    /// <summary>Of <see cref="SliceKind.Selection"/>, each with the slices of this fact that its filters mean.</summary>
    public IReadOnlyList<IReadOnlyList<(Filter Filter, FactSlice Slice)>> Selections { get; init; } = [];

    /// <summary>What tells it from other slices of the fact.</summary>
    public string Key => Kind == SliceKind.Selection
        ? $"{Word} {string.Join(';', Selections.Select(filters => string.Join(',', filters.Select(pair => pair.Slice.Key))))}"
        : Column ?? Word;
}

/// <summary>Which slices a KPI over a fact has, and what their words mean there.</summary>
internal static class FactSlices
{
    /// <summary>The slices of a KPI over <paramref name="fact"/>: the fact's own, its actors, and what the anchor gives.</summary>
    public static IReadOnlyList<FactSlice> Of(Metric metric, FactTable fact)
    {
        var slices = new List<FactSlice>();
        if (metric.Attribution is { } actor)
        {
            slices.Add(new FactSlice("agent", $"{actor}_id", SliceKind.Text) { IsPerson = true });
            slices.Add(new FactSlice("team", $"{actor}_team", SliceKind.Text));
        }

        slices.AddRange(fact.Columns.Select(Of).OfType<FactSlice>());
        if (metric.DatedBy is Dating.At at && fact.Find($"{at.Anchor}_at") is { IsLocalDate: false }) slices.AddRange([new("weekday", null, SliceKind.Weekday), new("hour", null, SliceKind.Hour)]);
        return [.. slices.DistinctBy(slice => slice.Word)];
    }

    /// <summary>The slice of this name.</summary>
    /// <exception cref="UsageException">The fact has none; <paramref name="asked"/> is the KPI in whose name it was asked for.</exception>
    public static FactSlice Find(Metric metric, FactTable fact, string word, string asked, string field)
    {
        var known = Of(metric, fact);
        if (known.FirstOrDefault(slice => slice.Word == word) is { } slice) return slice;
        var error = Nearest.Unknown($"slice", word, known.Select(slice => slice.Word), field);
        Sentence part = asked == metric.Id ? (Sentence)$"'{asked}' (fact {fact.Name})" : $"'{asked}', by its part '{metric.Id}' (fact {fact.Name})";
        var hint = Nearest.Hint(error.Near, [.. known.Select(slice => slice.Word)]);
        throw new UsageException($"{part} has no slice '{word}'.{hint}", field, error.Near);
    }

    private static FactSlice? Of(FactColumn column) => column.Role switch
    {
        ColumnRole.ActorId => new FactSlice(column.Of!, column.Name, SliceKind.Text) { IsPerson = true },
        ColumnRole.ActorTeam => new FactSlice($"{column.Of}_team", column.Name, SliceKind.Text),
        ColumnRole.Slice when column.Kind == ColumnKind.TextList => new FactSlice(column.Name.TrimEnd('s'), column.Name, SliceKind.List),
        ColumnRole.Slice when column.Kind == ColumnKind.Boolean => new FactSlice(column.Name, column.Name, SliceKind.Boolean),
        ColumnRole.Slice => new FactSlice(column.Name, column.Name, SliceKind.Text),
        ColumnRole.Plain when column.Name == "ticket_id" => new FactSlice("ticket", column.Name, SliceKind.Text),
        _ => null,
    };
}
