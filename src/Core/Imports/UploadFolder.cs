using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Deskmeter.Connectors.Files;
using NodaTime;
using NodaTime.Text;

namespace Deskmeter.Imports;

/// <summary>
/// Uploaded files in <c>uploads/</c> of the data folder, each under a random name beside what it was called. What somebody sends is
/// never trusted: its length is limited, its name is no path, and an archive that unpacks without end is refused.
/// </summary>
public sealed class UploadFolder
{
    private const int IdBytes = 16;
    private const int LongestName = 120;
    private const int Chunk = 1 << 16;
    private const long SmallestBomb = 1L << 30;
    private const int HighestRatio = 100;
    private static readonly Duration KeptFor = Duration.FromDays(30);
    private readonly string _folder;
    private readonly TimeProvider _time;

    /// <param name="folder">The data folder.</param>
    /// <param name="time">Says when a file came, and when one is too old to be kept.</param>
    public UploadFolder(string folder, TimeProvider time)
    {
        _folder = Path.Combine(folder, "uploads");
        _time = time;
    }

    /// <summary>Takes a file in as it comes.</summary>
    /// <param name="name">What the user calls it.</param>
    /// <param name="content">Read to its end, or to <paramref name="limit"/>.</param>
    /// <param name="limit">The most bytes that are taken.</param>
    /// <param name="taken">Names that files of other imports have.</param>
    /// <param name="cancellation">The sender went away.</param>
    /// <returns>The upload; with a fault where it cannot be imported.</returns>
    public async Task<Upload> Take(string name, Stream content, long limit, IEnumerable<string> taken, CancellationToken cancellation)
    {
        Directory.CreateDirectory(_folder);
        Sweep(Instant.MinValue);
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        var upload = new Upload(id, Unique(Readable(name), taken), 0, Instant.FromDateTimeOffset(_time.GetUtcNow()));
        try
        {
            upload = upload with { Bytes = await Save(content, PathOf(id), limit, cancellation).ConfigureAwait(false) };
            if (upload.Bytes > limit) throw new UsageException($"{upload.Name} is larger than {limit >> 20} MB, the most that a page takes. Import it with the command line.");
            Check(upload);
        }
        catch (UsageException refused)
        {
            upload = upload with { Fault = refused.Said.With(id, upload.Name) };
            File.Delete(PathOf(id));
        }
        catch
        {
            File.Delete(PathOf(id));
            throw;
        }

        Write(upload);
        return upload;
    }

    /// <summary>An upload by its id; null when there is none.</summary>
    public Upload? Find(string id)
    {
        if (!IsId(id) || !File.Exists(PathOf(id) + ".json")) return null;
        using var json = JsonDocument.Parse(File.ReadAllBytes(PathOf(id) + ".json"));
        var root = json.RootElement;
        return new Upload(id, root.GetProperty("name").GetString()!, root.GetProperty("bytes").GetInt64(), InstantPattern.ExtendedIso.Parse(root.GetProperty("at").GetString()!).Value)
        {
            Fault = root.GetProperty("fault").GetString() is { } fault ? Sentence.FromStored(fault) : null,
        };
    }

    /// <summary>Those that wait to be imported, the newest first.</summary>
    public IReadOnlyList<Upload> All() => Directory.Exists(_folder)
        ? [.. Directory.EnumerateFiles(_folder, "*.json").Select(path => Find(Path.GetFileNameWithoutExtension(path))).OfType<Upload>().OrderByDescending(upload => upload.At)]
        : [];

    /// <summary>Where the file lies.</summary>
    public string PathOf(string id) => IsId(id) ? Path.Combine(_folder, id) : throw new ArgumentException("That is no id of an upload.", nameof(id));

    /// <summary>Where the mapping lies with which it is read.</summary>
    public string MappingOf(string id) => PathOf(id) + ".yaml";

    /// <summary>Keeps how a file is to be read, as its page's address says it, so that it can be corrected later.</summary>
    public void KeepChoice(string id, string choice) => File.WriteAllText(PathOf(id) + ".choice", choice);

