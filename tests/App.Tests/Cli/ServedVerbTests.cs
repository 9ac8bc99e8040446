using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text.Json;
using Xunit;

namespace Deskmeter.App.Tests.Cli;

/// <summary>Verbs on a folder that a server holds.</summary>
public sealed partial class ServedVerbTests
{
    private static readonly string[] Question =
        ["query", "--kpi", "tickets_created,first_response_time", "--from", "2024-01-01", "--to", "2024-01-04", "--grain", "day", "--by", "agent"];

    [Fact]
    public async Task A_verb_gives_the_same_with_and_without_a_server()
    {
        await using var served = await ServedFolder.Start(new TestFolder());
        string[][] verbs =
        [
            [.. Question, "--format", "json"], [.. Question, "--format", "csv"], Question, ["export", "tickets"], ["export", "sla", "--format", "json"], ["doctor"],
            ["explain", "first_response_time", "--ticket", "1"], ["query", "--kpi", "tickets_crated", "--from", "2024-01-01", "--to", "2024-02-01"],
            ["import", "canonical", "tickets.jsonl"], ["import", "canonical", "tickts.jsonl"],
        ];
        var through = new List<ProgramResult>();
        foreach (var verb in verbs) through.Add(await served.Through(verb));
        served.Server.Kill();
        await served.End();

        for (var i = 0; i < verbs.Length; i++)
        {
            var alone = await ProgramRun.Run(served.Path, verbs[i]);
            Assert.Equal((alone.ExitCode, Steady(alone.Out), Steady(alone.Error)), (through[i].ExitCode, Steady(through[i].Out), Steady(through[i].Error)));
        }

        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 2, 0, 2], through.Select(result => result.ExitCode));
        Assert.Contains("Zoë 🦉", through[1].Out, StringComparison.Ordinal);
        Assert.Contains("'tickets_created'", through[7].Error, StringComparison.Ordinal);
        Assert.Contains("tickets as before  2", through[8].Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_verb_changes_through_the_server_is_seen_at_once_and_stays()
    {
        await using var served = await ServedFolder.Start(new TestFolder());
        await File.WriteAllTextAsync(
            Path.Combine(served.Path, "more.jsonl"),
            """{"id":"3","profile":{"created_at":"2024-01-03T09:00:00Z"},"events":[]}""" + "\nnonsense\n",
            TestContext.Current.CancellationToken);
        Assert.Equal(3, (await served.Through("import", "canonical", "more.jsonl")).ExitCode);
        Assert.Equal(0, (await served.Through("set", "zone", "Europe/Amsterdam")).ExitCode);
        Assert.Equal(0, (await served.Through("set", "currency", "eur")).ExitCode);
        Assert.Equal(0, (await served.Through("rebuild")).ExitCode);

        using var client = new HttpClient { BaseAddress = new Uri(served.Address) };
        var health = await client.GetFromJsonAsync<JsonElement>("/api/v1/health", TestContext.Current.CancellationToken);
        Assert.Equal("Europe/Amsterdam", health.GetProperty("zone").GetString());
        Assert.Contains(",3,count,", (await served.Through("query", "--kpi", "tickets_created", "--from", "2024-01-01", "--to", "2024-02-01", "--format", "csv")).Out, StringComparison.Ordinal);

        served.Server.Kill();
        await served.End();
        var doctor = VerbCall.Out(served.Path, "doctor");
        Assert.Matches("zone +Europe/Amsterdam", doctor);
        Assert.Matches("currency +EUR", doctor);
        Assert.Matches("tickets +3 from canonical", doctor);
        Assert.Matches("rows set aside +1\n", doctor);
    }

    [Fact]
    public async Task The_folder_may_be_named_by_a_link_or_the_environment_and_files_from_where_one_stands()
    {
        await using var served = await ServedFolder.Start(new TestFolder());
        File.CreateSymbolicLink(Path.Combine(served.Path, "link"), served.Data);
        var elsewhere = Directory.CreateDirectory(Path.Combine(served.Path, "elsewhere")).FullName;

        var byLink = await served.Through([.. Question, "--format", "csv", "--data", "link"]);
        var byEnvironment = await served.Through([.. Question, "--format", "csv"]);
        var import = await ProgramRun.Run(elsewhere, "import", "canonical", "../tickets.jsonl", "--data", "../data");

        Assert.Equal((0, byEnvironment.Out), (byLink.ExitCode, byLink.Out));
        Assert.True(import.ExitCode == 0, import.Error);
    }

    [Fact]
    public async Task The_socket_is_its_owners_and_takes_no_verbs_from_elsewhere()
    {
        await using var served = await ServedFolder.Start(new TestFolder());
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(served.Data, "socket")));

        using var client = new HttpClient { BaseAddress = new Uri(served.Address) };
        var request = new { Arguments = new[] { "doctor" }, WorkingDirectory = "/", IsInteractive = false, Width = (int?)null };
        var answer = await client.PostAsJsonAsync("/verbs", request, JsonSerializerOptions.Default, TestContext.Current.CancellationToken);
        Assert.False(answer.IsSuccessStatusCode);
        Assert.DoesNotContain("verdict", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_server_is_told_who_serves_and_where()
    {
        await using var served = await ServedFolder.Start(new TestFolder());
        var second = await served.Through("serve");
        Assert.Equal((2, ""), (second.ExitCode, second.Out));
        Assert.Contains($"process {served.Server.Id}", second.Error, StringComparison.Ordinal);
        Assert.Contains(served.Address, second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_killed_server_leaves_a_folder_that_opens_and_can_be_served_again()
    {
        await using var served = await ServedFolder.Start(new TestFolder());
        var before = await served.Through([.. Question, "--format", "json"]);
        served.Server.Kill();
        await served.End();
        Assert.True(File.Exists(Path.Combine(served.Data, "socket")));

        Assert.Equal(before.Out, (await served.Through([.. Question, "--format", "json"])).Out);
        await served.Serve();
        Assert.Equal(before.Out, (await served.Through([.. Question, "--format", "json"])).Out);
    }

    [Fact]
    public async Task A_verb_does_not_wait_for_a_server_that_is_gone_while_another_takes_the_folder()
    {
        using var folder = new TestFolder();
        var data = Directory.CreateDirectory(folder.File("data")).FullName;
        var gone = $$"""{"process_id":1,"verb":"serve","socket":"{{Path.Combine(data, "socket")}}"}""";
        await File.WriteAllTextAsync(Path.Combine(data, "holder.json"), gone, TestContext.Current.CancellationToken);
        Task<ProgramResult> query;
        await using (new FileStream(Path.Combine(data, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            query = ProgramRun.Run(folder.Path, "query", "--kpi", "tickets_created", "--from", "2024-01-01", "--to", "2024-02-01", "--format", "csv");
            await Task.WhenAny(query, Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken));
            Assert.False(query.IsCompleted);
        }

        Assert.Equal(0, (await query).ExitCode);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(15)]
    public async Task An_interrupt_or_a_termination_ends_the_server_cleanly(int signal)
    {
        if (IsIgnored(signal)) Assert.Skip($"These tests were started with signal {signal} ignored, as a shell does for what runs in its background.");
        await using var served = await ServedFolder.Start(new TestFolder());
        Assert.Equal(0, Kill(served.Server.Id, signal));
        Assert.Equal(0, await served.End());
        Assert.Equal(["exports", "facts", "lock", "records.db", "state.db"], Directory.EnumerateFileSystemEntries(served.Data).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_path_too_long_for_a_socket_is_served_too()
    {
        using var folder = new TestFolder();
        var deep = Directory.CreateDirectory(Path.Combine(folder.Path, new string('d', 100))).FullName;
        await using var served = await ServedFolder.Start(new TestFolder(deep));
        Assert.False(File.Exists(Path.Combine(served.Data, "socket")));
        Assert.Equal(0, (await served.Through(Question)).ExitCode);
    }

    /// <summary>What differs from run to run: seconds, the place of a process, free space.</summary>
    private static string Steady(string text) => Varying().Replace(text, "…");

    [System.Text.RegularExpressions.GeneratedRegex(@"[0-9.]+ s\.|free space.*")]
    private static partial System.Text.RegularExpressions.Regex Varying();

    /// <summary>A process that ignores a signal hands that on to those it starts.</summary>
    private static bool IsIgnored(int signal)
    {
        var mask = File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))["SigIgn:".Length..].Trim();
        return (Convert.ToUInt64(mask, 16) >> (signal - 1) & 1) == 1;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
