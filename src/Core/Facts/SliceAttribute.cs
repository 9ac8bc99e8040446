namespace Deskmeter.Facts;

/// <summary>The property is a slice: every query can break down and filter by it, under its column's name.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SliceAttribute : Attribute;

/// <summary>The record is a fact: one row of a wide table of this name.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FactTableAttribute(string name, FactUnit unit) : Attribute
{
    public string Name { get; } = name;

    public FactUnit Unit { get; } = unit;
}

/// <summary>What facts are built from, and replaced, together.</summary>
public enum FactUnit
{
    /// <summary>A ticket with its merged children; its key is <c>source/id</c>.</summary>
    Conversation,

    /// <summary>All that one customer did, under every word they are known by; its key is the first of these words.</summary>
    Customer,

    /// <summary>One agent on one local day; its key is <c>agent/2024-01-31</c>.</summary>
    AgentDay,

    /// <summary>One record that nothing else belongs to; its key is <c>kind/source/id</c>.</summary>
    Record,
}
