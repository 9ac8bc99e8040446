using Deskmeter.Connectors;
using NodaTime;

namespace Deskmeter.Imports;

/// <summary>How an import ended, or that it runs.</summary>
public enum ImportState
{
    Running,
    Done,
    Failed,
    Cancelled,

    /// <summary>The process ended before the import did.</summary>
    Interrupted,
}

/// <summary>One import as it is remembered: what was read, when, and what it brought.</summary>
/// <param name="Id">Counted from 1.</param>
/// <param name="Format">What was imported: <c>calls</c>, <c>servicenow</c>, or the name of a mapping.</param>
/// <param name="Files">The names of the files or folders, without their folders.</param>
public sealed record ImportRun(long Id, Instant StartedAt, string Format, IReadOnlyList<string> Files)
{
    public ImportState State { get; init; } = ImportState.Running;

    /// <summary>Null while it runs, and of one that was interrupted.</summary>
    public Instant? EndedAt { get; init; }

    /// <summary>Everything was read and nothing written.</summary>
    public bool IsDry { get; init; }

    /// <summary>The id of the uploaded file that was read; null: it was named on the command line.</summary>
    public string? Upload { get; init; }

    public ImportOutcome Outcome { get; init; } = new();
}

/// <summary>What an import brought.</summary>
public sealed record ImportOutcome
{
    /// <summary>The most kinds of findings that are remembered; the rows themselves are all kept.</summary>
    public const int MostFindings = 50;

    /// <summary>The source's name in the records; null when it was not found out.</summary>
    public string? Source { get; init; }

    public long Rows { get; init; }

    public long SetAside { get; init; }

    public IReadOnlyList<KindOutcome> Kinds { get; init; } = [];

    /// <summary>Records that are older than what is kept, by the word of their kind: they were not taken.</summary>
    public IReadOnlyDictionary<string, long> PastRetention { get; init; } = new Dictionary<string, long>();

    public IReadOnlyList<ImportFinding> Reasons { get; init; } = [];

    public IReadOnlyList<ImportFinding> Warnings { get; init; } = [];

    public IReadOnlyList<Sentence> Damages { get; init; } = [];

    public double Seconds { get; init; }

    /// <summary>Why it failed.</summary>
    public Sentence? Error { get; init; }

    public static ImportOutcome Of(ImportSummary summary) => new()
    {
        Source = summary.Source,
        Rows = summary.Rows,
        SetAside = summary.SetAside,
        Kinds = [.. summary.Kinds.Select(KindOutcome.Of)],
        PastRetention = summary.PastRetention.ToDictionary(pair => pair.Key.Word, pair => pair.Value),
        Reasons = [.. summary.Reasons.Take(MostFindings)],
        Warnings = [.. summary.Warnings.Take(MostFindings)],
        Damages = summary.Damages,
        Seconds = summary.Elapsed.TotalSeconds,
    };

    /// <summary>Of an import that did not come to its end.</summary>
    /// <param name="soFar">What it had brought; null: nothing.</param>
    /// <param name="error">Why it ended; being stopped needs no word.</param>
    public static ImportOutcome Of(ImportSummary? soFar, Exception error) =>
        (soFar is null ? new ImportOutcome() : Of(soFar)) with { Error = error is OperationCanceledException ? null : Sentence.Of(error) };
}

/// <summary>What became of the records of one kind.</summary>
/// <param name="Kind">The kind's word in data.</param>
public sealed record KindOutcome(string Kind, long Created, long Changed, long Unchanged)
{
    public static KindOutcome Of(ImportedKind kind) => new(kind.Kind.Word, kind.Created, kind.Changed, kind.Unchanged);

    public long All => Created + Changed + Unchanged;
}
