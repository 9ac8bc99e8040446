using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Deskmeter.Helpdesk;
using Deskmeter.Records;

namespace Deskmeter.Connectors.Forms;

/// <summary>The fields of a record, or of a part of one, as its type declares them; made once.</summary>
internal sealed class ObjectForm
{
    private static readonly ConcurrentDictionary<Type, ObjectForm> Forms = [];
    private readonly Func<object?[], object> _build;
    private readonly object?[] _blank;

    private ObjectForm(Type type)
    {
        Type = type;
        var constructor = type.GetConstructors().MaxBy(candidate => candidate.GetParameters().Length)!;
        var parameters = constructor.GetParameters();
        var standard = constructor.Invoke([.. parameters.Select(Standard)]);
        var properties = InOrder(type, parameters);
        Fields = [.. properties.Select((property, slot) => new FieldForm(property, slot, IsRequired(property, parameters), property.GetValue(standard)))];
        Names = new FieldNames([.. Fields.Select(field => field.Name)]);
        // What must be said has no standard: only so is it seen that nobody said it.
        _blank = [.. Fields.Select(field => field.IsRequired ? null : field.Standard)];
        _build = Compiled(constructor);
    }

    public Type Type { get; }

    public IReadOnlyList<FieldForm> Fields { get; }

    public FieldNames Names { get; }

    public static ObjectForm Of(Type type) => Forms.GetOrAdd(type, static made => new ObjectForm(made));

    /// <summary>Such an object, in words: <c>an order</c>, <c>a call leg</c>.</summary>
    public Sentence What
    {
        get
        {
            var words = JsonNamingPolicy.SnakeCaseLower.ConvertName(Type.Name).Replace('_', ' ');
            return Sentence.Word("aeiou".Contains(words[0], StringComparison.Ordinal) ? $"an {words}" : $"a {words}");
        }
    }

    public FieldForm this[string name] => Fields[Array.IndexOf(Names.All, name)];

    /// <summary>The field that stands in for a key that is not given: what tells the parts of one record apart.</summary>
    public FieldForm? KeyField => Fields.Skip(1).FirstOrDefault(other => other.IsRequired && Fields[0].Name == "key");

    /// <summary>The values of an object of which nothing is said.</summary>
    public object?[] Blank() => (object?[])_blank.Clone();

    /// <summary>The object of these values, one of each field.</summary>
    public object Build(object?[] values) => _build(values);

    private static PropertyInfo[] InOrder(Type type, ParameterInfo[] parameters)
    {
        int Place(PropertyInfo property)
        {
            var parameter = Array.FindIndex(parameters, parameter => parameter.Name == property.Name);
            return parameter >= 0 ? parameter : property.DeclaringType == type ? 200 : 100;
        }

        return [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite)
            .OrderBy(Place).ThenBy(property => property.MetadataToken)];
    }

    // A source and an id may be given by the import; a key by the part's own field.
    private static bool IsRequired(PropertyInfo property, ParameterInfo[] parameters) =>
        property.Name is not (nameof(SourceRecord.Source) or nameof(SourceRecord.Id) or nameof(IRecordPart.Key))
        && (property.IsDefined(typeof(RequiredMemberAttribute)) || parameters.Any(parameter => parameter.Name == property.Name && !MayBeNull(parameter)));

    private static bool MayBeNull(ParameterInfo parameter) =>
        parameter.HasDefaultValue || Nullable.GetUnderlyingType(parameter.ParameterType) is not null;

    private static object? Standard(ParameterInfo parameter) =>
        parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null;

    private Func<object?[], object> Compiled(ConstructorInfo constructor)
    {
        var values = Expression.Parameter(typeof(object?[]), "values");
        var parameters = constructor.GetParameters();
        var given = parameters.Select(parameter => Value(Fields.Single(field => field.Property.Name == parameter.Name)));
        var others = Fields.Where(field => parameters.All(parameter => parameter.Name != field.Property.Name));
        var made = Expression.MemberInit(Expression.New(constructor, given), others.Select(field => Expression.Bind(field.Property, Value(field))));
        return Expression.Lambda<Func<object?[], object>>(made, values).Compile();

        Expression Value(FieldForm field) =>
            Expression.Convert(Expression.ArrayIndex(values, Expression.Constant(field.Slot)), field.Property.PropertyType);
    }
}
