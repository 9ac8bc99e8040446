using System.Globalization;
using System.Text.Json;

namespace Deskmeter.Workspaces;

/// <summary>Who holds a data folder, as its lock file says.</summary>
/// <param name="ProcessId">The holder's process.</param>
/// <param name="Verb">What it does: <c>serve</c>, <c>import</c>, ...</param>
/// <param name="Socket">Where it takes other verbs, when it does.</param>
/// <param name="Address">The address of its pages, when it serves them.</param>
public sealed record FolderHolder(int ProcessId, string Verb, string? Socket = null, string? Address = null)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"deskmeter {Verb} (process {ProcessId})");

    /// <summary>Writes it as JSON, by hand: every verb does it, and a serializer takes longer to start than most verbs run.</summary>
    internal void Write(Stream file)
    {
        using var json = new Utf8JsonWriter(file);
        json.WriteStartObject();
        json.WriteNumber("process_id", ProcessId);
        json.WriteString("verb", Verb);
        json.WriteString("socket", Socket);
        json.WriteString("address", Address);
        json.WriteEndObject();
    }

    internal static FolderHolder Read(byte[] content)
    {
        using var document = JsonDocument.Parse(content);
        var holder = document.RootElement;
        return new FolderHolder(holder.GetProperty("process_id").GetInt32(), holder.GetProperty("verb").GetString()!, Text("socket"), Text("address"));

        string? Text(string name) => holder.TryGetProperty(name, out var value) ? value.GetString() : null;
    }
}

/// <summary>
/// The right to write in a data folder. One process has it at a time; the operating system takes it back when that process
/// ends, however it ends, so a lock is never stale.
/// </summary>
public sealed class FolderLock : IDisposable
{
    private readonly FileStream _lock;
    private readonly string _folder;

    private FolderLock(FileStream file, string folder) => (_lock, _folder) = (file, folder);

    /// <summary>Takes the folder, or says who has it.</summary>
    /// <returns>The lock, or null with the <paramref name="other"/> holder, null too where it has not said yet who it is.</returns>
    public static FolderLock? TryTake(string folder, FolderHolder holder, out FolderHolder? other)
    {
        other = null;
        FileStream file;
        try
        {
            file = new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            other = Holder(folder);
            return null;
        }

        var taken = new FolderLock(file, folder);
        taken.Announce(holder);
        return taken;
    }

    /// <summary>Writes who holds the folder and where it can be reached.</summary>
    public void Announce(FolderHolder holder)
    {
        // A reader finds the old words or the new ones, never half of them.
        var draft = HolderFile(_folder) + ".new";
        using (var file = File.Create(draft)) holder.Write(file);
        File.Move(draft, HolderFile(_folder), overwrite: true);
    }

    public void Dispose()
    {
        File.Delete(HolderFile(_folder));
        _lock.Dispose();
    }

    private static FolderHolder? Holder(string folder)
    {
        try
        {
            return FolderHolder.Read(File.ReadAllBytes(HolderFile(folder)));
        }
        catch (Exception error) when (error is IOException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string HolderFile(string folder) => Path.Combine(folder, "holder.json");
}
