using System.Runtime.InteropServices;

namespace Deskmeter.Store.DuckDb;

/// <summary>DuckDB refused or failed; the message is its own.</summary>
public sealed class DuckDbException : Exception
{
    internal DuckDbException(string message, DuckDbErrorKind kind = DuckDbErrorKind.Unknown, Exception? inner = null)
        : base(message, inner) => Kind = kind;

    internal DuckDbErrorKind Kind { get; }

    /// <summary>The file is not what was written: cut short, a block's checksum is wrong, or what it holds makes no sense.</summary>
    internal bool IsCorruption => Kind == DuckDbErrorKind.Serialization
        || SaysCorrupt.Any(words => Message.Contains(words, StringComparison.OrdinalIgnoreCase));

    /// <summary>The open database answers nothing more until it is opened again.</summary>
    internal bool IsFatal => Kind is DuckDbErrorKind.Fatal or DuckDbErrorKind.Internal || IsCorruption;

    private static readonly string[] SaysCorrupt = ["corrupt", "checksum", "could not read enough bytes"];

    internal static unsafe string Text(byte* message) => Marshal.PtrToStringUTF8((nint)message) ?? "DuckDB gave no reason.";
}

/// <summary>duckdb_error_type, as far as we tell errors apart.</summary>
internal enum DuckDbErrorKind
{
    Unknown = 0,
    OutOfRange = 1,
    Conversion = 2,
    Serialization = 9,
    Io = 28,
    Interrupt = 29,
    Fatal = 30,
    Internal = 31,
    OutOfMemory = 33,
}
