using Deskmeter.Helpdesk;

namespace Deskmeter.Facts;

/// <summary>The words of enumerations in facts, made once.</summary>
internal static class Words
{
    private static readonly string[] ActorClasses = Of<ActorClass>();
    private static readonly string[] Vias = Of<ResolveVia>();
    private static readonly string[] Metrics = Of<SlaMetric>();
    private static readonly string[] Clocks = Of<SlaClock>();
    private static readonly string[] Removals = Of<RemovalReason>();

    public static string Of(ActorClass value) => ActorClasses[(int)value];

    public static string Of(ResolveVia value) => Vias[(int)value];

    public static string Of(SlaMetric value) => Metrics[(int)value];

    public static string Of(SlaClock value) => Clocks[(int)value];

    public static string Of(RemovalReason value) => Removals[(int)value];

    private static string[] Of<TEnum>() where TEnum : struct, Enum => [.. Enum.GetNames<TEnum>().Select(FactTable.NameOf)];
}
