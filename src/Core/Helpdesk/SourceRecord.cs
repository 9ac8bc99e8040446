namespace Deskmeter.Helpdesk;

/// <summary>One thing that a source told us of.</summary>
/// <param name="Source">The name of the source, such as <c>servicenow</c>; an id is unique within it and the kind of record. Left out in a file: the source named at the import.</param>
/// <param name="Id">The source's own id.</param>
public abstract record SourceRecord(string Source, string Id);

/// <summary>
/// A record that its source states whole. For one id the higher version wins, then the one that says more, then the larger content
/// hash; lists of parts are united part by part under the same rule, so the order and the repetition of arrival do not matter.
/// </summary>
public abstract record StatedRecord(string Source, string Id) : SourceRecord(Source, Id)
{
    /// <summary>Grows with every change at the source (a modification count, or the seconds of its last update).</summary>
    public long Version { get; init; }

    /// <summary>The source says that it is gone: it counts in no figure, and stays known so that it does not come back.</summary>
    public bool IsDeleted { get; init; }
}

/// <summary>One of several parts of a record, such as a leg of a call. For one key the higher version wins, then the one that says more.</summary>
public interface IRecordPart
{
    /// <summary>Unique within the record's list.</summary>
    string Key { get; }

    /// <summary>Grows when the source corrects the part.</summary>
    long Version { get; }
}

/// <summary>The record is one of this kind: its word in data, commands and file names.</summary>
/// <param name="word">One of them, such as <c>call</c>.</param>
/// <param name="import">What an import of them is called, such as <c>calls</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RecordKindAttribute(string word, string import) : Attribute
{
    public string Word { get; } = word;

    public string Import { get; } = import;
}

/// <summary>What a record is about besides itself: the dimensions of a ticket that other records can state too.</summary>
public interface IStatedSlices
{
    string? Channel { get; }

    string? Brand { get; }

    string? Language { get; }

    string? Country { get; }

    string? Product { get; }

    string? Topic { get; }

    string? Segment { get; }
}
