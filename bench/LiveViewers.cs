using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Deskmeter.Bench;

/// <summary>Viewers of live pages, in a process of their own so that what they cost is not the server's: they note when changes come.</summary>
internal static class LiveViewers
{
    /// <summary>So many of them never read.</summary>
    public const int Deaf = 10;

    /// <summary>A packed event ends so; one of fewer bytes is a beat or a greeting.</summary>
    private static readonly byte[] Mark = [0, 0, 0xff, 0xff];
    private const int Least = 120;

    private sealed class Viewer(Socket socket)
    {
        public Socket Socket => socket;
        public List<long> Times { get; } = [];
        public long Bytes { get; set; }
        public Task Reading { get; set; } = Task.CompletedTask;
    }

    /// <summary>Looks until standard input ends, then writes a line for each viewer that reads: bytes since all were there, and a timestamp of each change.</summary>
    /// <param name="arguments">The port, how many viewers, and the address of each filter set, in turn.</param>
    public static void Run(IReadOnlyList<string> arguments) => RunAsync(arguments).GetAwaiter().GetResult();

    private static async Task RunAsync(IReadOnlyList<string> arguments)
    {
        var (port, count) = (int.Parse(arguments[0], CultureInfo.InvariantCulture), int.Parse(arguments[1], CultureInfo.InvariantCulture));
        var paths = arguments.Skip(2).ToList();
        using var ending = new CancellationTokenSource();
        var viewers = new List<Viewer>();
        for (var i = 0; i < count; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = 16_384 };
            await socket.ConnectAsync("127.0.0.1", port);
            await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {paths[i % paths.Count]} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip\r\n\r\n"));
            var viewer = new Viewer(socket);
            viewers.Add(viewer);
            if (count <= 10 * Deaf || i >= Deaf) viewer.Reading = Read(viewer, ending.Token);
        }

        while (viewers.Exists(viewer => !viewer.Reading.IsCompleted && viewer.Times.Count == 0)) await Task.Delay(20);
        await Task.Delay(1000);
        viewers.ForEach(viewer => viewer.Bytes = 0);
        Console.WriteLine("ready");
        await Console.In.ReadLineAsync();
        await ending.CancelAsync();
        await Task.WhenAll(viewers.Select(viewer => viewer.Reading));
        foreach (var viewer in viewers)
        {
            if (viewer.Times.Count > 0) Console.WriteLine(string.Join(' ', viewer.Times.Prepend(viewer.Bytes)));
            viewer.Socket.Dispose();
        }
    }

    private static async Task Read(Viewer viewer, CancellationToken ending)
    {
        var buffer = new byte[16_384];
        var (kept, since) = (0, 0);
        try
        {
            while (await viewer.Socket.ReceiveAsync(buffer.AsMemory(kept), ending) is > 0 and var read)
            {
                viewer.Bytes += read;
                var there = buffer.AsSpan(0, kept + read);
                while (there.IndexOf(Mark) is >= 0 and var place)
                {
                    if (since + place > Least) viewer.Times.Add(Stopwatch.GetTimestamp());
                    there = there[(place + Mark.Length)..];
                    since = 0;
                }

                // A mark may come in two pieces.
                kept = Math.Min(there.Length, Mark.Length - 1);
                since += there.Length - kept;
                there[^kept..].CopyTo(buffer);
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }
}
