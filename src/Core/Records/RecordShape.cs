using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace Deskmeter.Records;

/// <summary>
/// What is written of a record and what has to be there: whatever a record cannot be made without, always; all else only where it
/// differs from what the type says by itself.
/// </summary>
internal static class RecordShape
{
    // What tells a record from others stands first; a base type's names would come last.
    private static readonly string[] First = ["source", "id", "key", "version", "is_deleted"];

    public static void Apply(JsonTypeInfo shape)
    {
        if (shape.Kind != JsonTypeInfoKind.Object) return;
        var plain = Plain(shape.Type);
        foreach (var property in shape.Properties)
        {
            property.Order = Array.IndexOf(First, property.Name) is var place and >= 0 ? place - First.Length : 0;
            property.IsRequired |= property.AssociatedParameter is { IsNullable: false, HasDefaultValue: false };
            if (property.IsRequired) continue;
            var standard = property.Get!(plain);
            property.ShouldSerialize = standard is IReadOnlyCollection<object>
                ? static (_, value) => value is IReadOnlyCollection<object> { Count: > 0 }
                : (_, value) => value is not null && !value.Equals(standard);
        }
    }

    /// <summary>One of the type about which nothing was said.</summary>
    private static object Plain(Type type)
    {
        var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.Instance).Single();
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => parameter.DefaultValue is DBNull ? null : parameter.DefaultValue)]);
    }
}
