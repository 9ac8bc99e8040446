using System.Collections.Concurrent;
using System.Reflection;

namespace Deskmeter.Connectors.Files;

/// <summary>The mappings that come with the program.</summary>
public static class Presets
{
    private const string Folder = "Presets/";

    private static readonly ConcurrentDictionary<string, Mapping> Read = [];

    /// <summary>Their names, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => Path.GetFileNameWithoutExtension(name[Folder.Length..]))
            .Order(StringComparer.Ordinal),
    ];

    /// <exception cref="UsageException">There is no such preset; the near match is named.</exception>
    public static Mapping Find(string name) =>
        Names.Contains(name) ? Read.GetOrAdd(name, Parse) : throw Nearest.Unknown($"preset", name, Names, "preset");

    /// <summary>The text of a preset: an example to start a mapping from.</summary>
    public static string TextOf(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{Folder}{name}.yaml")
            ?? throw Nearest.Unknown($"preset", name, Names, "preset");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static Mapping Parse(string name) => MappingReader.Read($"{name}.yaml", TextOf(name)) with { Name = name };
}
