using System.Diagnostics;
using Deskmeter.Store;
using Deskmeter.Store.DuckDb;
using Xunit;

namespace Deskmeter.Core.Tests.Store;

public sealed class DuckDbCancellationTests : IDisposable
{
    private const string Endless = "select sum(a.i * b.i % 7) from range(10000000) a(i), range(1000000) b(i)";
    private readonly OpenedDatabase _opened = new();

    public void Dispose() => _opened.Dispose();

    [Fact]
    public void A_running_statement_stops_soon_after_it_was_cancelled()
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        var watch = Stopwatch.StartNew();
        var error = Assert.Throws<OperationCanceledException>(() => Read(Endless, cancellation.Token));
        Assert.Equal(cancellation.Token, error.CancellationToken);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"it took {watch.Elapsed}");
        Assert.Equal(1L, _opened.Connection.Value("select 1"));
    }

    [Fact]
    public void A_statement_that_streams_stops_between_rows_too()
    {
        using var cancellation = new CancellationTokenSource();
        var seen = 0L;
        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (var _ in _opened.Connection.Query(new SqlStatement("select i from range(100000000000) r(i)", []), cancellation.Token))
            {
                if (++seen == 10_000) cancellation.Cancel();
            }
        });
        Assert.InRange(seen, 10_000, 10_000 + TableAppender.ChunkRows);
    }

    [Fact]
    public void What_is_cancelled_before_it_starts_never_starts()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() => Read(Endless, cancellation.Token));
    }

    [Fact]
    public void A_cancellation_that_comes_after_the_end_touches_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        Assert.Single(Read("select 1", cancellation.Token));
        cancellation.Cancel();
        Assert.Equal(100_000L, _opened.Connection.Value("select count(*) from (select i from range(100000) r(i) order by hash(i))"));
    }

    private object?[][] Read(string text, CancellationToken cancellation) => [.. _opened.Connection.Query(new SqlStatement(text, []), cancellation)];
}
