using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Deskmeter.Workspaces;

/// <summary>Who holds a data folder, as its lock file says.</summary>
/// <param name="ProcessId">The holder's process.</param>
/// <param name="Verb">What it does: <c>serve</c>, <c>import</c>, ...</param>
/// <param name="Socket">Where it takes other verbs, when it does.</param>
/// <param name="Address">The address of its pages, when it serves them.</param>
public sealed record FolderHolder(int ProcessId, string Verb, string? Socket = null, string? Address = null)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"deskmeter {Verb} (process {ProcessId})");
}

/// <summary>
/// The right to write in a data folder. One process has it at a time; the operating system takes it back when that process
/// ends, however it ends, so a lock is never stale.
/// </summary>
public sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>Takes the folder, or says who has it.</summary>
    /// <returns>The lock, or null with the <paramref name="other"/> holder.</returns>
    public static FolderLock? TryTake(string folder, FolderHolder holder, out FolderHolder? other)
    {
        other = null;
        FileStream file;
        try
        {
            file = new FileStream(PathIn(folder), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            other = Holder(folder) ?? new FolderHolder(0, "?");
            return null;
        }

        var taken = new FolderLock(file);
        taken.Announce(holder);
        return taken;
    }

    /// <summary>Who wrote the lock file last; null when it says nothing. Only who cannot take the lock should ask.</summary>
    public static FolderHolder? Holder(string folder)
    {
        try
        {
            using var file = new FileStream(PathIn(folder), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return JsonSerializer.Deserialize(file, FolderHolderJson.Default.FolderHolder);
        }
        catch (Exception error) when (error is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes who holds the folder and where it can be reached.</summary>
    public void Announce(FolderHolder holder)
    {
        _file.SetLength(0);
        JsonSerializer.Serialize(_file, holder, FolderHolderJson.Default.FolderHolder);
        _file.Flush();
    }

    public void Dispose() => _file.Dispose();

    private static string PathIn(string folder) => Path.Combine(folder, "lock");
}

[JsonSerializable(typeof(FolderHolder))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class FolderHolderJson : JsonSerializerContext;
