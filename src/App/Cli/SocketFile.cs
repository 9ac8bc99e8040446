using System.Text;

namespace Deskmeter.App.Cli;

/// <summary>Where the socket of a data folder lies: in it, or, where that path is too long for a socket, in a temporary folder of the owner's.</summary>
internal sealed class SocketFile : IDisposable
{
    /// <summary>The least that any system takes, in bytes.</summary>
    private const int LongestPath = 100;

    private readonly string? _ownFolder;

    private SocketFile(string path, string? ownFolder) => (Path, _ownFolder) = (path, ownFolder);

    public string Path { get; }

    /// <summary>A place that nothing lies at; what a server that was killed left there goes.</summary>
    public static SocketFile In(string folder)
    {
        var path = System.IO.Path.Combine(System.IO.Path.GetFullPath(folder), "socket");
        File.Delete(path);
        if (Encoding.UTF8.GetByteCount(path) <= LongestPath) return new SocketFile(path, null);
        var own = Directory.CreateTempSubdirectory("deskmeter-").FullName;
        return new SocketFile(System.IO.Path.Combine(own, "socket"), own);
    }

    public void Dispose()
    {
        File.Delete(Path);
        if (_ownFolder is not null) Directory.Delete(_ownFolder, recursive: true);
    }
}
