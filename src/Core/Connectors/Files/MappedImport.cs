using NodaTime;

namespace Deskmeter.Connectors.Files;

/// <summary>
/// Reads the files of a mapping: first those that others look up and the calendars, then the tickets, row by row. Headers are
/// checked before anything is read; reading twice gives the same items.
/// </summary>
public sealed class MappedImport
{
    private readonly Mapping _mapping;
    private readonly DateTimeZone _zone;
    private readonly IReadOnlyList<MappingInput> _inputs;
    private readonly ILookup<string, string> _lookedUp;
    private readonly Func<string, bool> _isKnownTicket;

    /// <param name="zone">Of times that state none, where the mapping names none.</param>
    /// <param name="isKnownTicket">Says whether the store knows a ticket already, by its id.</param>
    /// <exception cref="UsageException">A path or a column is missing, or the files are of another kind.</exception>
    public MappedImport(Mapping mapping, IReadOnlyList<string> paths, DateTimeZone zone, Func<string, bool>? isKnownTicket = null)
    {
        (_mapping, _zone, _isKnownTicket) = (mapping, zone, isKnownTicket ?? (_ => false));
        _inputs = MappingInputs.Fit(mapping, paths);
        var present = _inputs.Select(input => input.File.Name).ToHashSet();
        _lookedUp = mapping.Files.Where(file => present.Contains(file.Name)).SelectMany(MappedCells.Of)
            .Select(cell => cell.Find).OfType<(string File, string Column)>().Distinct()
            .ToLookup(find => find.File, find => find.Column);
        foreach (var input in _inputs) CheckHeader(input);
    }

    /// <summary>The bytes to read, as they lie on the disk; a file that is looked up before it is read counts twice.</summary>
    public long TotalBytes => _inputs.Sum(input => new FileInfo(input.Path).Length * (IsLookedUp(input.File) && IsReadAgain(input.File) ? 2 : 1));

    /// <summary>Reads everything; may be enumerated again.</summary>
    public IEnumerable<ImportItem> Read(ReadMeter meter)
    {
        var context = new ImportContext(_mapping, _zone, _inputs.Select(input => input.File.Name).ToHashSet(), [], _isKnownTicket);
        var calendars = new CalendarTables(context);
        foreach (var item in Inputs(IsLookedUp, meter, (input, rows) => Lookup(input, rows, context, meter)))
        {
            yield return item;
            // Without what other files look up, their rows would mean something else.
            if (item is ImportItem.Damage) yield break;
        }

        foreach (var item in Inputs(IsCalendar, meter, calendars.Read)) yield return item;
        foreach (var item in calendars.Calendars()) yield return item;
        var pieces = new PieceWindow(_mapping.Source);
        foreach (var item in Inputs(IsOfTickets, meter, (input, rows) => Tickets(input, rows, context, pieces))) yield return item;
        foreach (var item in pieces.Flush(isEnd: true)) yield return item;
    }

    private static bool IsCalendar(MappedFile file) => file.Calendar is not null || file.Holiday is not null;

    private static bool IsOfTickets(MappedFile file) => file.Profile is not null || file.Events.Count > 0;

    private static IEnumerable<ImportItem> Tickets(MappingInput input, MappedRows rows, ImportContext context, PieceWindow pieces)
    {
        var file = new CompiledFile(input.File, rows.Columns, context);
        while (rows.Next())
        {
            file.Read(rows.Row, pieces);
            foreach (var finding in rows.Findings()) yield return finding;
            if (!pieces.IsFull) continue;
            foreach (var item in pieces.Flush(isEnd: false)) yield return item;
        }

        foreach (var finding in rows.Findings()) yield return finding;
    }

    private static bool IsReadAgain(MappedFile file) => IsOfTickets(file) || IsCalendar(file);

    private IEnumerable<ImportItem> Lookup(MappingInput input, MappedRows rows, ImportContext context, ReadMeter meter)
    {
        var before = meter.Rows;
        var name = input.File.Name;
        var lookup = context.Lookups.GetValueOrDefault(name) ?? new Lookup(rows.File, [.. _lookedUp[name]]);
        context.Lookups[name] = lookup;
        var values = new ValueCompiler(rows.Columns, _mapping.Times, _zone, context.Lookups);
        var key = values.Text(input.File.Key!);
        var skip = values.Conditions(input.File.Skip);
        var version = input.File.Version is { } counter ? values.Counter(counter) : null;
        var cells = lookup.Columns.Select(column => values.Text(MappingInputs.LookedUp(column))).ToArray();
        while (rows.Next())
        {
            if (skip is null || !skip(rows.Row))
            {
                if (key(rows.Row) is { } text) lookup.Add(text, version is null ? null : version(rows.Row) ?? 0, [.. cells.Select(cell => cell(rows.Row))]);
                else rows.Row.Fail($"The row has no key, so that no other row can find it.");
            }

            // What is read again tells its problems then.
            if (IsReadAgain(input.File)) rows.Findings();
            else foreach (var finding in rows.Findings()) yield return finding;
        }

        if (IsReadAgain(input.File)) meter.TakeBack(meter.Rows - before);
    }

    private bool IsLookedUp(MappedFile file) => _lookedUp.Contains(file.Name);

    private IEnumerable<ImportItem> Inputs(
        Func<MappedFile, bool> which, ReadMeter meter, Func<MappingInput, MappedRows, IEnumerable<ImportItem>> read) =>
        _inputs.Where(input => which(input.File)).SelectMany(input => Guarded(input, meter, read));

    private IEnumerable<ImportItem> Guarded(MappingInput input, ReadMeter meter, Func<MappingInput, MappedRows, IEnumerable<ImportItem>> read) =>
        MappedRows.Guarded(input.Path, () => Open(input, meter), rows => read(input, rows));

    private MappedRows Open(MappingInput input, ReadMeter meter)
    {
        var table = new CsvTable(input.Path, _mapping.Encoding, meter);
        return new MappedRows(table, MappingInputs.Columns(_mapping, input.File, table, _lookedUp[input.File.Name]), _mapping.Unknown);
    }

    private void CheckHeader(MappingInput input)
    {
        try
        {
            using var table = new CsvTable(input.Path, _mapping.Encoding);
            MappingInputs.Columns(_mapping, input.File, table, _lookedUp[input.File.Name]);
        }
        catch (InvalidDataException)
        {
            // Tricky: a damaged file is told of where it is read, with what could be read before the damage.
        }
    }
}
