using Xunit;

namespace Deskmeter.Core.Tests.Metrics.Catalogue;

/// <summary><c>docs/kpis/</c> says what the catalogue says.</summary>
public class KpiPageDocumentTests
{
    private const string Renew = "Run this test with DESKMETER_ACCEPT=1 and commit the files.";

    [Fact]
    public void Every_page_is_that_of_the_catalogue()
    {
        var folder = Checkout.Path(KpiPages.Folder);
        var pages = new KpiPages().All();
        if (Environment.GetEnvironmentVariable("DESKMETER_ACCEPT") == "1") Accept(folder, pages);
        foreach (var (path, text) in pages)
        {
            var file = Path.Combine(folder, path);
            Assert.True(File.Exists(file) && File.ReadAllText(file) == text, $"{KpiPages.Folder}/{path} is not what the catalogue says any more. {Renew}");
        }

        Assert.True(Stale(folder, pages) is [], $"{string.Join(", ", Stale(folder, pages))}: no KPI has these pages any more. {Renew}");
    }

    private static void Accept(string folder, IReadOnlyDictionary<string, string> pages)
    {
        foreach (var stale in Stale(folder, pages)) File.Delete(Path.Combine(folder, stale));
        foreach (var (path, text) in pages)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
            File.WriteAllText(Path.Combine(folder, path), text);
        }
    }

    /// <summary>Pages stand in the folders of families; what stands beside the index is written by hand.</summary>
    private static List<string> Stale(string folder, IReadOnlyDictionary<string, string> pages) =>
    [
        .. Directory.EnumerateFiles(folder, "*.md", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Where(path => path.Contains('/', StringComparison.Ordinal) && !pages.ContainsKey(path)).Order(StringComparer.Ordinal),
    ];
}
