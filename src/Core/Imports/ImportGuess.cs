using System.Globalization;
using System.Text;

namespace Deskmeter.Imports;

/// <summary>Guesses what a table holds from the names of its columns and from what their cells look like.</summary>
public static class ImportGuess
{
    private const int Certain = 100;

    /// <summary>The kind that fits best, and what its columns mean.</summary>
    /// <param name="import">What it is known to be; null: guessed too.</param>
    public static ImportChoice Of(TableSample sample, string? import = null)
    {
        var best = import is not null
            ? Fit(sample, ImportTarget.Find(import))
            : ImportTarget.All.Select(target => Fit(sample, target)).MaxBy(fit => fit.Score);
        var formats = sample.Columns.Where(column => best.Fields.ContainsKey(column.Index) && column.Shape == ValueShape.Time).Select(column => column.Formats).ToList();
        var choice = new ImportChoice(best.Target.Import, best.Fields)
        {
            Encoding = sample.Encoding,
            TimeFormat = formats.Count == 0 ? null : SampleColumn.TimeFormats.FirstOrDefault(format => formats.All(fits => fits.Contains(format))),
        };
        return choice with { Words = WordsOf(sample, choice) };
    }

    /// <summary>Our words for the file's, of the columns that take only ours.</summary>
    public static IReadOnlyDictionary<(int Column, string Word), string> WordsOf(TableSample sample, ImportChoice choice)
    {
        var target = ImportTarget.Find(choice.Import);
        var words = new Dictionary<(int, string), string>();
        foreach (var (index, name) in choice.Fields)
        {
            if (target.Field(name) is not { Words.Count: > 0 } field) continue;
            foreach (var word in sample.Columns[index].Words)
            {
                if (ImportWords.MeaningOf(word, field.Words) is { } meaning) words[(index, word)] = meaning;
            }
        }

        return words;
    }

    private static (ImportTarget Target, Dictionary<int, string> Fields, double Score) Fit(TableSample sample, ImportTarget target)
    {
        var pairs =
            from column in sample.Columns
            where column.Name.Length > 0
            from field in target.Fields
            where field.Name != ImportTarget.Slice
            let score = Score(column, field, target, sample.IsJson)
            where score > 0
            orderby score descending, field.IsNeeded descending, column.Index
            select (column, field, score);
        var fields = new Dictionary<int, string>();
        var sum = 0.0;
        foreach (var (column, field, score) in pairs.ToList())
        {
            if (fields.ContainsKey(column.Index) || fields.ContainsValue(field.Name) || sample.Columns.Take(column.Index).Any(other => other.Name == column.Name)) continue;
            fields[column.Index] = field.Name;
            sum += score;
        }

        var needed = target.Fields.Count(field => field.IsNeeded);
        var met = needed == 0 ? 1 : (double)target.Fields.Count(field => field.IsNeeded && fields.ContainsValue(field.Name)) / needed;
        var covered = sum / Certain / Math.Max(1, sample.Columns.Count);
        return (target, fields, met + covered * 2);
    }

    /// <summary>How well a column fits a field, from 0 to 100.</summary>
    private static int Score(SampleColumn column, TargetField field, ImportTarget target, bool isJson)
    {
        if (!isJson && !FitsShape(column, field)) return 0;
        var (name, wanted) = (Plain(column.Name), Plain(field.Name));
        if (string.Equals(column.Name, field.Name, StringComparison.OrdinalIgnoreCase)) return Certain;
        if (name == wanted) return Certain - 5;
        if (ImportWords.NamesOf(target.Import, field.Name).Contains(name)) return Certain - 10;
        if (isJson) return 0;
        // "Created at (UTC)" is created_at, "ticket_status" is status.
        if (wanted.Length > 4 && name.Contains(wanted, StringComparison.Ordinal)) return 60;
        return ImportWords.NamesOf(target.Import, field.Name).Any(word => word.Length > 4 && name.Contains(word, StringComparison.Ordinal)) ? 50 : 0;
    }

    private static bool FitsShape(SampleColumn column, TargetField field) => field.Shape switch
    {
        _ when column.Shape == ValueShape.Empty => true,
        ValueShape.Time => column.Shape == ValueShape.Time || field.Name is "month" && column.Shape is ValueShape.Word or ValueShape.Name,
        ValueShape.Number => column.Shape is ValueShape.Number or ValueShape.Flag,
        ValueShape.Flag => column.Shape is ValueShape.Flag or ValueShape.Word,
        ValueShape.Word => column.Shape != ValueShape.Time,
        _ => column.Shape != ValueShape.Time,
    };

    /// <summary>Letters and digits without accents: <c>İlk Yanıt</c> and <c>ilk_yanit</c> are one.</summary>
    internal static string Plain(string name)
    {
        var plain = new StringBuilder();
        foreach (var letter in name.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark || !char.IsLetterOrDigit(letter)) continue;
            plain.Append(letter == 'ı' ? 'i' : char.ToLowerInvariant(letter));
        }

        return plain.ToString();
    }
}
