namespace Deskmeter.Store.DuckDb;

/// <summary>How DuckDB keeps each kind of column.</summary>
internal static class ColumnTypes
{
    /// <summary>Width and scale of money.</summary>
    public const byte DecimalWidth = 18, DecimalScale = 4;

    /// <summary>The type as it stands in <c>create table</c>.</summary>
    public static string Name(ColumnKind kind) => kind switch
    {
        ColumnKind.Boolean => "boolean",
        ColumnKind.Integer => "integer",
        ColumnKind.BigInt => "bigint",
        ColumnKind.Double => "double",
        ColumnKind.Decimal => $"decimal({DecimalWidth},{DecimalScale})",
        ColumnKind.Text => "varchar",
        ColumnKind.TextList => "varchar[]",
        ColumnKind.Date => "date",
        ColumnKind.Timestamp => "timestamp",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>The kind of a type as DuckDB writes it; null where no kind of ours is kept so.</summary>
    public static ColumnKind? Kind(string type)
    {
        foreach (var kind in Enum.GetValues<ColumnKind>())
        {
            if (Name(kind).Equals(type, StringComparison.OrdinalIgnoreCase)) return kind;
        }

        return null;
    }

    /// <summary>The same type for vectors.</summary>
    public static LogicalTypeHandle Create(ColumnKind kind)
    {
        if (kind == ColumnKind.Decimal) return Native.CreateDecimalType(DecimalWidth, DecimalScale);
        if (kind != ColumnKind.TextList) return Native.CreateType(Id(kind));
        using var element = Native.CreateType(TypeId.Varchar);
        return Native.CreateListType(element);
    }

    /// <summary>The statement that makes a table.</summary>
    public static string CreateTable(Table table) =>
        $"create table {Sql.Name(table.Name)} ({string.Join(", ", table.Columns.Select(column => $"{Sql.Name(column.Name)} {Name(column.Kind)}"))})";

    private static TypeId Id(ColumnKind kind) => kind switch
    {
        ColumnKind.Boolean => TypeId.Boolean,
        ColumnKind.Integer => TypeId.Integer,
        ColumnKind.BigInt => TypeId.BigInt,
        ColumnKind.Double => TypeId.Double,
        ColumnKind.Text => TypeId.Varchar,
        ColumnKind.Date => TypeId.Date,
        ColumnKind.Timestamp => TypeId.Timestamp,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
