using System.Text.RegularExpressions;
using Xunit;

namespace Deskmeter.Core.Tests;

/// <summary>The rules of docs/architecture.md that a compiler does not check.</summary>
public partial class ArchitectureTests
{
    private const int LongestFile = 400;
    private static readonly string[] Folders = ["src", "tests", "bench"];

    /// <summary>What each folder of Core may use of ours, besides the root namespace and itself.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Helpdesk"] = [],
        ["Store"] = [],
        ["Connectors"] = ["Helpdesk", "Records"],
        ["Records"] = ["Helpdesk", "Connectors"],
        ["State"] = [],
        ["Settings"] = ["Helpdesk", "State"],
        ["Facts"] = ["Helpdesk", "Store", "Settings"],
        ["Metrics"] = ["Helpdesk", "Facts", "Store", "Settings"],
        ["Sync"] = ["Helpdesk", "Records", "Facts", "Store", "Settings"],
        ["Demo"] = ["Helpdesk", "Settings"],
        ["Live"] = ["Metrics"],
        ["Notes"] = ["Metrics", "State"],
        ["Layouts"] = ["State"],
        ["Volume"] = ["Helpdesk", "Settings"],
        ["Imports"] = ["Helpdesk", "Connectors", "Records", "State"],
        ["Jobs"] = [],
        ["Workspaces"] = ["Targets", "Helpdesk", "Connectors", "Records", "Facts", "Store", "Settings", "State", "Sync", "Metrics", "Imports", "Notes", "Layouts", "Quality"],
        ["Targets"] = ["Metrics", "State"],
        ["Quality"] = ["Helpdesk", "Records", "Metrics", "Facts", "State"],
    };

    [Fact]
    public void Dependencies_point_down_only()
    {
        var wrong =
            from file in SourceTree.Files("src/Core")
            let parts = file.Split('/')
            where parts.Length > 3
            let own = parts[2]
            from Match match in Usings().Matches(File.ReadAllText(Path.Combine(SourceTree.Root, file)))
            let used = match.Groups["folder"].Value
            where used != own && !Allowed[own].Contains(used)
            select $"{file} uses Deskmeter.{used}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void No_file_is_longer_than_a_reader_keeps_in_mind()
    {
        var wrong =
            from folder in Folders
            from file in SourceTree.Files(folder)
            let lines = File.ReadLines(Path.Combine(SourceTree.Root, file)).Count()
            where lines > LongestFile
            select $"{file} has {lines} lines; at most {LongestFile}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void No_name_says_less_than_it_could()
    {
        var wrong =
            from file in SourceTree.Files("src")
            let name = Path.GetFileNameWithoutExtension(file)
            where VagueNames().IsMatch(name)
            select file;
        Assert.Empty(wrong);
    }

    [GeneratedRegex(@"^using Deskmeter\.(?<folder>\w+)", RegexOptions.Multiline)]
    private static partial Regex Usings();

    [GeneratedRegex("(Manager|Helper|Helpers|Utils|Impl|Common|V2)$|^Base[A-Z]|[a-z]Base$")]
    private static partial Regex VagueNames();
}
