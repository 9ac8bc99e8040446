using System.Globalization;
using Deskmeter.Connectors.Files;
using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Connectors.Forms;

/// <summary>Turns the cells of a row into what fields hold; a cell that cannot be read fails its row.</summary>
internal sealed class FormCells(ValueCompiler values)
{
    private const string ListSeparator = ";";

    /// <summary>What a field holds by a value of the mapping; null where the row says nothing.</summary>
    public Func<Row, object?> Of(FieldForm field, MappedValue value)
    {
        var read = Read(field, value);
        var name = value.Name;
        return row =>
        {
            if (read(row) is not { } found) return null;
            if (field.FaultOf(found) is not { } fault) return field.Kept(found);
            row.Fail($"{name} {fault}.");
            return null;
        };
    }

    /// <summary>A day, and the next.</summary>
    public Func<Row, (LocalDate From, LocalDate Until)?> Day(MappedValue value)
    {
        var day = values.Day(value);
        var name = value.Name;
        return row =>
        {
            if (day(row) is not { } on) return null;
            // Tricky: the last of all days has no next one.
            if (FieldForm.FaultOf(on) is not { } fault) return (on, on.PlusDays(1));
            row.Fail($"{name} {fault}.");
            return null;
        };
    }

    /// <summary>The first day of a month such as <c>2024-03</c>, and that of the next.</summary>
    public Func<Row, (LocalDate From, LocalDate Until)?> Month(MappedValue value)
    {
        var text = values.Text(value);
        var name = value.Name;
        return row =>
        {
            if (text(row) is not { } word) return null;
            if (word is [_, _, _, _, '-', _, _] && int.TryParse(word.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
                && int.TryParse(word.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var month) && year is >= 1970 and < 2200 && month is >= 1 and <= 12)
            {
                var first = new LocalDate(year, month, 1);
                return (first, first.PlusMonths(1));
            }

            row.Fail($"{name} '{word}' is no month such as 2024-03.");
            return null;
        };
    }

    private Func<Row, object?> Read(FieldForm field, MappedValue value) => field.Kind switch
    {
        FieldKind.Name or FieldKind.Text or FieldKind.Currency => values.Text(value),
        FieldKind.Instant => Boxed(values.Time(value)),
        FieldKind.Date => Boxed(values.Day(value)),
        FieldKind.Count => Count(field, value),
        FieldKind.Version => Boxed(values.Counter(value)),
        FieldKind.Number => Boxed(values.Number(value)),
        FieldKind.Flag => Boxed(values.Flag(value)),
        FieldKind.Word => Word(field, value),
        FieldKind.Texts => Texts(value),
        _ => Holds(value),
    };

    private static Func<Row, object?> Boxed<T>(Func<Row, T?> read) where T : struct => row => read(row) is { } found ? found : null;

    private Func<Row, object?> Count(FieldForm field, MappedValue value)
    {
        var text = values.Text(value);
        var name = value.Name;
        return row =>
        {
            if (text(row) is not { } word) return null;
            if (!long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) row.Fail($"{name} '{word}' is not a whole number.");
            else if (number < 0) row.Fail($"{name} '{word}' is less than 0.");
            else return field.Whole(number);
            return null;
        };
    }

    private Func<Row, object?> Word(FieldForm field, MappedValue value)
    {
        var text = values.Text(value);
        var name = value.Name;
        return row =>
        {
            if (text(row) is not { } word) return null;
            if (field.WordOf(word) is { } known) return known;
            row.Fail($"{name}: {Nearest.Unknown(Sentence.Of(field.What), word, field.Words).Said}");
            return null;
        };
    }

    private Func<Row, object?> Texts(MappedValue value)
    {
        var read = values.Texts(value is MappedValue.Cell { Split: null } cell ? cell with { Split = ListSeparator } : value);
        return row => read(row) is { Count: > 0 } found ? found : null;
    }

    /// <summary>Times on hold, written <c>from/until; from/until</c>.</summary>
    private Func<Row, object?> Holds(MappedValue value)
    {
        var text = values.Text(value);
        var name = value.Name;
        var time = values.Times(value);
        return row =>
        {
            if (text(row) is not { } word) return null;
            var spans = word.Split(ListSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var holds = new HoldSegment[spans.Length];
            for (var place = 0; place < spans.Length; place++)
            {
                var ends = spans[place].Split('/', StringSplitOptions.TrimEntries);
                if (ends.Length != 2 || time(row, ends[0]) is not { } from)
                {
                    row.Fail($"{name} '{spans[place]}' is no time on hold, written from/until.");
                    return null;
                }

                holds[place] = new HoldSegment(from, ends[1].Length == 0 ? null : time(row, ends[1]));
            }

            return holds;
        };
    }
}
