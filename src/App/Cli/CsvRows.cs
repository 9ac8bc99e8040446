using System.Globalization;
using Deskmeter.Metrics;
using NodaTime;
using NodaTime.Text;

namespace Deskmeter.App.Cli;

/// <summary>Writes rows of a fact as CSV (RFC 4180): texts guarded against spreadsheets, numbers as they are, lists with semicolons.</summary>
internal sealed class CsvRows(TextWriter output)
{
    public void Write(IReadOnlyList<object?> cells)
    {
        output.Write(string.Join(',', cells.Select(Cell)));
        output.Write("\r\n");
    }

    private static string Cell(object? value) => value switch
    {
        null => "",
        string text => CsvCell.Text(text),
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        LocalDate date => LocalDatePattern.Iso.Format(date),
        Instant instant => InstantPattern.ExtendedIso.Format(instant),
        IEnumerable<object?> list => CsvCell.Text(string.Join(';', list)),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => CsvCell.Text(value.ToString()),
    };
}
