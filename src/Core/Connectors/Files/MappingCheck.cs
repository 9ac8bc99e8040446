namespace Deskmeter.Connectors.Files;

/// <summary>What a mapping must hold beyond its form.</summary>
internal static class MappingCheck
{
    /// <summary>A file that speaks of tickets says which, and when.</summary>
    public static void File(MappedFile file, YamlBlock block)
    {
        var isOfTickets = file.Profile is not null || file.Events.Count > 0;
        if (!isOfTickets && file.Key is null && file.Calendar is null && file.Holiday is null)
        {
            throw block.Error($"file '{file.Name}' gives nothing: it has no 'profile', no 'events', no 'calendar', no 'holiday' and no 'key'.");
        }

        if (isOfTickets && file.Ticket is null) throw block.Error($"file '{file.Name}' needs 'ticket': the column with the ticket's id.");
        if (file.Profile is not null && file.Version is null && file.Head.At is null)
        {
            throw block.Error(
                $"file '{file.Name}' needs 'version' (or 'at'): a column that grows with every change, such as the time of the last update.");
        }

        foreach (var mapped in file.Events.Where(mapped => (mapped.Head.At ?? file.Head.At) is null))
        {
            throw YamlBlock.At(block.File, mapped.Line, $"this event of file '{file.Name}' needs 'at': the column with its time.");
        }
    }

    /// <summary>Every file that another names is there, and can be looked up.</summary>
    public static void References(Mapping mapping)
    {
        if (mapping.Files.Count == 0) throw YamlBlock.At(mapping.Name, 1, $"'files' names no file.");
        var names = mapping.Files.Select(file => file.Name).ToList();
        foreach (var cell in mapping.Files.SelectMany(MappedCells.Of).Where(cell => cell.Find is not null))
        {
            var name = cell.Find!.Value.File;
            var file = mapping.Files.FirstOrDefault(file => file.Name == name);
            if (file is null) throw Unknown(mapping, cell.Line, name, names);
            if (file.Key is null) throw YamlBlock.At(mapping.Name, file.Line, $"file '{name}' is looked up by others and needs 'key'.");
        }

        foreach (var mapped in mapping.Files.SelectMany(file => file.Events))
        {
            if (mapped.Unless is { } name && !names.Contains(name)) throw Unknown(mapping, mapped.Line, name, names);
        }
    }

    private static UsageException Unknown(Mapping mapping, long line, string name, IReadOnlyList<string> names)
    {
        var error = Nearest.Unknown($"file", name, names);
        return YamlBlock.At(mapping.Name, line, error.Said, error.Near);
    }
}
