namespace Deskmeter.Connectors;

/// <summary>Lets every message of a file's import call it by another name than that under which it lies.</summary>
/// <param name="name">Under which it lies; a random name, so that no other word of a message is the same.</param>
/// <param name="shown">What people know it by.</param>
internal sealed class ShownFile(string name, string shown)
{
    public FileSource Open(Func<FileSource> open)
    {
        try
        {
            var source = open();
            return source with { Read = meter => Items(source.Read(meter)) };
        }
        catch (UsageException error)
        {
            throw Told(error);
        }
    }

    private IEnumerable<ImportItem> Items(IEnumerable<ImportItem> items)
    {
        using var all = items.GetEnumerator();
        while (true)
        {
            ImportItem item;
            try
            {
                if (!all.MoveNext()) yield break;
                item = all.Current;
            }
            catch (UsageException error)
            {
                throw Told(error);
            }

            yield return item switch
            {
                ImportItem.Problem { Row: var row } => new ImportItem.Problem(row with { File = shown, Reason = Told(row.Reason) }),
                ImportItem.Warning warning => warning with { File = shown, Message = Told(warning.Message) },
                ImportItem.Damage damage => damage with { File = shown, Message = Told(damage.Message) },
                _ => item,
            };
        }
    }

    private Sentence Told(Sentence text) => text.With(name, shown);

    private UsageException Told(UsageException error) => new(Told(error.Said), error.Field == name ? shown : error.Field, error.Near);
}
