using Deskmeter.Jobs;
using Xunit;

namespace Deskmeter.Core.Tests.Jobs;

public class JobQueueTests
{
    [Fact]
    public async Task Work_is_done_one_after_the_other_and_says_how_far_it_is()
    {
        await using var jobs = new JobQueue(TimeProvider.System);
        using var gate = new ManualResetEventSlim();
        var order = new List<string>();
        var first = jobs.Start("first", job =>
        {
            job.Report("Reading", 0.5);
            gate.Wait(TestContext.Current.CancellationToken);
            order.Add("first");
        });
        var second = jobs.Start("second", _ => order.Add("second"));
        await Until(() => first.Stage == "Reading");
        Assert.Equal((JobState.Running, 0.5, JobState.Waiting), (first.State, first.Fraction, second.State));
        Assert.Equal([first, second], jobs.Open);
        gate.Set();
        await Until(() => second.State == JobState.Done);
        Assert.Equal(["first", "second"], order);
        Assert.Same(first, jobs.Find("first"));
        Assert.Empty(jobs.Open);
    }

    [Fact]
    public async Task Work_can_be_stopped_while_it_runs_and_while_it_waits()
    {
        await using var jobs = new JobQueue(TimeProvider.System);
        var running = jobs.Start("running", job =>
        {
            job.Cancellation.WaitHandle.WaitOne();
            job.Cancellation.ThrowIfCancellationRequested();
        });
        var hasRun = false;
        var waiting = jobs.Start("waiting", _ => hasRun = true);
        waiting.Cancel();
        running.Cancel();
        await Until(() => !waiting.IsOpen);
        Assert.Equal((JobState.Cancelled, JobState.Cancelled, false), (running.State, waiting.State, hasRun));
    }

    [Fact]
    public async Task Only_the_oldest_that_ended_are_forgotten()
    {
        await using var jobs = new JobQueue(TimeProvider.System);
        Job last = null!;
        for (var number = 0; number < 102; number++) last = jobs.Start($"{number}", _ => { });
        await Until(() => !last.IsOpen);
        last = jobs.Start("102", _ => { });
        await Until(() => !last.IsOpen);
        Assert.Equal((null, null, null), (jobs.Find("0"), jobs.Find("1"), jobs.Find("2")));
        Assert.All(Enumerable.Range(3, 100), number => Assert.NotNull(jobs.Find($"{number}")));
    }

    [Fact]
    public async Task What_a_person_can_mend_is_told_and_a_fault_of_ours_is_reported()
    {
        var faults = new List<string>();
        await using var jobs = new JobQueue(TimeProvider.System, (job, error) => faults.Add($"{job.Key}: {error.Message}"));
        var wrong = jobs.Start("wrong", _ => throw new UsageException($"The header has no 'id'."));
        var broken = jobs.Start("broken", _ => throw new InvalidOperationException("oops"));
        await Until(() => !broken.IsOpen);
        Assert.Equal((JobState.Failed, "The header has no 'id'."), (wrong.State, wrong.Error?.ToString()));
        Assert.Equal((JobState.Failed, (string?)null), (broken.State, broken.Error?.ToString()));
        Assert.Equal(["broken: oops"], faults);
    }

    [Fact]
    public async Task Closing_the_queue_stops_the_work_and_waits_for_its_end()
    {
        var jobs = new JobQueue(TimeProvider.System);
        var hasEnded = false;
        var begun = jobs.Start("long", job =>
        {
            job.Cancellation.WaitHandle.WaitOne();
            hasEnded = true;
        });
        await Until(() => begun.State == JobState.Running); // what has not begun is not begun any more
        await jobs.DisposeAsync();
        Assert.True(hasEnded);
        Assert.Throws<ObjectDisposedException>(() => jobs.Start("late", _ => { }));
    }

    private static async Task Until(Func<bool> isSo)
    {
        for (var tries = 0; !isSo() && tries < 500; tries++) await Task.Delay(10, TestContext.Current.CancellationToken);
        Assert.True(isSo());
    }
}
