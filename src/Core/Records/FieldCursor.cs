using System.Text;

namespace Deskmeter.Records;

/// <summary>The names that an object may have.</summary>
internal sealed class FieldNames(params string[] names)
{
    public string[] All { get; } = names;

    public byte[][] Utf8 { get; } = [.. names.Select(Encoding.UTF8.GetBytes)];

    /// <summary>A set of names, one bit each.</summary>
    public ulong Set(params IEnumerable<string> members) =>
        members.Aggregate(0UL, (set, name) => set | 1UL << Array.IndexOf(All, name));

    /// <summary>The first name of a set that is not empty.</summary>
    public string First(ulong set) => All[System.Numerics.BitOperations.TrailingZeroCount(set)];
}

/// <summary>Where a reader stands in one object: names come in the order of their table more often than not.</summary>
internal ref struct FieldCursor(FieldNames names)
{
    private int _next;

    public FieldNames Names { get; } = names;

    /// <summary>The names seen so far with a value.</summary>
    public ulong Seen { get; set; }

    /// <summary>The place of the name the reader stands on; -1 when the object has no such name.</summary>
    public int Find(ref System.Text.Json.Utf8JsonReader reader)
    {
        var count = Names.Utf8.Length;
        for (var tried = 0; tried < count; tried++)
        {
            var place = _next + tried < count ? _next + tried : _next + tried - count;
            if (!reader.ValueTextEquals(Names.Utf8[place])) continue;
            _next = place + 1 < count ? place + 1 : 0;
            return place;
        }

        return -1;
    }
}
