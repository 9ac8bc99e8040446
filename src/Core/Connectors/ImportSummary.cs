using Deskmeter.Helpdesk;

namespace Deskmeter.Connectors;

/// <summary>What an import took, what it left out and why.</summary>
public sealed record ImportSummary
{
    /// <summary>The name of the source in the records.</summary>
    public required string Source { get; init; }

    /// <summary>Rows read, of every file; headers not.</summary>
    public long Rows { get; init; }

    /// <summary>What became of each kind of record that the import can bring.</summary>
    public required IReadOnlyList<ImportedKind> Kinds { get; init; }

    /// <summary>Records that the store did not know.</summary>
    public long Created => Kinds.Sum(kind => kind.Created);

    /// <summary>Records of which the store learned more; one whose rows lie far apart can count more than once.</summary>
    public long Changed => Kinds.Sum(kind => kind.Changed);

    /// <summary>Records of which the store knew everything.</summary>
    public long Unchanged => Kinds.Sum(kind => kind.Unchanged);

    /// <summary>Records that are older than what is kept (the setting <c>retention</c>), by kind: they were not taken, and are in no other number.</summary>
    public IReadOnlyDictionary<RecordKind, long> PastRetention { get; init; } = new Dictionary<RecordKind, long>();

    /// <summary>Nothing was written, as was asked for.</summary>
    public bool IsDry { get; init; }

    /// <summary>Rows that could not be read and were kept aside.</summary>
    public long SetAside => Reasons.Sum(reason => reason.Count);

    /// <summary>Why rows were kept aside, the most frequent first.</summary>
    public IReadOnlyList<ImportFinding> Reasons { get; init; } = [];

    /// <summary>What was read with a doubt, the most frequent first.</summary>
    public IReadOnlyList<ImportFinding> Warnings { get; init; } = [];

    /// <summary>Files that are damaged or cut off; empty: everything was read.</summary>
    public IReadOnlyList<Sentence> Damages { get; init; } = [];

    /// <summary>The calendars that the source defines.</summary>
    public IReadOnlyList<BusinessCalendar> Calendars { get; init; } = [];

    /// <summary>The custom fields that are slices.</summary>
    public IReadOnlyList<string> Slices { get; init; } = [];

    /// <summary>From the first byte to the last commit.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Time spent reading and understanding the files; it runs beside the merging.</summary>
    public TimeSpan Reading { get; init; }

    /// <summary>Time spent merging into the store.</summary>
    public TimeSpan Merging { get; init; }
}

/// <summary>What became of the records of one kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Created">The store did not know them.</param>
/// <param name="Changed">The store learned more of them.</param>
/// <param name="Unchanged">The store knew all of it.</param>
public sealed record ImportedKind(RecordKind Kind, long Created, long Changed, long Unchanged)
{
    /// <summary>What several of them are called: <c>calls</c>, <c>article views</c>.</summary>
    public string Name => RecordKind.All.Count(other => other.Import == Kind.Import) == 1 ? Kind.Import
        : $"{Kind.Word.Replace('_', ' ')}{(Kind.Word.EndsWith("ch", StringComparison.Ordinal) ? "es" : "s")}";
}

/// <summary>Something that was found, in rows.</summary>
/// <param name="Message">What; quoted words are those of the first place.</param>
/// <param name="File">The first place.</param>
/// <param name="Line">The first place.</param>
/// <param name="Count">In how many rows.</param>
public sealed record ImportFinding(Sentence Message, string File, long Line, long Count);
