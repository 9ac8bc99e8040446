namespace Deskmeter.Connectors;

/// <summary>The lines of a text as bytes, one at a time; a line that is too long is passed over.</summary>
internal sealed class CanonicalLines(Stream stream)
{
    /// <summary>The longest line that is kept, in bytes.</summary>
    public const int MostBytes = 16 << 20;

    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;

    /// <summary>The number of the current line, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The current line without its end.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    /// <summary>The current line is longer than <see cref="MostBytes"/>; <see cref="Line"/> is its beginning.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Steps to the next line; false at the end.</summary>
    /// <exception cref="InvalidDataException">The stream is a damaged archive.</exception>
    public bool Next()
    {
        IsTooLong = false;
        var searched = 0;
        while (true)
        {
            var found = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (found >= 0) return Take(searched + found, 1);
            searched = _end - _start;
            if (searched > MostBytes) return PassOver();
            if (!Fill()) return searched > 0 && Take(searched, 0);
        }
    }

    private bool Take(int length, int ending)
    {
        Number++;
        Line = _buffer.AsMemory(_start, length).TrimEnd((byte)'\r');
        IsTooLong = length > MostBytes;
        _start += length + ending;
        return true;
    }

    private bool PassOver()
    {
        var start = _buffer[_start..(_start + 4096)];
        var found = -1;
        do
        {
            (_start, _end) = (0, 0);
            if (!Fill()) break;
            found = _buffer.AsSpan(0, _end).IndexOf((byte)'\n');
        }
        while (found < 0);
        _start = found < 0 ? _end : found + 1;
        Number++;
        (Line, IsTooLong) = (start, true);
        return true;
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = stream.Read(_buffer.AsSpan(_end));
        _end += read;
        return read > 0;
    }
}
