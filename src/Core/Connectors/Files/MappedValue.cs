using System.Text.RegularExpressions;

namespace Deskmeter.Connectors.Files;

/// <summary>What becomes of a word that the mapping does not know.</summary>
public enum UnknownWord
{
    /// <summary>It stays as it is.</summary>
    Keep,

    /// <summary>The value is unknown.</summary>
    Unknown,

    /// <summary>The value is unknown, and a warning says so.</summary>
    Warn,

    /// <summary>The row is set aside.</summary>
    Aside,
}

/// <summary>Where a value comes from.</summary>
public abstract record MappedValue(long Line)
{
    /// <summary>The column may be missing, and the cell empty.</summary>
    public bool IsOptional => this switch
    {
        Cell cell => cell.MayBeMissing,
        First first => first.Values.All(value => value.IsOptional),
        _ => false,
    };

    /// <summary>What messages call it: its (first) column.</summary>
    public string Name => this switch
    {
        Cell cell => cell.Column,
        First first => first.Values[0].Name,
        _ => "The mapping's word",
    };

    /// <summary>The cells it is made of, those of what stands in for it included.</summary>
    public IEnumerable<Cell> Cells => this switch
    {
        Cell { Fallback: { } fallback } cell => [cell, .. fallback.Cells],
        Cell cell => [cell],
        First first => first.Values.SelectMany(value => value.Cells),
        _ => [],
    };

    /// <summary>Always the same: written <c>=word</c>.</summary>
    public sealed record Constant(long Line, string Text) : MappedValue(Line);

    /// <summary>The first of some values that says something; columns that the file lacks say nothing.</summary>
    public sealed record First(long Line, IReadOnlyList<MappedValue> Values) : MappedValue(Line);

    /// <summary>A column, and what is made of its cell.</summary>
    public sealed record Cell(long Line, string Column) : MappedValue(Line)
    {
        /// <summary>The column may be missing.</summary>
        public bool MayBeMissing { get; init; }

        /// <summary>Takes what the first group of this expression matches.</summary>
        public Regex? Match { get; init; }

        /// <summary>Takes this property of the JSON object in the cell.</summary>
        public string? Json { get; init; }

        /// <summary>Takes a column of the row of another file whose key is this value.</summary>
        public (string File, string Column)? Find { get; init; }

        /// <summary>Words of the source to words of ours; null: unknown.</summary>
        public IReadOnlyDictionary<string, string?>? Map { get; init; }

        /// <summary>Null: as fits the value (texts stay, our own words give a warning).</summary>
        public UnknownWord? Otherwise { get; init; }

        /// <summary>What takes the place of a cell from which nothing can be made.</summary>
        public MappedValue? Fallback { get; init; }

        /// <summary>The separator of a list; <c>json</c> for a JSON array.</summary>
        public string? Split { get; init; }
        public MappedTimes? Times { get; init; }
    }
}
