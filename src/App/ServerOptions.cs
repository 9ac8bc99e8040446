namespace Deskmeter.App;

/// <summary>Where a server listens: on this machine only, until there is sign-in.</summary>
public sealed record ServerOptions
{
    /// <summary>The port on 127.0.0.1; 0: any free one; null: none.</summary>
    public int? Port { get; init; }

    /// <summary>The path of a Unix socket to listen on; null: none.</summary>
    public string? Socket { get; init; }

    /// <summary>The most bytes that one upload of a file takes.</summary>
    public long LargestUpload { get; init; } = 2L << 30;
}
