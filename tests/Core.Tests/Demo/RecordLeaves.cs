using System.Collections;
using System.Globalization;
using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Core.Tests.Demo;

/// <summary>Every single value in a record, with the way to it: what a test can look through without knowing the kind.</summary>
internal static class RecordLeaves
{
    public static IEnumerable<(string Name, object Value)> Of(SourceRecord record) => Of(record.GetType().Name, record);

    /// <summary>The record as a text; equal records have equal texts.</summary>
    public static string Text(SourceRecord record) =>
        string.Join('\n', Of(record).Select(leaf => string.Create(CultureInfo.InvariantCulture, $"{leaf.Name}={leaf.Value}")));

    private static IEnumerable<(string Name, object Value)> Of(string name, object? value) => value switch
    {
        null => [],
        string or Instant or LocalDate or Enum or IConvertible => [(name, value)],
        IEnumerable list => list.Cast<object>().SelectMany((one, place) => Of($"{name}[{place}]", one)),
        _ => value.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0)
            .SelectMany(property => Of($"{name}.{property.Name}", property.GetValue(value))),
    };
}
