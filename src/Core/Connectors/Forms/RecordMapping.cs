using System.Text;
using Deskmeter.Connectors.Files;

namespace Deskmeter.Connectors.Forms;

/// <summary>How tables of one import are read: by the columns' own names, and as a mapping file says.</summary>
/// <param name="Name">The mapping file's name; null: there is none.</param>
/// <param name="Import">What is imported, such as <c>calls</c>.</param>
internal sealed record RecordMapping(string? Name, string Import)
{
    /// <summary>The name of the source in the records; null: the import's.</summary>
    public string? Source { get; init; }

    public MappedTimes Times { get; init; } = new(["iso"], null);

    /// <summary>Cells that say nothing; an empty cell never does.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    /// <summary>Null: UTF-8, or what the byte order mark says.</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>Rows that are left out in silence.</summary>
    public IReadOnlyList<MappedCondition> Skip { get; init; } = [];

    /// <summary>Our columns that the table's own of these names do not fill, whatever stands in them.</summary>
    public IReadOnlyList<string> Unread { get; init; } = [];

    /// <summary>Where a column's values come from, when not from the column of its own name.</summary>
    public IReadOnlyDictionary<string, MappedValue> Columns { get; init; } = new Dictionary<string, MappedValue>();
}
