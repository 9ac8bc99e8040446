namespace Deskmeter.Connectors.Forms;

/// <summary>What a field of a record can hold.</summary>
internal enum FieldKind
{
    /// <summary>A text that names something and is never empty.</summary>
    Name,

    /// <summary>A text in the source's own words.</summary>
    Text,

    /// <summary>Three letters of ISO 4217, kept in capitals.</summary>
    Currency,
    Instant,
    Date,

    /// <summary>A whole number from 0.</summary>
    Count,

    /// <summary>A counter that grows with every change.</summary>
    Version,
    Number,
    Flag,

    /// <summary>A word of an enumeration.</summary>
    Word,
    Texts,

    /// <summary>A list of objects.</summary>
    Items,
}
