using System.Collections.ObjectModel;

namespace Deskmeter.Facts;

/// <summary>What every ticket-born fact can be sliced by: last known values, in the source's own words.</summary>
public sealed record TicketSlices
{
    /// <summary>The channel of the first contact.</summary>
    [Slice] public string? Channel { get; init; }
    [Slice] public string? Brand { get; init; }

    /// <summary>The kind of ticket.</summary>
    [Slice] public string? Type { get; init; }
    [Slice] public string? Priority { get; init; }
    [Slice] public string? Language { get; init; }
    [Slice] public string? Country { get; init; }
    [Slice] public string? Location { get; init; }
    [Slice] public string? Product { get; init; }
    [Slice] public string? Topic { get; init; }

    /// <summary>Sliced as <c>tag</c>: a row counts once in each of its tags.</summary>
    [Slice] public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The calendar that applied last.</summary>
    [Slice] public string? Calendar { get; init; }
    [Slice] public string? Segment { get; init; }
    [Slice] public bool? IsReturning { get; init; }

    /// <summary>Custom fields marked as slices; each is a column of its own.</summary>
    public IReadOnlyDictionary<string, string?> Custom { get; init; } = ReadOnlyDictionary<string, string?>.Empty;
}
