namespace Deskmeter.Core.Tests;

/// <summary>Files of the checkout that the tests run from.</summary>
internal static class Checkout
{
    private static readonly string Root = Find(AppContext.BaseDirectory);

    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    private static string Find(string folder)
    {
        while (!File.Exists(System.IO.Path.Combine(folder, "Deskmeter.slnx")))
            folder = System.IO.Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests do not run from a checkout.");
        return folder;
    }
}
