using System.Globalization;
using System.Text;
using Microsoft.Playwright;

namespace Deskmeter.App.Tests.Pictures;

/// <summary>The text of <c>docs/pictures/README.md</c>.</summary>
internal static class Gallery
{
    public const string Folder = "docs/pictures";

    public const string Renew = "DESKMETER_ACCEPT=1 ./test -class \"*PictureTests\"";

    public static string Text()
    {
        var text = new StringBuilder("# Deskmeter in pictures\n\n");
        text.Append("A fictional shop on Wednesday 18 November 2026; of long pages the beginning. Made, and made again after a change, by\n");
        text.Append(CultureInfo.InvariantCulture, $"`{Renew}`.\n");
        foreach (var picture in PictureList.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {Title(picture)}\n\n`{picture.Path.Split('?')[0]}`\n\n");
            text.Append(CultureInfo.InvariantCulture, $"<img src=\"{picture.File}\" width=\"{Math.Min(picture.Width, 1280)}\" alt=\"{Title(picture)}\">\n");
        }

        return text.ToString();
    }

    private static string Title(Picture picture)
    {
        List<string> how = [];
        if (picture.Width is not (1280 or 1920)) how.Add(string.Create(CultureInfo.InvariantCulture, $"{picture.Width} px wide"));
        if (picture is { Scheme: ColorScheme.Dark, Width: not 1920 }) how.Add("dark");
        if (picture.Culture != "en") how.Add($"in {CultureInfo.GetCultureInfo(picture.Culture).EnglishName}");
        return how.Count == 0 ? picture.Title : $"{picture.Title} ({string.Join(", ", how)})";
    }
}
