using System.Diagnostics;
using Deskmeter.Demo;
using Deskmeter.Facts;
using Deskmeter.Settings;
using Deskmeter.Store.DuckDb;
using Deskmeter.Workspaces;
using NodaTime;

namespace Deskmeter.Bench;

/// <summary>A made-up shop with every kind of record in a workspace of its own, kept in the temporary folder from one run to the next.</summary>
internal sealed class BoardFacts : IDisposable
{
    private const int Seed = 1;

    private BoardFacts(Workspace workspace, DemoShop shop) => (Workspace, Shop) = (workspace, shop);

    public Workspace Workspace { get; }

    public DuckDbFacts Store => Workspace.Facts;

    public DemoShop Shop { get; }

    public FactSchema Schema => Workspace.Schema;

    public WorkspaceSettings Settings => Workspace.Settings;

    /// <summary>The last second of the shop's history.</summary>
    public Instant AsOf => Shop.End - Duration.FromSeconds(1);

    public static BoardFacts Open(int tickets) => Open(tickets, FolderOf(tickets, "board"));

    /// <summary>Made anew each time, for what changes it.</summary>
    public static BoardFacts OpenFresh(int tickets, string use)
    {
        var folder = FolderOf(tickets, use);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        return Open(tickets, folder);
    }

    private static string FolderOf(int tickets, string use) => Path.Combine(Path.GetTempPath(), "deskmeter-bench", $"{use}-{tickets}");

    private static BoardFacts Open(int tickets, string folder)
    {
        var shop = new DemoShop(tickets, Seed, Instant.FromUtc(2025, 12, 31, 23, 0));
        Directory.CreateDirectory(folder);
        var workspace = Workspace.Open(folder, TimeProvider.System);
        // What a stopped run left half done is told again.
        var made = Path.Combine(folder, "made");
        if (!File.Exists(made))
        {
            Fill(workspace, shop);
            File.WriteAllText(made, "");
        }

        return new BoardFacts(workspace, shop);
    }

    public void Dispose() => Workspace.Dispose();

    private static void Fill(Workspace workspace, DemoShop shop)
    {
        var started = Stopwatch.GetTimestamp();
        workspace.Change(settings => settings.Adopt(shop.Settings));
        workspace.Add(shop.Records(), shop.RecordsInAll());
        Rounds.Print($"made a shop of {shop.Count} tickets in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");
    }
}
