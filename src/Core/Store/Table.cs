using System.Collections.Immutable;

namespace Deskmeter.Store;

/// <summary>The types that a column of a fact store can have, on every engine.</summary>
public enum ColumnKind
{
    Boolean,
    Integer,
    BigInt,
    Double,

    /// <summary>decimal(18,4): money.</summary>
    Decimal,
    Text,
    TextList,

    /// <summary>A local date, as days since 1970-01-01.</summary>
    Date,

    /// <summary>An instant in UTC, cut to whole seconds, as microseconds since 1970-01-01.</summary>
    Timestamp,
}

/// <summary>A column; every column can be null.</summary>
public sealed record Column(string Name, ColumnKind Kind);

/// <summary>A wide table without keys or indexes. Its first column names the unit whose rows are replaced together.</summary>
public sealed record Table(string Name, ImmutableArray<Column> Columns)
{
    /// <summary>The column that names the unit a row belongs to.</summary>
    public Column Unit => Columns[0];
}
