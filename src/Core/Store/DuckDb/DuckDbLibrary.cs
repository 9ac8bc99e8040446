using System.Runtime.InteropServices;

namespace Deskmeter.Store.DuckDb;

/// <summary>
/// Finds, checks and loads DuckDB's C library. Only the pinned file of each platform is loaded: native code that somebody
/// exchanged would run with all our rights.
/// </summary>
public static class DuckDbLibrary
{
    /// <summary>The environment variable that names the library's file, for those who keep it elsewhere.</summary>
    public const string PathVariable = "DESKMETER_DUCKDB";

    /// <summary>The version that the binding is written for, as the library itself says it.</summary>
    public const string Version = "v1.5.5";

    internal const string Name = "duckdb";

    private static readonly Dictionary<string, PinnedFile> Pinned = new()
    {
        ["linux-x64"] = new("libduckdb.so", "fc23f12e376c47be520f75221288281906e7942e8fd6f6ce4849198ba60d0405"),
        ["linux-arm64"] = new("libduckdb.so", "d00d007f3f7ca1f2896a5e4b89c2ce141bf0508506a9d6d56f9598b8e59d074e"),
        ["osx-arm64"] = new("libduckdb.dylib", "b9027d18ef3e8d960568f77e946a83ca68009cb22d71cf7f94de842afdd094d8"),
        ["win-x64"] = new("duckdb.dll", "2b7468a4ad844429e6af2fde0b5f91893e8130a5686a88f11442ab547c7ede46"),
    };

    private static readonly Lazy<string> Loaded = new(FindCheckAndLoad);

    /// <summary>
    /// Loads the library once per process; later calls cost nothing. Called early on a thread of its own, it takes the check of
    /// the file (70 MB) out of the way of the first query.
    /// </summary>
    /// <exception cref="DuckDbException">The library is missing, changed, of another version, or not known on this platform.</exception>
    public static void Load() => _ = Loaded.Value;

    /// <summary>The place the library is loaded from; null when it is nowhere.</summary>
    public static string? Locate() => Candidates(Platform()).FirstOrDefault(File.Exists);

    private static unsafe string FindCheckAndLoad()
    {
        var platform = Platform();
        if (!Pinned.TryGetValue(platform, out var pinned))
            throw new DuckDbException($"There is no checked DuckDB library for {platform}; there is one for {string.Join(", ", Pinned.Keys)}.");
        var path = Locate() ?? throw new DuckDbException(
            $"The DuckDB library is missing: {pinned.Name} was looked for in {string.Join(", ", Candidates(platform))}. Building the program brings it; {PathVariable} can name it.");
        pinned.Check(path);
        var library = NativeLibrary.Load(path);
        NativeLibrary.SetDllImportResolver(typeof(DuckDbLibrary).Assembly, (name, _, _) => name == Name ? library : 0);
        var version = DuckDbException.Text(Native.LibraryVersion());
        return version == Version
            ? path
            : throw new DuckDbException($"{path} is DuckDB {version}; the program is written for {Version}.");
    }

    private static IEnumerable<string> Candidates(string platform)
    {
        if (Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } named)
        {
            yield return named;
            yield break;
        }

        var name = Pinned.TryGetValue(platform, out var pinned) ? pinned.Name : "libduckdb.so";
        yield return Path.Combine(AppContext.BaseDirectory, name);
        yield return Path.Combine(AppContext.BaseDirectory, "runtimes", platform, "native", name);
    }

    private static string Platform()
    {
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
    }
}
