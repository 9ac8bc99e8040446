using System.IO.Compression;
using System.Text;

namespace Deskmeter.App.Live;

/// <summary>The bytes of an event, as they are and packed: made once, however many they are sent to.</summary>
public sealed class LiveEvent
{
    private readonly Lazy<byte[]> _packed;

    /// <param name="text">The event, with the empty line that ends it.</param>
    public LiveEvent(string text)
    {
        Plain = Encoding.UTF8.GetBytes(text);
        _packed = new Lazy<byte[]>(Pack);
    }

    /// <summary>What a packed stream begins with: a gzip header that names neither a file nor a time.</summary>
    public static ReadOnlyMemory<byte> PackedStart { get; } = new byte[] { 0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff };

    public ReadOnlyMemory<byte> Plain { get; }

    /// <summary>A piece of a gzip stream that looks back on nothing before it, so that it can stand in anybody's.</summary>
    public ReadOnlyMemory<byte> Packed => _packed.Value;

    private byte[] Pack()
    {
        using var bytes = new MemoryStream();
        using var packing = new DeflateStream(bytes, CompressionLevel.Optimal, leaveOpen: true);
        packing.Write(Plain.Span);
        packing.Flush(); // Tricky: up to a whole byte, but not the end, which disposing writes.
        return bytes.ToArray();
    }
}
