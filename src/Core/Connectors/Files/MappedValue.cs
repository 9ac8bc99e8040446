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
    /// <summary>Always the same: written <c>=word</c>.</summary>
    public sealed record Constant(long Line, string Text) : MappedValue(Line);

    /// <summary>The first of some columns that has something to say, and what is made of it.</summary>
    public sealed record Cell(long Line, IReadOnlyList<string> Columns) : MappedValue(Line)
    {
        /// <summary>The column may be missing, and the cell empty.</summary>
        public bool IsOptional { get; init; }

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

        /// <summary>What a word is replaced with that the map does not have.</summary>
        public MappedValue? Fallback { get; init; }

        /// <summary>The separator of a list; <c>json</c> for a JSON array.</summary>
        public string? Split { get; init; }
        public MappedTimes? Times { get; init; }
    }
}
