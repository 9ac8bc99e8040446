using System.Linq.Expressions;
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
        var create = Plain(shape.Type);
        var plain = create();
        foreach (var property in shape.Properties)
        {
            property.Order = Array.IndexOf(First, property.Name) is var place and >= 0 ? place - First.Length : 0;
            property.IsRequired |= property.AssociatedParameter is { IsNullable: false, HasDefaultValue: false };
            // Null is never written: the options say so, and sooner than we could.
            if (property.IsRequired || property.Get!(plain) is not { } standard) continue;
            property.ShouldSerialize = standard is IReadOnlyCollection<object>
                ? static (_, value) => value is IReadOnlyCollection<object> { Count: > 0 }
                : (_, value) => !standard.Equals(value);
        }

        // Without this, whatever the constructor does not take would be read twice: to look for what it takes, and again.
        shape.CreateObject = create;
    }

    /// <summary>Makes one of the type about which nothing is said yet.</summary>
    private static Func<object> Plain(Type type)
    {
        var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.Instance).Single();
        var nothing = constructor.GetParameters().Select(parameter => Expression.Default(parameter.ParameterType));
        return Expression.Lambda<Func<object>>(Expression.New(constructor, nothing)).Compile();
    }
}
