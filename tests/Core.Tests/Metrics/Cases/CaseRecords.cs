using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Deskmeter.Helpdesk;
using NodaTime;
using NodaTime.Text;
using YamlDotNet.RepresentationModel;

namespace Deskmeter.Core.Tests.Metrics.Cases;

/// <summary>
/// Reads a case's records other than tickets, one mapping each, by the names of their fields in data:
/// <c>orders: [{id: o1, customer: carl, paid_at: 2024-01-02 10:00, amount: 25.50}]</c>.
/// </summary>
internal static class CaseRecords
{
    private static readonly Dictionary<string, Type> Lists = new()
    {
        ["calls"] = typeof(Call),
        ["sessions"] = typeof(Session),
        ["surveys"] = typeof(Survey),
        ["articles"] = typeof(Article),
        ["article_views"] = typeof(ArticleView),
        ["article_votes"] = typeof(ArticleVote),
        ["article_searches"] = typeof(ArticleSearch),
        ["customers"] = typeof(Customer),
        ["orders"] = typeof(Order),
        ["subscriptions"] = typeof(Subscription),
        ["costs"] = typeof(Cost),
        ["rates"] = typeof(ExchangeRate),
        ["people"] = typeof(Person),
        ["shifts"] = typeof(Shift),
        ["reviews"] = typeof(Review),
    };

    /// <summary>The records of every list of a case but its expectations.</summary>
    public static IReadOnlyList<SourceRecord> Read(YamlMappingNode file) =>
    [
        .. file.Children.Where(pair => pair.Value is YamlSequenceNode && KpiCase.Text(pair.Key) != "expect").SelectMany(pair =>
        {
            var list = KpiCase.Text(pair.Key);
            var type = Lists.GetValueOrDefault(list) ?? throw new FormatException($"There is no list '{list}'; known: {string.Join(", ", Lists.Keys)}.");
            return ((YamlSequenceNode)pair.Value).Select((record, place) => (SourceRecord)Read((YamlMappingNode)record, type, $"{list}-{place + 1}"));
        }),
    ];

    /// <summary>A record, or a part of one. Without an id or key of its own it has <paramref name="id"/>.</summary>
    private static object Read(YamlMappingNode node, Type type, string id)
    {
        var given = node.Children.ToDictionary(pair => KpiCase.Text(pair.Key), pair => pair.Value);
        object? Argument(ParameterInfo parameter) =>
            given.Remove(NameOf(parameter.Name!), out var value) ? Value(value, parameter.ParameterType)
            : Nullable.GetUnderlyingType(parameter.ParameterType) is not null ? null
            : parameter.Name switch { "Source" => "case", "Id" or "Key" => id, _ => throw new FormatException($"{id} lacks '{NameOf(parameter.Name!)}'.") };
        var constructor = type.GetConstructors().Single();
        var made = constructor.Invoke([.. constructor.GetParameters().Select(Argument)]);
        foreach (var (name, value) in given)
        {
            var property = Array.Find(type.GetProperties(), property => NameOf(property.Name) == name)
                ?? throw new FormatException($"A {type.Name} has no '{name}'.");
            property.SetValue(made, Value(value, property.PropertyType));
        }

        return made;
    }

    private static object? Value(YamlNode node, Type type)
    {
        if (node is YamlSequenceNode list)
        {
            var item = type.GetGenericArguments()[0];
            var values = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
            foreach (var (child, place) in list.Select((child, place) => (child, place)))
                values.Add(child is YamlMappingNode part ? Read(part, item, $"{place + 1}") : Value(child, item));
            return values;
        }

        var text = KpiCase.Text(node);
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain switch
        {
            _ when text is "null" or "~" => null,
            { IsEnum: true } => Array.Find(Enum.GetValues(plain).Cast<object>().ToArray(), value => NameOf(value.ToString()!) == text)
                ?? throw new FormatException($"'{text}' is no {plain.Name}."),
            _ when plain == typeof(string) => text,
            _ when plain == typeof(Instant) => EventLine.When(text),
            _ when plain == typeof(LocalDate) => LocalDatePattern.Iso.Parse(text).Value,
            _ => Convert.ChangeType(text, plain, CultureInfo.InvariantCulture),
        };
    }

    private static string NameOf(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
