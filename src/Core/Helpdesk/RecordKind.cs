using System.Reflection;

namespace Deskmeter.Helpdesk;

/// <summary>A kind of record: its type, its word in data (<c>call</c>) and what an import of it is called (<c>calls</c>).</summary>
public sealed record RecordKind(Type Type, string Word, string Import)
{
    /// <summary>Every kind, tickets first.</summary>
    public static IReadOnlyList<RecordKind> All { get; } =
    [
        .. ((Type[])[
            typeof(Ticket), typeof(Call), typeof(Session), typeof(Survey), typeof(Article), typeof(ArticleView), typeof(ArticleVote),
            typeof(ArticleSearch), typeof(Customer), typeof(Order), typeof(Subscription), typeof(Cost), typeof(ExchangeRate), typeof(Person),
            typeof(Shift), typeof(Review)]).Select(Read),
    ];

    private static readonly Dictionary<Type, RecordKind> ByType = All.ToDictionary(kind => kind.Type);

    private static readonly Dictionary<string, RecordKind> ByWord = All.ToDictionary(kind => kind.Word, StringComparer.Ordinal);

    /// <summary>The kind of a type of record.</summary>
    public static RecordKind Of(Type type) => ByType[type];

    /// <summary>The kind of a word in data; null when there is none.</summary>
    public static RecordKind? Find(string word) => ByWord.GetValueOrDefault(word);

    private static RecordKind Read(Type type)
    {
        var kind = type.GetCustomAttribute<RecordKindAttribute>()!;
        return new RecordKind(type, kind.Word, kind.Import);
    }
}
