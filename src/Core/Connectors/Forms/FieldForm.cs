using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Deskmeter.Helpdesk;
using Deskmeter.Records;
using NodaTime;

namespace Deskmeter.Connectors.Forms;

/// <summary>One field of a record or of a part of one: its name in files, what it holds, and which values it refuses.</summary>
internal sealed class FieldForm
{
    public const int MostItems = 10_000;
    private const decimal TooLarge = 1_000_000_000_000_000_000;
    private static readonly LocalDate Earliest = new(1970, 1, 1);
    private static readonly LocalDate Latest = new(2199, 12, 31);

    // What the types do not say: these amounts cannot be less than nothing. A cost can: a credit note is one.
    private static readonly HashSet<(Type, string)> FromZero =
    [
        (typeof(Order), nameof(Order.Amount)), (typeof(OrderRefund), nameof(OrderRefund.Amount)),
        (typeof(Subscription), nameof(Subscription.MonthlyValue)), (typeof(ReviewCategory), nameof(ReviewCategory.Weight)),
    ];

    private readonly IReadOnlyList<object> _values = [];
    private readonly bool _isFromZero;
    private readonly bool _isInt;

    public FieldForm(PropertyInfo property, int slot, bool isRequired, object? standard)
    {
        (Property, Slot, IsRequired, Standard) = (property, slot, isRequired, standard);
        Name = JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        _isInt = type == typeof(int);
        _isFromZero = FromZero.Contains((property.DeclaringType!, property.Name));
        Kind = KindOf(type);
        if (Kind == FieldKind.Items) Items = ObjectForm.Of(type.GetGenericArguments()[0]);
        if (Kind != FieldKind.Word) return;
        Words = [.. Enum.GetNames(type).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];
        _values = [.. Enum.GetValues(type).Cast<object>()];
    }

    /// <summary>Its name in files, such as <c>offered_at</c>.</summary>
    public string Name { get; }

    public PropertyInfo Property { get; }

    /// <summary>Its place among the values of its object.</summary>
    public int Slot { get; }

    public FieldKind Kind { get; }

    /// <summary>An object without it says nothing that could count.</summary>
    public bool IsRequired { get; }

    /// <summary>What it holds where nothing is said.</summary>
    public object? Standard { get; }

    /// <summary>The words that it takes, in the order of their values.</summary>
    public IReadOnlyList<string> Words { get; } = [];

    /// <summary>The form of its list's objects.</summary>
    public ObjectForm? Items { get; }

    /// <summary>What messages call it.</summary>
    public string What => Name.Replace('_', ' ');

    /// <summary>The value of a word; null when it is none of ours.</summary>
    public object? WordOf(string word)
    {
        for (var place = 0; place < Words.Count; place++)
        {
            if (string.Equals(Words[place], word, StringComparison.OrdinalIgnoreCase)) return _values[place];
        }

        return null;
    }

    /// <summary>A whole number in the type of the property.</summary>
    public object Whole(long number) => _isInt ? (object)(int)Math.Min(number, int.MaxValue) : number;

    /// <summary>The value in the form in which it is kept: currencies in capitals, numbers without zeros at their end.</summary>
    public object Kept(object value) => value switch
    {
        string text when Kind == FieldKind.Currency => text.ToUpperInvariant(),
        // Tricky: 1.50 and 1.5 are equal and are written differently; the same amount must always be the same bytes.
        decimal number => number / 1.0000000000000000000000000000m,
        _ => value,
    };

    /// <summary>Why it cannot hold this value; null when it can.</summary>
    public Sentence? FaultOf(object value) => value switch
    {
        string text => Kind switch
        {
            FieldKind.Name => TextLimits.FaultOfName(text),
            FieldKind.Currency => IsCurrency(text) ? null : (Sentence)$"'{text}' is not a currency of three letters, such as EUR",
            _ => TextLimits.FaultOf(text),
        },
        Instant instant => InstantText.IsWithinReason(instant) ? null : (Sentence)$"lies outside the years 1970 to 2199",
        LocalDate date => FaultOf(date),
        // Money of more than 14 digits is known and not counted; of such numbers not even a few could be added up.
        decimal number when Math.Abs(number) >= TooLarge => (Sentence)$"'{number.ToString(CultureInfo.InvariantCulture)}' has more than 18 digits before the point",
        decimal number when _isFromZero && number < 0 => (Sentence)$"'{number.ToString(CultureInfo.InvariantCulture)}' is less than 0",
        long number when Kind == FieldKind.Count && number < 0 => (Sentence)$"'{number.ToString(CultureInfo.InvariantCulture)}' is less than 0",
        _ => null,
    };

    /// <summary>Why a date cannot be meant; null when it can.</summary>
    public static Sentence? FaultOf(LocalDate date) => date >= Earliest && date <= Latest ? null : (Sentence)$"'{Shown(date)}' lies outside the years 1970 to 2199";

    private static bool IsCurrency(string text) => text.Length == 3 && text.All(char.IsAsciiLetter);

    private static string Shown(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    private FieldKind KindOf(Type type)
    {
        if (type == typeof(string)) return Name is "currency" or "into" ? FieldKind.Currency : IsNaming() ? FieldKind.Name : FieldKind.Text;
        if (type == typeof(Instant)) return FieldKind.Instant;
        if (type == typeof(LocalDate)) return FieldKind.Date;
        if (type == typeof(long) || type == typeof(int)) return Name == "version" ? FieldKind.Version : FieldKind.Count;
        if (type == typeof(decimal)) return FieldKind.Number;
        if (type == typeof(bool)) return FieldKind.Flag;
        if (type.IsEnum) return FieldKind.Word;
        return type == typeof(IReadOnlyList<string>) ? FieldKind.Texts : FieldKind.Items;
    }

    private bool IsNaming() => IsRequired || Name is "source" or "id" or "key";
}
