using System.Diagnostics.CodeAnalysis;

namespace Deskmeter.Helpdesk;

/// <summary>Names one record among all: <c>kind/source/id</c>.</summary>
public sealed record RecordKey(RecordKind Kind, string Source, string Id)
{
    public static RecordKey Of(SourceRecord record) => new(RecordKind.Of(record.GetType()), record.Source, record.Id);

    public static RecordKey Of<T>(string source, string id) where T : SourceRecord => new(RecordKind.Of(typeof(T)), source, id);

    /// <summary>Reads a key as <see cref="ToString"/> writes it; false for any other text.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out RecordKey? key)
    {
        key = text.Split('/', 3) is [var word, var source, var id] && RecordKind.All.FirstOrDefault(kind => kind.Word == word) is { } kind
            ? new RecordKey(kind, source, id)
            : null;
        return key is not null;
    }

    public override string ToString() => $"{Kind.Word}/{Source}/{Id}";
}
