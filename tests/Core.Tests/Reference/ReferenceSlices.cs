using System.Globalization;
using Deskmeter.Helpdesk;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>The values of slices, of records that state them and of instants.</summary>
internal static class ReferenceSlices
{
    /// <summary>What a record says of itself.</summary>
    public static IReadOnlyList<string?> Of(IStatedSlices record, string slice) => slice switch
    {
        "channel" => [record.Channel],
        "brand" => [record.Brand],
        "language" => [record.Language],
        "country" => [record.Country],
        "product" => [record.Product],
        "topic" => [record.Topic],
        "segment" => [record.Segment],
        "type" or "priority" or "location" or "tag" or "calendar" or "is_returning" => [null],
        _ => throw new ArgumentException($"Nobody says what the slice '{slice}' is.", nameof(slice)),
    };

    /// <summary>The hour or the weekday of a second; null for any other slice.</summary>
    public static string? OfTime(ReferenceShop shop, long at, string slice) => slice switch
    {
        "hour" => shop.Local(at).Hour.ToString(CultureInfo.InvariantCulture),
        "weekday" => ((int)shop.Local(at).DayOfWeek).ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary><c>AbandonedQueue</c> is abandoned_queue.</summary>
    public static string Word<TEnum>(TEnum value) where TEnum : struct, Enum =>
        string.Concat(value.ToString().Select((letter, place) =>
            char.IsUpper(letter) ? $"{(place > 0 ? "_" : "")}{char.ToLowerInvariant(letter)}" : $"{letter}"));

    public static string? Word(bool? value) => value is { } known ? known ? "true" : "false" : null;
}
