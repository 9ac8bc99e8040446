using System.Runtime.InteropServices;

namespace Deskmeter.Store.DuckDb;

/// <summary>Something that DuckDB made and that DuckDB must destroy. The order does not matter: DuckDB counts references itself.</summary>
internal abstract class DuckDbHandle() : SafeHandle(invalidHandleValue: 0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected abstract void Destroy(ref nint value);

    protected override bool ReleaseHandle()
    {
        Destroy(ref handle);
        return true;
    }
}

internal sealed class ConfigHandle : DuckDbHandle
{
    protected override void Destroy(ref nint value) => Native.DestroyConfig(ref value);
}

internal sealed class DatabaseHandle : DuckDbHandle
{
    protected override void Destroy(ref nint value) => Native.Close(ref value);
}

internal sealed class ConnectionHandle : DuckDbHandle
{
    protected override void Destroy(ref nint value) => Native.Disconnect(ref value);
}

internal sealed class StatementHandle : DuckDbHandle
{
    protected override void Destroy(ref nint value) => Native.DestroyStatement(ref value);
}

internal sealed class PendingHandle : DuckDbHandle
{
    protected override void Destroy(ref nint value) => Native.DestroyPending(ref value);
}

internal sealed class ValueHandle : DuckDbHandle
{
    protected override void Destroy(ref nint value) => Native.DestroyValue(ref value);
}

internal sealed class LogicalTypeHandle : DuckDbHandle
{
    protected override void Destroy(ref nint value) => Native.DestroyType(ref value);
}

internal sealed class ChunkHandle : DuckDbHandle
{
    protected override void Destroy(ref nint value) => Native.DestroyChunk(ref value);
}

internal sealed class AppenderHandle : DuckDbHandle
{
    protected override void Destroy(ref nint value) => _ = Native.DestroyAppender(ref value);
}
