using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Connectors.Forms;

/// <summary>
/// The ids of records whose source gives them none: made of what they say, so that the same row has the same id in every file. They
/// are kept in the records, so they never change.
/// </summary>
internal static class RecordNames
{
    private static readonly string[] NotSaid = ["source", "id", "version", "is_deleted"];
    private static readonly ConcurrentDictionary<ObjectForm, string[]> Said = [];

    /// <summary>Records of this kind may come without an id.</summary>
    public static bool AreGiven(RecordKind kind) =>
        kind.Type == typeof(ArticleView) || kind.Type == typeof(ArticleVote) || kind.Type == typeof(ArticleSearch)
        || kind.Type == typeof(Cost) || kind.Type == typeof(ExchangeRate) || kind.Type == typeof(Shift);

    /// <summary>Gives the values an id where they have none.</summary>
    public static void Give(RecordKind kind, ObjectForm form, object?[] values, Func<int?, string, Sentence, Exception> fault)
    {
        var id = form["id"].Slot;
        if (values[id] is not null) return;
        if (!AreGiven(kind)) throw fault(null, "id", $"is missing");
        object? Told(string field) => values[form[field].Slot];
        if (kind.Type == typeof(ExchangeRate))
        {
            var into = Told("into") is string other ? $"/{other}" : "";
            values[id] = $"{Told("currency")}{into} {RecordForm.TextOf(Told("on")!)}";
        }
        else if (kind.Type == typeof(Shift))
        {
            // A stretch that runs is told again when it has ended: it is the same stretch, and the longer word is the later one.
            values[id] = HashOf(form, values, ["agent", "kind", "from_at"]);
            var version = form["version"].Slot;
            if ((long)values[version]! == 0 && Told("until_at") is Instant until) values[version] = until.ToUnixTimeSeconds();
        }
        else
        {
            values[id] = HashOf(form, values, Said.GetOrAdd(form, static made => [.. made.Names.All.Except(NotSaid).Order(StringComparer.Ordinal)]));
        }
    }

    /// <summary>The first half of the SHA-256 of the fields that say something, by their names.</summary>
    private static string HashOf(ObjectForm form, object?[] values, string[] fields)
    {
        var said = new ArrayBufferWriter<byte>(256);
        foreach (var name in fields)
        {
            var field = form[name];
            if (values[field.Slot] is not { } value || value.Equals(field.Standard)) continue;
            Encoding.UTF8.GetBytes($"{name}\0{TextOf(field, value)}\0", said);
        }

        return Convert.ToHexStringLower(SHA256.HashData(said.WrittenSpan).AsSpan(0, 16));
    }

    private static string TextOf(FieldForm field, object value) => value switch
    {
        Enum word => field.Words[Convert.ToInt32(word, CultureInfo.InvariantCulture)],
        bool flag => flag ? "true" : "false",
        decimal or long or int => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        _ => RecordForm.TextOf(value),
    };
}
