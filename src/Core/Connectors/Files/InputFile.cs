using System.IO.Compression;

namespace Deskmeter.Connectors.Files;

/// <summary>Opens what a user hands over: plain or gzip (told by its first bytes, whatever it is called), never loaded whole.</summary>
public static class InputFile
{
    private const int SniffedBytes = 4096;

    /// <summary>A stream of the unpacked content.</summary>
    /// <param name="meter">Counts the bytes as they lie on the disk.</param>
    public static Stream Open(string path, ReadMeter? meter = null)
    {
        var packed = OpenPacked(path, meter);
        return IsGzip(path) ? new GZipStream(packed, CompressionMode.Decompress) : packed;
    }

    /// <summary>The bytes as they lie on the disk.</summary>
    internal static Stream OpenPacked(string path, ReadMeter? meter)
    {
        Stream file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        return new BufferedStream(meter is null ? file : new MeteredStream(file, meter), 1 << 16);
    }

    /// <summary>Refuses what cannot be a table or a list of tickets, and says what it is instead.</summary>
    /// <exception cref="UsageException">The file is missing, empty, or of another kind.</exception>
    public static void Check(string path)
    {
        var name = Path.GetFileName(path);
        CheckExists(path);
        var start = Start(path);
        if (start.Length == 0) throw new UsageException($"{name} is empty.", name);
        if (KindOf(start) is { } kind) throw new UsageException($"{name} is no CSV file: it is {kind}.", name);
    }

    /// <summary>Refuses a path that leads nowhere, with the near match.</summary>
    internal static void CheckExists(string path)
    {
        if (!File.Exists(path)) throw Missing(path);
    }

    /// <summary>The first text of a file, for telling what it is; empty when it cannot be unpacked.</summary>
    internal static byte[] Start(string path)
    {
        using var stream = Open(path);
        var buffer = new byte[SniffedBytes];
        try
        {
            return buffer[..stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException)
        {
            // Tricky: a damaged archive is reported where it is read, with what could be read before the damage.
            return "?"u8.ToArray();
        }
    }

    /// <summary>Its first text begins a JSON object or list.</summary>
    internal static bool IsJson(string path) => TextOf(Start(path)) is [(byte)'{' or (byte)'[', ..];

    /// <summary>It is packed.</summary>
    internal static bool IsGzip(string path)
    {
        using var file = File.OpenRead(path);
        return file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
    }

    /// <summary>An error for a path that leads to no file, with the near match.</summary>
    public static UsageException Missing(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        var near = Directory.Exists(folder)
            ? Nearest.To(Path.GetFileName(path), Directory.EnumerateFileSystemEntries(folder).Select(entry => Path.GetFileName(entry)!))
            : null;
        return new UsageException($"There is no file '{path}'.{Nearest.Hint(near)}", "file", near);
    }

    private static Sentence? KindOf(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("PK\u0003\u0004"u8)) return $"a zip archive or an Excel workbook; save its sheets as CSV";
        if (start.StartsWith("PAR1"u8)) return $"a Parquet file; export it as CSV";
        if (start.StartsWith("%PDF"u8)) return $"a PDF";
        if (start.StartsWith("SQLite format"u8)) return $"an SQLite database; export its tables as CSV";
        var isWide = start.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]) || start.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff]);
        if (!isWide && start.Contains((byte)0)) return $"a binary file";
        var text = TextOf(start);
        if (text.IsEmpty) return $"blank";
        return text[0] switch
        {
            (byte)'{' or (byte)'[' => (Sentence)$"JSON; tickets in the canonical format are imported with 'import canonical'",
            (byte)'<' => $"HTML or XML",
            _ => null,
        };
    }

    private static ReadOnlySpan<byte> TextOf(ReadOnlySpan<byte> start) => start.TrimStart((ReadOnlySpan<byte>)[0xef, 0xbb, 0xbf]).TrimStart(" \t\r\n"u8);

    private sealed class MeteredStream(Stream inner, ReadMeter meter) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => inner.Length;
        public override long Position { get => inner.Position; set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            meter.AddBytes(read);
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
