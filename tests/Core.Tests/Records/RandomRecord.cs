using System.Reflection;
using Deskmeter.Helpdesk;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Deskmeter.Core.Tests.Records;

/// <summary>Records of every kind, each property filled at random from a few values, so that pieces contradict each other.</summary>
internal static class RandomRecord
{
    private static readonly string[] Words = ["a", "b", "Ünïcode \"quoted\" \\ 𝄞", "{\"key\":1}", "line\nbreak", "A@b.example"];
    private static readonly decimal[] Numbers = [0, 1, 1.5m, 1.50m, 100, -0.001m];

    /// <summary>Every kind but tickets.</summary>
    public static IEnumerable<Type> Kinds => RecordKind.All.Select(kind => kind.Type).Where(type => type != typeof(Ticket));

    /// <summary>A record of any kind but a ticket.</summary>
    public static readonly Gen<StatedRecord> Any =
        from type in Gen.Elements(Kinds.ToArray())
        from seed in Gen.Choose(0, int.MaxValue)
        select Of(type, new Random(seed));

    /// <summary>Some pieces of one record: of the source s and the id 1.</summary>
    public static readonly Gen<StatedRecord[]> Pieces =
        from type in Gen.Elements(Kinds.ToArray())
        from count in Gen.Choose(1, 6)
        from seed in Gen.Choose(0, int.MaxValue)
        let random = new Random(seed)
        select Enumerable.Range(0, count).Select(_ => Of(type, random)).ToArray();

    public static StatedRecord Of(Type type, Random random) => (StatedRecord)Make(type, random);

    private static object Make(Type type, Random random)
    {
        var constructor = type.GetConstructors().Single();
        var made = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Value(parameter.Name!, parameter.ParameterType, false, random))]);
        var nullability = new NullabilityInfoContext();
        foreach (var property in type.GetProperties().Where(property => property.SetMethod is not null))
        {
            var mayBeNull = nullability.Create(property).WriteState == NullabilityState.Nullable;
            property.SetValue(made, Value(property.Name, property.PropertyType, mayBeNull, random));
        }

        return made;
    }

    private static object? Value(string name, Type type, bool mayBeNull, Random random)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return random.Next(2) == 0 ? null : Value(name, inner, false, random);
        if (mayBeNull && random.Next(2) == 0) return null;
        return name switch
        {
            "Source" => "s",
            "Id" => "1",
            "Key" => $"k{random.Next(3)}",
            "Version" => (long)random.Next(2),
            _ when type == typeof(string) => Words[random.Next(Words.Length)],
            _ when type == typeof(bool) => random.Next(2) == 0,
            _ when type == typeof(int) => random.Next(3),
            _ when type == typeof(long) => (long)random.Next(3),
            _ when type == typeof(decimal) => Numbers[random.Next(Numbers.Length)],
            _ when type == typeof(Instant) => Instant.FromUnixTimeSeconds(random.Next(3)).PlusTicks(random.Next(2)),
            _ when type == typeof(LocalDate) => new LocalDate(2024, 2, 28).PlusDays(random.Next(3)),
            _ when type.IsEnum => Enum.GetValues(type).GetValue(random.Next(Enum.GetValues(type).Length)),
            _ => Items(type.GetGenericArguments().Single(), random),
        };
    }

    private static Array Items(Type type, Random random)
    {
        var items = Array.CreateInstance(type, random.Next(4));
        for (var place = 0; place < items.Length; place++)
            items.SetValue(type == typeof(string) ? Words[random.Next(Words.Length)] : Make(type, random), place);
        return items;
    }
}
