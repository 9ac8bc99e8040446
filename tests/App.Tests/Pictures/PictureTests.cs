using Deskmeter.App.Tests.Web;
using Deskmeter.Core.Tests;
using Xunit;

namespace Deskmeter.App.Tests.Pictures;

/// <summary><c>docs/pictures/</c> shows every page; whether the pictures are those of today is for eyes to say.</summary>
public class PictureTests
{
    private const int MostInAll = 6_000_000;

    [Fact]
    public void Every_page_with_a_place_in_its_address_has_an_example() =>
        Assert.All(BoardPages.Templates.Where(template => template.Contains('{', StringComparison.Ordinal) && !template.EndsWith("?}", StringComparison.Ordinal)), template => Assert.True(PictureList.IsShown(template), $"{template} has no picture."));

    [Fact]
    public async Task Every_page_has_its_picture()
    {
        var folder = Checkout.Path(Gallery.Folder);
        if (Environment.GetEnvironmentVariable("DESKMETER_ACCEPT") == "1") await Take(folder);
        var there = Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
        var wanted = PictureList.All.Select(picture => picture.File).Append("README.md").Order(StringComparer.Ordinal);
        Assert.True(wanted.SequenceEqual(there), $"{Gallery.Folder} lacks {string.Join(", ", wanted.Except(there))}; nothing needs {string.Join(", ", there.Except(wanted))}. Run {Gallery.Renew} and commit the files.");
        Assert.True(Gallery.Text() == await File.ReadAllTextAsync(Path.Combine(folder, "README.md"), TestContext.Current.CancellationToken), $"The gallery does not name every picture. Run {Gallery.Renew} and commit the files.");
        var sizes = Directory.EnumerateFiles(folder, "*.webp").ToDictionary(path => Path.GetFileName(path), path => new FileInfo(path).Length);
        Assert.All(sizes, file => Assert.InRange(file.Value, 1_000, Photographer.Largest));
        Assert.InRange(sizes.Values.Sum(), 0, MostInAll);
    }

    private static async Task Take(string folder)
    {
        await using var desk = await ShownDesk.ForPictures();
        await using var browser = new Browser();
        var photographer = new Photographer(desk, browser);
        foreach (var stale in Directory.EnumerateFiles(folder)) File.Delete(stale);
        foreach (var picture in PictureList.All) await File.WriteAllBytesAsync(Path.Combine(folder, picture.File), await photographer.Take(picture));
        await File.WriteAllTextAsync(Path.Combine(folder, "README.md"), Gallery.Text());
    }
}
