using Deskmeter.App.Settings;
using Deskmeter.App.Tests.Cli;
using Deskmeter.Demo;
using Deskmeter.Jobs;
using Deskmeter.Metrics;
using Deskmeter.Workspaces;
using NodaTime;
using Xunit;

namespace Deskmeter.App.Tests.Web;

/// <summary>A change of settings that is stopped, by somebody or by the server's end, while the figures are built again.</summary>
public sealed class SettingsJobsTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly Workspace _workspace;

    public SettingsJobsTests()
    {
        var shop = new DemoShop(300, seed: 3, DemoShop.LastMidnight(Instant.FromUtc(2026, 11, 18, 12, 0)));
        _workspace = Workspace.Open(_folder.Path, TimeProvider.System);
        _workspace.Change(settings => settings.Adopt(shop.Settings));
        _workspace.Add(shop.Records(), shop.RecordsInAll());
    }

    public void Dispose()
    {
        _workspace.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_change_that_somebody_stops_leaves_settings_and_figures_as_they_were()
    {
        await using var queue = new JobQueue(TimeProvider.System);
        var jobs = new SettingsJobs(_workspace, queue);
        var (zone, before, facts) = (_workspace.Settings.Zone, Figures(), _workspace.Facts.Projection);
        jobs.Change(store =>
        {
            store.SetZone("Asia/Tokyo");
            store.SetCurrency("JPY");
            jobs.Stop();
        });
        await Ended(jobs);
        Assert.Equal((JobState.Cancelled, zone), (jobs.Last!.State, _workspace.Settings.Zone));
        Assert.Equal((before, facts), (Figures(), _workspace.Facts.Projection));
        jobs.Change(store => store.SetZone("Asia/Tokyo"));
        await Ended(jobs);
        Assert.Equal((JobState.Done, "Asia/Tokyo"), (jobs.Last!.State, _workspace.Settings.Zone));
        Assert.NotEqual(before, Figures());
    }

    [Fact]
    public async Task A_change_that_the_servers_end_stops_is_made_when_the_folder_is_opened_again()
    {
        var queue = new JobQueue(TimeProvider.System);
        var jobs = new SettingsJobs(_workspace, queue);
        var before = Figures();
        ValueTask end = default;
        jobs.Change(store =>
        {
            store.SetZone("Asia/Tokyo");
            end = queue.DisposeAsync();
        });
        await Ended(jobs);
        await end;
        Assert.Equal(JobState.Cancelled, jobs.Last!.State);
        _workspace.Dispose();
        using var again = Workspace.Open(_folder.Path, TimeProvider.System);
        Assert.Equal("Asia/Tokyo", again.Settings.Zone);
        Assert.NotEqual(before, Figures(again));
    }

    [Fact]
    public async Task What_others_save_while_a_change_is_taken_back_stays()
    {
        using var stop = new CancellationTokenSource();
        Task? other = null;
        var zone = _workspace.Settings.Zone;
        Assert.ThrowsAny<OperationCanceledException>(() => _workspace.Change(
            store =>
            {
                store.SetZone("Asia/Tokyo");
                stop.Cancel();
            },
            isTakenBack: () =>
            {
                other = Task.Run(() => _workspace.Change(store => store.SetCurrency("JPY")), TestContext.Current.CancellationToken);
                return !other.Wait(200, TestContext.Current.CancellationToken); // it waits until all is as before
            },
            cancellation: stop.Token));
        await other!;
        Assert.Equal((zone, "JPY"), (_workspace.Settings.Zone, _workspace.Settings.Currency));
    }

    private string Figures(Workspace? workspace = null)
    {
        var query = new MetricQuery { Kpis = ["tickets_created"], From = new LocalDate(2026, 9, 1), To = new LocalDate(2026, 11, 1), Grain = Grain.Day };
        return string.Join(' ', (workspace ?? _workspace).Run(query).Rows.Select(row => row.Value));
    }

    private static async Task Ended(SettingsJobs jobs)
    {
        for (var tries = 0; jobs.Last!.IsOpen; tries++)
        {
            Assert.True(tries < 1200, "It does not end.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
