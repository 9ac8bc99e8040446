using Xunit;

namespace Deskmeter.App.Tests.Cli;

/// <summary>The figures of a log do not depend on how its rows arrive.</summary>
public sealed class ArrivalTests
{
    private const int Rows = 9_000;

    [Fact]
    public void Shuffled_rows_give_the_same_figures()
    {
        var (expected, file, folder) = Whole();
        using var _ = folder;
        using var mixed = new TestFolder();
        VerbCall.Out(mixed.Path, file.With(mixed.Path, "mixed", Shuffled).Verb);
        Assert.Equal(expected, Figures.Of(mixed.Path));
    }

    [Theory]
    [InlineData(0.2)] // so little that the rest builds all facts again
    [InlineData(0.95)] // so much that the rest replaces a few
    public void A_part_and_then_the_whole_give_the_same_figures(double part)
    {
        var (expected, file, folder) = Whole();
        using var _ = folder;
        using var parts = new TestFolder();
        VerbCall.Out(parts.Path, file.With(parts.Path, "part", lines => lines.Take((int)(lines.Length * part))).Verb);
        Assert.NotEqual(expected, Figures.Of(parts.Path));
        VerbCall.Out(parts.Path, file.Verb);
        Assert.Equal(expected, Figures.Of(parts.Path));
    }

    [Fact]
    public void A_part_of_shuffled_rows_and_then_the_whole_give_the_same_figures()
    {
        var (expected, file, folder) = Whole();
        using var _ = folder;
        using var parts = new TestFolder();
        VerbCall.Out(parts.Path, file.With(parts.Path, "part", lines => Shuffled(lines).Take(lines.Length / 2)).Verb);
        VerbCall.Out(parts.Path, file.With(parts.Path, "other", lines => Shuffled(lines).Skip(lines.Length / 3)).Verb);
        Assert.Equal(expected, Figures.Of(parts.Path));
        Assert.Contains("tickets new        0", VerbCall.Run(parts.Path, file.Verb).Error, StringComparison.Ordinal);
        Assert.Equal(expected, Figures.Of(parts.Path));
    }

    private static (IReadOnlyList<string> Figures, ImportFile File, TestFolder Folder) Whole()
    {
        var folder = new TestFolder();
        var file = ImportFile.Write(folder.Path, Rows);
        VerbCall.Out(folder.Path, file.Verb);
        return (Figures.Of(folder.Path), file, folder);
    }

    private static string[] Shuffled(string[] lines)
    {
        string[] mixed = [.. lines];
        new Random(7).Shuffle(mixed);
        return mixed;
    }
}
