using System.IO.MemoryMappedFiles;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Deskmeter.Store.DuckDb;

/// <summary>A file that must be, to the byte, the one we know.</summary>
/// <param name="Name">The file's name, without its folder.</param>
/// <param name="Sha256">The SHA-256 of its content, in lower-case hexadecimal digits.</param>
internal sealed record PinnedFile(string Name, string Sha256)
{
    /// <summary>Compares the content of <paramref name="path"/> with the hash.</summary>
    /// <exception cref="DuckDbException">It differs.</exception>
    public void Check(string path)
    {
        var actual = Convert.ToHexStringLower(Hash(path));
        if (actual != Sha256)
            throw new DuckDbException($"{path} is not the file it should be: its SHA-256 is {actual}, expected is {Sha256}. It is not loaded.");
    }

    /// <summary>Hashes over a mapped view, which saves copying the file's 70 MB.</summary>
    private static unsafe byte[] Hash(string path)
    {
        var length = new FileInfo(path).Length;
        if (length == 0) return SHA256.HashData(ReadOnlySpan<byte>.Empty);
        using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, capacity: 0, MemoryMappedFileAccess.Read);
        using var view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        byte* start = null;
        SafeMemoryMappedViewHandle handle = view.SafeMemoryMappedViewHandle;
        handle.AcquirePointer(ref start);
        try
        {
            return SHA256.HashData(new ReadOnlySpan<byte>(start, checked((int)length)));
        }
        finally
        {
            handle.ReleasePointer();
        }
    }
}
