using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Deskmeter.Helpdesk;

namespace Deskmeter.Core.Tests.Connectors;

/// <summary>The sentences that stand above types and their properties, as plain text.</summary>
internal static partial class TypeSentences
{
    private static readonly Dictionary<string, XElement> Members =
        XDocument.Load(System.IO.Path.ChangeExtension(typeof(Ticket).Assembly.Location, "xml")).Descendants("member")
            .ToDictionary(member => member.Attribute("name")!.Value);

    /// <summary>What is said of a type; null when nothing is.</summary>
    public static string? Of(Type type) => Text(Members.GetValueOrDefault($"T:{type.FullName}")?.Element("summary"));

    /// <summary>What is said of a property or of the parameter that it comes from; null when nothing is.</summary>
    public static string? Of(PropertyInfo property)
    {
        for (var type = property.ReflectedType; type is not null; type = type.BaseType)
        {
            if (Text(Members.GetValueOrDefault($"P:{type.FullName}.{property.Name}")?.Element("summary")) is { } summary) return summary;
            var parameters = Members.GetValueOrDefault($"T:{type.FullName}")?.Elements("param") ?? [];
            if (Text(parameters.FirstOrDefault(parameter => parameter.Attribute("name")?.Value == property.Name)) is { } text) return text;
        }

        return null;
    }

    private static string? Text(XElement? element)
    {
        if (element is null) return null;
        var text = new StringBuilder();
        foreach (var node in element.DescendantNodes())
        {
            if (node is XText plain) text.Append(plain.Value);
            else if (node is XElement { Name.LocalName: "see" or "paramref" } reference) text.Append(Name(reference));
        }

        return Spaces().Replace(text.ToString(), " ").Trim();
    }

    private static string Name(XElement reference)
    {
        var name = (reference.Attribute("cref") ?? reference.Attribute("name"))!.Value.Split('.', ':')[^1];
        return JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
