using System.Text;

namespace Deskmeter.Store.DuckDb;

/// <summary>Writes texts into a vector as UTF-8. Half a surrogate pair, which UTF-8 cannot say, becomes U+FFFD.</summary>
internal sealed unsafe class TextWriter
{
    /// <summary>A duckdb_string_t: a length and up to twelve bytes in place.</summary>
    private const int PlaceSize = 16, InPlace = 12;

    private byte[] _bytes = new byte[256];

    /// <summary>Writes <paramref name="text"/> into a place of <paramref name="vector"/>, whose values start at <paramref name="data"/>.</summary>
    public void Write(nint vector, void* data, int index, string text)
    {
        if (text.Length <= InPlace && WriteInPlace((byte*)data + (long)index * PlaceSize, text)) return;
        var longest = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_bytes.Length < longest) _bytes = new byte[longest];
        var length = Encoding.UTF8.GetBytes(text, _bytes);
        fixed (byte* bytes = _bytes) Native.AssignText(vector, (ulong)index, bytes, (ulong)length);
    }

    /// <summary>Short texts, which most are, need no call of the library.</summary>
    private static bool WriteInPlace(byte* place, string text)
    {
        var bytes = new Span<byte>(place + sizeof(uint), InPlace);
        bytes.Clear();
        if (!Encoding.UTF8.TryGetBytes(text, bytes, out var length)) return false;
        *(uint*)place = (uint)length;
        return true;
    }
}
