using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Deskmeter.Records;

/// <summary>
/// Reads one JSON document, forward and once. A strict reader takes nothing that it does not understand, because a foreign file
/// may be wrong; what we stored ourselves is guarded by its checksum. Where an error stands is worked out only when there is one.
/// </summary>
internal ref struct DocumentReader(ReadOnlySpan<byte> document, bool isStrict)
{
    private readonly ReadOnlySpan<byte> _document = document;
    private Utf8JsonReader _reader = new(document);

    public bool IsStrict { get; } = isStrict;

    /// <summary>Where the value begins that the reader stands on.</summary>
    public readonly long Offset => _reader.TokenStartIndex;

    /// <summary>Steps onto the document's one value.</summary>
    public void Start() => _reader.Read();

    /// <summary>After the document nothing may follow.</summary>
    public void End()
    {
        if (_reader.Read()) throw Fault($"is more than one value");
    }

    /// <summary>Steps into an object; what it should be is put into words only where it is something else.</summary>
    public readonly void Object(Func<Sentence> what)
    {
        if (_reader.TokenType != JsonTokenType.StartObject) throw Fault($"is not {what()}: an object {{..}} is needed");
    }

    /// <summary>The next field that has a value other than null, standing on the value; null at the end of the object.</summary>
    public string? Next(ref FieldCursor fields)
    {
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            var place = fields.Find(ref _reader);
            if (place < 0 && IsStrict) throw UnknownField(fields.Names);
            _reader.Read();
            if (place < 0) _reader.Skip();
            if (place < 0 || _reader.TokenType == JsonTokenType.Null) continue;
            if (IsStrict && (fields.Seen & 1UL << place) != 0) throw Fault($"is named twice");
            fields.Seen |= 1UL << place;
            return fields.Names.All[place];
        }

        return null;
    }

    /// <summary>Steps into a list.</summary>
    public readonly void List()
    {
        if (_reader.TokenType != JsonTokenType.StartArray) throw Fault($"is not a list [..]");
    }

    /// <summary>Steps onto the list's next value; false at its end.</summary>
    public bool NextItem() => _reader.Read() && _reader.TokenType != JsonTokenType.EndArray;

    /// <summary>A text as it was said; a strict reader takes an empty one for none.</summary>
    public readonly string? Text()
    {
        if (_reader.TokenType != JsonTokenType.String) throw Fault($"{Shown()} is not a text: write it in quotes");
        var text = _reader.GetString()!;
        if (!IsStrict) return text;
        if (TextLimits.FaultOf(text) is { } fault) throw Fault(fault);
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>A text that names something.</summary>
    public readonly string Id()
    {
        var id = Text() ?? throw Fault($"is empty");
        return IsStrict && TextLimits.FaultOfName(id) is { } fault ? throw Fault(fault) : id;
    }

    public readonly Instant Instant()
    {
        if (_reader.TokenType != JsonTokenType.String || !TryInstant(out var instant))
            throw Fault($"{Shown()} is not an instant such as 2016-02-29T01:23:00Z");
        if (IsStrict && !InstantText.IsWithinReason(instant)) throw Fault($"{Shown()} lies outside the years 1970 to 2199");
        return instant;
    }

    public readonly LocalDate Date() =>
        _reader.TokenType == JsonTokenType.String && LocalDatePattern.Iso.Parse(_reader.GetString()!) is { Success: true, Value: var date }
            ? date
            : throw Fault($"{Shown()} is not a date such as 2016-02-29");

    public readonly bool Flag() => _reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Fault($"{Shown()} is not true or false"),
    };

    public readonly long Integer() => _reader.TokenType == JsonTokenType.Number && _reader.TryGetInt64(out var number)
        ? number
        : throw Fault($"{Shown()} is not a whole number");

    /// <summary>A whole number from 0.</summary>
    public readonly long Count()
    {
        var number = Integer();
        return IsStrict && number < 0 ? throw Fault($"{Shown()} is less than 0") : number;
    }

    public readonly decimal Number() => _reader.TokenType == JsonTokenType.Number && _reader.TryGetDecimal(out var number)
        ? number
        : throw Fault($"{Shown()} is not a number");

    /// <summary>A number from 0.</summary>
    public readonly decimal Amount()
    {
        var number = Number();
        return IsStrict && number < 0 ? throw Fault($"{Shown()} is less than 0") : number;
    }

    /// <summary>The text is exactly this.</summary>
    public readonly bool Is(ReadOnlySpan<byte> text) => _reader.TokenType == JsonTokenType.String && _reader.ValueTextEquals(text);

    /// <summary>A word of an enumeration.</summary>
    public readonly TEnum Word<TEnum>(Func<Sentence> what) where TEnum : struct, Enum
    {
        var words = WordsOf<TEnum>.Utf8;
        if (_reader.TokenType != JsonTokenType.String) throw Fault($"{Shown()} is not a {what()}: {string.Join(", ", WordsOf<TEnum>.All)}");
        for (var place = 0; place < words.Length; place++)
        {
            if (_reader.ValueTextEquals(words[place])) return WordsOf<TEnum>.At(place);
        }

        throw Fault(Nearest.Unknown(what(), _reader.GetString()!, WordsOf<TEnum>.All).Said);
    }

    /// <summary>Names with texts or null.</summary>
    public Dictionary<string, string?> Cells(int most)
    {
        Object(static () => $"a list of names with texts");
        var cells = new Dictionary<string, string?>(StringComparer.Ordinal);
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            var name = _reader.GetString()!;
            if (IsStrict && (string.IsNullOrWhiteSpace(name) || name.Length > TextLimits.MaxNameLength))
                throw Fault($"is a name that is empty or too long");
            _reader.Read();
            var text = _reader.TokenType == JsonTokenType.Null ? null : Text();
            if (!cells.TryAdd(name, text)) throw Fault($"is named twice");
            if (IsStrict && cells.Count > most) throw Fault($"is one name more than {most}");
        }

        return cells;
    }

    /// <summary>Texts; a strict reader passes over empty ones.</summary>
    public List<string> Texts(int most)
    {
        List();
        List<string> texts = [];
        while (NextItem())
        {
            if (Text() is { } text) texts.Add(text);
            if (IsStrict && texts.Count > most) throw Fault($"is one more than {most}");
        }

        return texts;
    }

    /// <summary>An error at the value the reader stands on.</summary>
    public readonly DocumentException Fault(Sentence reason) => FaultAt(Offset, reason);

    /// <summary>An error at the value that begins at <paramref name="offset"/>, or at its field <paramref name="field"/>.</summary>
    public readonly DocumentException FaultAt(long offset, Sentence reason, string? field = null)
    {
        var place = DocumentPlace.Of(_document, offset);
        return new DocumentException(field is null ? place : place.Length == 0 ? field : $"{place}.{field}", reason);
    }

    private readonly bool TryInstant(out Instant instant) => _reader.ValueIsEscaped
        ? InstantText.TryParse(Encoding.UTF8.GetBytes(_reader.GetString()!), out instant)
        : InstantText.TryParse(_reader.ValueSpan, out instant);

    private readonly DocumentException UnknownField(FieldNames names)
    {
        var name = _reader.GetString()!;
        return Fault(Nearest.Unknown($"field", name, names.All).Said);
    }

    private readonly string Shown()
    {
        if (_reader.TokenType is JsonTokenType.StartObject) return "an object {..}";
        if (_reader.TokenType is JsonTokenType.StartArray) return "a list [..]";
        var text = Encoding.UTF8.GetString(_reader.ValueSpan);
        return text.Length <= 60 ? $"'{text}'" : $"'{text[..60]}…'";
    }
}
