using System.Globalization;

namespace Deskmeter.Metrics;

/// <summary>The files of a workspace's own KPIs: read, written whole or not at all, and never outside their folder.</summary>
/// <param name="folder">The folder; made when the first is written.</param>
public sealed class OwnKpis(string folder)
{
    /// <summary>Longer files are no KPI.</summary>
    public const int MostLetters = 20_000;

    private const int LongestId = 60;

    /// <summary>An id is a word that can be a file's name anywhere.</summary>
    public static bool IsId(string id) => id.Length is > 0 and <= LongestId && char.IsAsciiLetterLower(id[0])
        && id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_');

    /// <summary>The text of a KPI's file; null: there is none.</summary>
    public string? Read(string id) => PathOf(id) is { } path ? File.ReadAllText(path) : null;

    /// <summary>Writes a KPI's file beside its place and moves it there, so that it is the old or the new one at any moment.</summary>
    /// <exception cref="UsageException">The id is none, or the text too long.</exception>
    public void Write(string id, string text)
    {
        if (!IsId(id)) throw new UsageException($"'{id}' is no id: it is made of a-z, 0-9 and _, begins with a letter, and has at most {LongestId} letters.", "id");
        if (text.Length > MostLetters) throw new UsageException($"The file has more than {MostLetters} letters.", "text");
        Directory.CreateDirectory(folder);
        var path = PathOf(id) ?? Path.Combine(folder, $"{id}.yaml");
        var fresh = $"{path}.new";
        using (var stream = new FileStream(fresh, FileMode.Create, FileAccess.Write))
        using (var writer = new StreamWriter(stream))
        {
            writer.Write(text);
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
    }

    /// <summary>Deletes a KPI's file.</summary>
    /// <returns>False when there was none.</returns>
    public bool Delete(string id)
    {
        if (PathOf(id) is not { } path) return false;
        File.Delete(path);
        return true;
    }

    /// <summary>What is another word as soon as a file comes, goes or is written.</summary>
    public string Stamp()
    {
        if (!Directory.Exists(folder)) return "";
        var everywhere = new EnumerationOptions { RecurseSubdirectories = true };
        var files = new DirectoryInfo(folder).EnumerateFiles("*", everywhere).Where(file => file.Extension is ".yaml" or ".yml");
        return string.Join('\n', files.Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.FullName} {file.LastWriteTimeUtc.Ticks} {file.Length}")).Order(StringComparer.Ordinal));
    }

    /// <summary>Where the file of an id is: in the folder or below; null: nowhere.</summary>
    private string? PathOf(string id)
    {
        if (!IsId(id) || !Directory.Exists(folder)) return null;
        var everywhere = new EnumerationOptions { RecurseSubdirectories = true };
        return Directory.EnumerateFiles(folder, $"{id}.*", everywhere).Where(path => Path.GetExtension(path) is ".yaml" or ".yml" && Path.GetFileNameWithoutExtension(path) == id)
            .Order(StringComparer.Ordinal).FirstOrDefault();
    }
}
