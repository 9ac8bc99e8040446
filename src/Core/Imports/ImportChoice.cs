namespace Deskmeter.Imports;

/// <summary>How a table is to be read, as guessed and as somebody corrected it.</summary>
/// <param name="Import">What it holds: <c>tickets</c>, <c>calls</c>.</param>
/// <param name="Fields">What the columns mean, by their places in the header; those left out are not read.</param>
public sealed record ImportChoice(string Import, IReadOnlyDictionary<int, string> Fields)
{
    /// <summary>The source's name in the records; null: the import's own.</summary>
    public string? Source { get; init; }

    /// <summary>How times are written; null: ISO 8601.</summary>
    public string? TimeFormat { get; init; }

    /// <summary>The zone of times that state none; null: the workspace's.</summary>
    public string? Zone { get; init; }

    public string Encoding { get; init; } = "utf-8";

    /// <summary>Our words for the file's words, of columns that take only ours; by column and word.</summary>
    public IReadOnlyDictionary<(int Column, string Word), string> Words { get; init; } = new Dictionary<(int, string), string>();

    /// <summary>Columns that this kind needs and none was said to be.</summary>
    public IEnumerable<string> Missing() => ImportTarget.Find(Import).Fields.Where(field => field.IsNeeded && !Fields.Values.Contains(field.Name) && !IsStoodFor(field.Name)).Select(field => field.Name);

    /// <summary>A cost's month or day stands for both its dates.</summary>
    private bool IsStoodFor(string name) => name is "from_on" or "until_on" && (Fields.Values.Contains("month") || Fields.Values.Contains("day"));
}