    /// <summary>How a file was to be read; empty when nobody said yet.</summary>
    public string ChoiceOf(string id) => File.Exists(PathOf(id) + ".choice") ? File.ReadAllText(PathOf(id) + ".choice") : "";

    /// <summary>Throws an upload away.</summary>
    public void Delete(string id)
    {
        foreach (var ending in new[] { "", ".json", ".yaml", ".choice" }) File.Delete(PathOf(id) + ending);
    }

    /// <summary>Throws away what came before an instant, what nobody imported for long, and what is left of uploads that broke off.</summary>
    public void Sweep(Instant limit)
    {
        if (!Directory.Exists(_folder)) return;
        var oldest = Instant.Max(limit, Instant.FromDateTimeOffset(_time.GetUtcNow()) - KeptFor);
        foreach (var upload in All().Where(upload => upload.At < oldest)) Delete(upload.Id);
        foreach (var path in Directory.EnumerateFiles(_folder))
        {
            var id = Path.GetFileName(path).Split('.')[0];
            if (IsId(id) && !File.Exists(PathOf(id) + ".json") && Instant.FromDateTimeUtc(File.GetLastWriteTimeUtc(path)) < oldest) File.Delete(path);
        }
    }

    /// <summary>A name without folders and without characters that are not to be seen; never empty.</summary>
    public static string Readable(string name)
    {
        var bare = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var seen = string.Concat(bare.Where(letter => !char.IsControl(letter) && CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.Format)).Trim();
        return seen.Length == 0 ? "file" : seen.Length <= LongestName ? seen : seen[^LongestName..];
    }

    private static bool IsId(string id) => id.Length == IdBytes * 2 && id.All(char.IsAsciiHexDigitLower);

    private static async Task<long> Save(Stream content, string path, long limit, CancellationToken cancellation)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        await using (file.ConfigureAwait(false))
        {
            var buffer = new byte[Chunk];
            var total = 0L;
            while (total <= limit && await content.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var read)
            {
                await file.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
                total += read;
            }

            return total;
        }
    }

    /// <summary>Refuses what is no table and no lines of records, and an archive that is only there to fill the machine.</summary>
    private void Check(Upload upload)
    {
        var path = PathOf(upload.Id);
        if (!InputFile.IsJson(path)) InputFile.Check(path);
        if (!InputFile.IsGzip(path)) return;
        using var packed = File.OpenRead(path);
        using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        var buffer = new byte[Chunk];
        var total = 0L;
        try
        {
            while (unpacked.Read(buffer) is > 0 and var read)
            {
                total += read;
                if (total > SmallestBomb && total > upload.Bytes * HighestRatio)
                    throw new UsageException($"{upload.Name} unpacks to more than {HighestRatio} times its size, as no export does. Unpack it and look at what is in it.");
            }
        }
        catch (InvalidDataException)
        {
            // Tricky: a damaged archive is told of where it is read, with what could be read before the damage.
        }
    }

    private void Write(Upload upload)
    {
        var path = PathOf(upload.Id) + ".json";
        using (var file = File.Create(path + ".part"))
        using (var json = new Utf8JsonWriter(file))
        {
            json.WriteStartObject();
            json.WriteString("name", upload.Name);
            json.WriteNumber("bytes", upload.Bytes);
            json.WriteString("at", InstantPattern.ExtendedIso.Format(upload.At));
            json.WriteString("fault", upload.Fault?.Stored());
            json.WriteEndObject();
        }

        File.Move(path + ".part", path, overwrite: true); // whole, or not there
    }

    /// <summary>Rows that are set aside are known by their file's name, so no two uploads have the same.</summary>
    private string Unique(string name, IEnumerable<string> others)
    {
        var taken = All().Where(upload => upload.Fault is null).Select(upload => upload.Name).Concat(others).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var (stem, ending) = (Path.GetFileNameWithoutExtension(name), Path.GetExtension(name));
        var unique = name;
        for (var number = 2; taken.Contains(unique); number++) unique = string.Create(CultureInfo.InvariantCulture, $"{stem} ({number}){ending}");
        return unique;
    }
}
