namespace Deskmeter.Connectors.Files;

/// <summary>How far reading has come; written by the reading thread, read by whoever shows it.</summary>
public sealed class ReadMeter
{
    private long _bytes;
    private long _rows;

    /// <summary>Bytes of all files together, as they lie on the disk.</summary>
    public long TotalBytes { get; init; }

    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Rows read, those of looked-up files and those set aside included; headers not. One that is read twice counts once.</summary>
    public long Rows => Interlocked.Read(ref _rows);

    public void AddBytes(long count) => Interlocked.Add(ref _bytes, count);

    public void AddRow() => Interlocked.Increment(ref _rows);

    /// <summary>Takes rows back that will be read a second time.</summary>
    internal void TakeBack(long rows) => Interlocked.Add(ref _rows, -rows);
}
