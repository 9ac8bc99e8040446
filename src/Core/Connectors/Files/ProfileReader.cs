using YamlDotNet.RepresentationModel;

namespace Deskmeter.Connectors.Files;

/// <summary>Reads the attributes of a ticket in a mapping.</summary>
internal static class ProfileReader
{
    /// <summary>The plain attributes, by their key in a mapping.</summary>
    public static readonly IReadOnlyList<string> Plain =
    [
        "created_at", "customer", "subject", "channel", "brand", "kind", "priority", "language", "country", "location", "product",
        "topic", "segment", "returning", "tags", "has_messages", "fcr_by_agent", "fcr_by_customer", "fcr_by_source",
    ];

    public static MappedProfile Read(YamlBlock block)
    {
        var values = new ValueReader(block);
        var profile = new MappedProfile(block.Line)
        {
            Values = values.Named([], Plain),
            OpenedBy = values.Actor("opened_by"),
            Resolved = Stated(block, "resolved"),
            Closed = Stated(block, "closed"),
            Sla = [.. block.FindList("sla").Select(node => Sla(block.Block(node, "an SLA of the profile")))],
            Fields = [.. Fields(block)],
        };
        block.RefuseOthers();
        return profile;
    }

    private static MappedStated? Stated(YamlBlock owner, string key)
    {
        if (owner.Find(key) is not { } node) return null;
        if (node is YamlScalarNode or YamlSequenceNode) return new MappedStated(new ValueReader(owner).Require(key), null);
        var block = owner.Block(node, $"'{key}'");
        var values = new ValueReader(block);
        var stated = new MappedStated(values.Require("at"), values.Actor("by"));
        block.RefuseOthers();
        return stated;
    }

    private static MappedStatedSla Sla(YamlBlock block)
    {
        var values = new ValueReader(block);
        var sla = new MappedStatedSla(values.Require("metric"), values.Require("met"), values.Find("minutes"), values.Find("clock"));
        block.RefuseOthers();
        return sla;
    }

    private static IEnumerable<MappedField> Fields(YamlBlock owner)
    {
        if (owner.Find("fields") is not { } node) yield break;
        var block = owner.Block(node, "'fields'");
        var values = new ValueReader(block);
        foreach (var (name, value) in block.Entries)
        {
            var isSlice = value is YamlMappingNode && block.Block(value, $"field '{name}'").FindFlag("slice");
            yield return new MappedField(name, values.Field(name), isSlice);
        }
    }
}
