using Deskmeter.Connectors.Files;

namespace Deskmeter.Connectors.Forms;

/// <summary>Notices rows of one file that contradict or repeat each other; what they say counts as the records' merge decides.</summary>
internal sealed class RowNeighbours
{
    private const int MostRemembered = 1_000_000;
    private readonly HashSet<ulong> _named = [];
    private RowRecord? _above;

    /// <summary>Compares a row with those before.</summary>
    /// <param name="wasNamed">Its id was made of what it says.</param>
    public void Compare(Row row, RowRecord read, bool wasNamed)
    {
        if (wasNamed && _named.Count < MostRemembered && !_named.Add(HashOf(read.Record.Id)))
            row.Warn($"The row says what a row above says already: it counts once. Give rows an id where both are meant.");
        if (_above is { } above && above.Form == read.Form && above.Record.Id == read.Record.Id && above.Record.Source == read.Record.Source) Compare(row, above, read);
        _above = read;
    }

    private static void Compare(Row row, RowRecord above, RowRecord read)
    {
        var form = read.Form.Object;
        var version = form["version"].Slot;
        if (!Equals(above.Values[version], read.Values[version])) return;
        if (above.Part is { } other && read.Part is { } part && Equals(other[0], part[0]) && !other.SequenceEqual(part))
            row.Warn($"{read.Form.ColumnOf(0, "key")} is that of the row above, and the row says other things of it; give each its own, or a version.");
        var isOther = form.Fields.Any(field =>
            field != read.Form.Parts && read.Values[field.Slot] is { } said && above.Values[field.Slot] is { } known
            && field.Kind != FieldKind.Texts && !said.Equals(known) && !said.Equals(field.Standard) && !known.Equals(field.Standard));
        if (isOther) row.Warn($"The row contradicts the row above, which is of the same {read.Form.Kind.Word.Replace('_', ' ')}; give them a version, the higher holds.");
    }

    private static ulong HashOf(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var unit in text) hash = (hash ^ unit) * 1099511628211;
        return hash;
    }
}
