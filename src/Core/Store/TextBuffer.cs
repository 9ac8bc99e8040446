using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Deskmeter.Store;

/// <summary>
/// Texts of one column as UTF-8, as column stores keep them: a place of 16 bytes for each, and longer ones in one block. So nothing
/// here keeps a text alive, and what says the same as the row before is not encoded anew. Half a surrogate pair becomes U+FFFD.
/// </summary>
public sealed class TextBuffer : ColumnBuffer
{
    /// <summary>Bytes of a text that stand in its place; of a longer one the first four and where it begins in <see cref="Block"/>.</summary>
    public const int InPlace = 12;

    private Vector128<byte>[] _places = new Vector128<byte>[64];
    private byte[] _block = [];
    private int _used;
    private string? _last;
    private Vector128<byte> _lastPlace;

    /// <summary>For each text its length in four bytes, then the text, or its first four bytes and eight that say where it is; zeros where there is none.</summary>
    public ReadOnlySpan<Vector128<byte>> Places => _places.AsSpan(0, Count);

    /// <summary>The texts that stand in no place, in memory that does not move; valid until more is appended.</summary>
    public ReadOnlySpan<byte> Block => _block.AsSpan(0, _used);

    /// <summary>The text in a row.</summary>
    public string this[int row]
    {
        get
        {
            var place = MemoryMarshal.AsBytes(Places.Slice(row, 1));
            var length = MemoryMarshal.Read<int>(place);
            return Encoding.UTF8.GetString(length <= InPlace ? place.Slice(4, length) : Block.Slice((int)MemoryMarshal.Read<long>(place[8..]), length));
        }
    }

    public void Append(string value)
    {
        if (!ReferenceEquals(value, _last)) (_last, _lastPlace) = (value, Encode(value));
        Place(Next(isValid: true), _lastPlace);
    }

    public override void AppendNull() => Place(Next(isValid: false), default);

    /// <summary>Appends the last <paramref name="count"/> texts once more.</summary>
    public void Repeat(int count)
    {
        for (var i = 0; i < count; i++) Place(Next(isValid: true), _places[Count - 1 - count]);
    }

    public override void Clear()
    {
        (_used, _last) = (0, null);
        base.Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Place(int index, Vector128<byte> place)
    {
        if (index >= _places.Length) Array.Resize(ref _places, _places.Length * 2);
        _places[index] = place;
    }

    private Vector128<byte> Encode(string text)
    {
        var place = default(Vector128<byte>);
        var bytes = MemoryMarshal.AsBytes(new Span<Vector128<byte>>(ref place));
        if (text.Length <= InPlace && (Ascii.FromUtf16(text, bytes[4..], out var length) == OperationStatus.Done || TryShort(text, bytes[4..], out length)))
        {
            MemoryMarshal.Write(bytes, length);
            return place;
        }

        length = ToBlock(text);
        MemoryMarshal.Write(bytes, length);
        _block.AsSpan(_used, sizeof(int)).CopyTo(bytes[4..]);
        MemoryMarshal.Write(bytes[8..], (long)_used);
        _used += length;
        return place;
    }

    private static bool TryShort(string text, Span<byte> bytes, out int length)
    {
        bytes.Clear();
        if (Encoding.UTF8.TryGetBytes(text, bytes, out length)) return true;
        bytes.Clear();
        return false;
    }

    private int ToBlock(string text)
    {
        var longest = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_block.Length - _used < longest)
        {
            var grown = GC.AllocateUninitializedArray<byte>(Math.Max(_block.Length * 4, _used + Math.Max(longest, 256)), pinned: true);
            Block.CopyTo(grown);
            _block = grown;
        }

        return Encoding.UTF8.GetBytes(text, _block.AsSpan(_used));
    }
}
