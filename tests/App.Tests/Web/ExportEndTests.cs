using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net.Http.Json;
using System.Net.Sockets;
using Deskmeter.App.Cli;
using Deskmeter.App.Tests.Cli;
using Deskmeter.Workspaces;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Deskmeter.App.Tests.Web;

/// <summary>Whoever leaves while figures or rows are exported stops the work, and nothing of it stays in the folder.</summary>
[Collection(BoardCollection.Name)]
public sealed class ExportEndTests(BoardServer server)
{
    private const string Question = "/api/v1/query?kpi=resolution_time,first_response_time&from=2024-11-22&to=2026-11-18&grain=day&by=agent&by=topic";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("csv")]
    [InlineData("parquet")]
    public async Task A_question_is_not_worked_out_for_somebody_who_has_left(string format)
    {
        // As of other instants, so that none is remembered from another; the first time is slower than any later.
        var usual = TimeSpan.MaxValue;
        foreach (var hour in (int[])[1, 2])
        {
            var from = Stopwatch.GetTimestamp();
            using var whole = await server.Client.GetAsync($"{Question}&format={format}&as_of=2026-11-17T0{hour}:00:00Z", Cancellation);
            whole.EnsureSuccessStatusCode();
            usual = Stopwatch.GetElapsedTime(from);
        }

        // Work that did not end would take the whole time whenever it is tried; other tests may have the machine once.
        var took = TimeSpan.MaxValue;
        for (var minute = 0; minute < 5 && took >= usual * 0.75; minute++)
        {
            using var ended = new RequestEnds("/api/v1/query", StatusCodes.Status499ClientClosedRequest);
            using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            leaving.CancelAfter(usual / 10);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.Client.GetAsync($"{Question}&format={format}&as_of=2026-11-17T03:0{minute}:00Z", leaving.Token));
            took = await ended.First.WaitAsync(Patience, Cancellation);
        }

        Assert.True(took < usual * 0.75, $"It ended after {took}, and takes {usual} as a whole.");
        Assert.Empty(Directory.EnumerateFileSystemEntries(server.Workspace.ExportFolder, "figures-*"));
    }

    [Fact]
    public async Task A_file_that_is_written_for_somebody_who_has_left_is_gone()
    {
        var path = $"{Question}&format=parquet&as_of=2026-11-17T04:00:00Z";
        (await server.Client.GetAsync(path, Cancellation)).Dispose(); // remembered from here on, so that only the file is made
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var asked = server.Client.GetAsync(path, leaving.Token);
        await Until(() => Left(server.Workspace.Folder) || asked.IsCompleted);
        await leaving.CancelAsync();
        await Until(() => !Left(server.Workspace.Folder));
        await Task.WhenAny(asked);
    }

    [Fact]
    public async Task Rows_that_a_verb_writes_through_the_server_end_with_the_verb()
    {
        using var folder = new TestFolder();
        var socket = folder.File("s");
        await using var app = Server.Build(server.Workspace, new ServerOptions { Socket = socket });
        VerbSocket.Map(app, server.Workspace);
        await app.StartAsync(Cancellation);
        using var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, token) =>
            {
                var end = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await end.ConnectAsync(new UnixDomainSocketEndPoint(socket), token);
                return new NetworkStream(end, ownsSocket: true);
            },
        });
        using var ended = new RequestEnds("/verbs", StatusCodes.Status200OK);
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://localhost/verbs");
        request.Content = JsonContent.Create(new VerbRequest(["export", "sla", "--data", server.Workspace.Folder], "/", false, null), VerbJson.Default.VerbRequest);
        using (await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation))
        {
            // Nobody takes the rows, so they wait.
            await Task.Delay(1000, Cancellation);
            Assert.False(ended.First.IsCompleted);
        }

        await ended.First.WaitAsync(Patience, Cancellation);
    }

    [Fact]
    public async Task What_a_killed_server_leaves_of_an_export_goes_at_the_next_start()
    {
        await using var served = await ServedFolder.Start(new TestFolder());
        const string Path = "/api/v1/query?kpi=tickets_created,resolution_time&from=2019-01-01&to=2024-02-01&grain=day&by=agent&by=priority&format=parquet";
        for (var tries = 0; !Left(served.Data); tries++)
        {
            Assert.True(tries < 20, "No server was killed while it wrote a file.");
            if (tries > 0) await served.Serve();
            using var client = new HttpClient { BaseAddress = new Uri(served.Address) };
            (await client.GetAsync(Path, Cancellation)).Dispose();
            var asked = client.GetAsync(Path, Cancellation);
            while (!Left(served.Data) && !asked.IsCompleted) await Task.Yield();
            served.Server.Kill();
            await served.End();
            await Task.WhenAny(asked);
        }

        using var workspace = Workspace.Open(served.Data, TimeProvider.System);
        Assert.Empty(Directory.EnumerateFileSystemEntries(workspace.ExportFolder));
    }

    private static bool Left(string folder) => Directory.EnumerateFileSystemEntries(System.IO.Path.Combine(folder, "exports"), "figures-*").Any();

    private static async Task Until(Func<bool> isSo)
    {
        for (var from = Stopwatch.GetTimestamp(); !isSo(); await Task.Delay(1, Cancellation)) Assert.True(Stopwatch.GetElapsedTime(from) < Patience);
    }

    /// <summary>Notices when a server of this process has ended a request, as its meter tells.</summary>
    private sealed class RequestEnds : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly TaskCompletionSource<TimeSpan> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public RequestEnds(string route, int status)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "http.server.request.duration") listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) =>
            {
                var (isRoute, isStatus) = (false, false);
                foreach (var tag in tags)
                {
                    isRoute |= tag is { Key: "http.route", Value: string text } && text == route;
                    isStatus |= tag is { Key: "http.response.status_code", Value: int code } && code == status;
                }

                if (isRoute && isStatus) _first.TrySetResult(TimeSpan.FromSeconds(seconds));
            });
            _listener.Start();
        }

        /// <summary>How long the first one took.</summary>
        public Task<TimeSpan> First => _first.Task;

        public void Dispose() => _listener.Dispose();
    }
}
