using System.Buffers.Binary;
using System.Text;

namespace Deskmeter.App.Cli;

/// <summary>What a server sends of a verb that runs in it: pieces of its two outputs, and at last its exit code.</summary>
internal enum FrameKind : byte
{
    Out = 1,
    Error = 2,
    Exit = 3,
}

/// <summary>Writes and reads frames: a byte for the kind, four for the length (little endian), the content in UTF-8.</summary>
internal static class VerbFrames
{
    private const int HeaderSize = 5;

    public static void Write(Stream stream, FrameKind kind, ReadOnlySpan<byte> content)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        header[0] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(header[1..], content.Length);
        stream.Write(header);
        stream.Write(content);
        stream.Flush();
    }

    /// <summary>The next frame; null at the end of the stream.</summary>
    public static async Task<(FrameKind Kind, byte[] Content)?> Read(Stream stream, CancellationToken cancellation)
    {
        var header = new byte[HeaderSize];
        var read = await stream.ReadAtLeastAsync(header, HeaderSize, throwOnEndOfStream: false, cancellation);
        if (read < HeaderSize) return null;
        var content = new byte[BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(1))];
        await stream.ReadExactlyAsync(content, cancellation);
        return ((FrameKind)header[0], content);
    }
}

/// <summary>Text written here leaves as frames of one kind.</summary>
internal sealed class FrameWriter(Stream stream, FrameKind kind, Lock gate) : TextWriter
{
    private const int Full = 1 << 15;
    private readonly StringBuilder _waiting = new();
    private readonly Encoder _encoder = Encoding.UTF8.GetEncoder();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        _waiting.Append(value);
        if (_waiting.Length >= Full) Flush();
    }

    public override void Write(string? value)
    {
        _waiting.Append(value);
        if (_waiting.Length >= Full) Flush();
    }

    public override void WriteLine(string? value)
    {
        Write(value);
        Write('\n');
        if (kind == FrameKind.Error) Flush();
    }

    public override void Flush()
    {
        if (_waiting.Length == 0) return;
        // A character of two halves may be cut here: the encoder keeps the first until the second comes.
        var text = _waiting.ToString();
        var content = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var length = _encoder.GetBytes(text, content, flush: false);
        _waiting.Clear();
        lock (gate) VerbFrames.Write(stream, kind, content.AsSpan(0, length));
    }
}
