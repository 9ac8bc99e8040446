using Xunit;

namespace Deskmeter.App.Tests.Cli;

/// <summary>A log, and the figures of a folder that it was imported into as it is.</summary>
public sealed class WholeLog : IDisposable
{
    private const int Rows = 9_000;
    private readonly TestFolder _folder = new();

    public WholeLog()
    {
        File = ImportFile.Write(_folder.Path, Rows);
        VerbCall.Out(_folder.Path, File.Verb);
        Figures = Cli.Figures.Of(_folder.Path);
    }

    internal ImportFile File { get; }

    internal IReadOnlyList<string> Figures { get; }

    public void Dispose() => _folder.Dispose();
}

/// <summary>The figures of a log do not depend on how its rows arrive.</summary>
public sealed class ArrivalTests(WholeLog whole) : IClassFixture<WholeLog>
{
    [Fact]
    public void Shuffled_rows_give_the_same_figures()
    {
        var (expected, file) = (whole.Figures, whole.File);
        using var mixed = new TestFolder();
        VerbCall.Out(mixed.Path, file.With(mixed.Path, "mixed", Shuffled).Verb);
        Assert.Equal(expected, Figures.Of(mixed.Path));
    }

    [Theory]
    [InlineData(0.2)] // so little that the rest builds all facts again
    [InlineData(0.95)] // so much that the rest replaces a few
    public void A_part_and_then_the_whole_give_the_same_figures(double part)
    {
        var (expected, file) = (whole.Figures, whole.File);
        using var parts = new TestFolder();
        VerbCall.Out(parts.Path, file.With(parts.Path, "part", lines => lines.Take((int)(lines.Length * part))).Verb);
        Assert.NotEqual(expected, Figures.Of(parts.Path));
        VerbCall.Out(parts.Path, file.Verb);
        Assert.Equal(expected, Figures.Of(parts.Path));
    }

    [Fact]
    public void A_part_of_shuffled_rows_and_then_the_whole_give_the_same_figures()
    {
        var (expected, file) = (whole.Figures, whole.File);
        using var parts = new TestFolder();
        VerbCall.Out(parts.Path, file.With(parts.Path, "part", lines => Shuffled(lines).Take(lines.Length / 2)).Verb);
        VerbCall.Out(parts.Path, file.With(parts.Path, "other", lines => Shuffled(lines).Skip(lines.Length / 3)).Verb);
        Assert.Equal(expected, Figures.Of(parts.Path));
        Assert.Contains("tickets new        0", VerbCall.Run(parts.Path, file.Verb).Error, StringComparison.Ordinal);
        Assert.Equal(expected, Figures.Of(parts.Path));
    }

    private static string[] Shuffled(string[] lines)
    {
        string[] mixed = [.. lines];
        new Random(7).Shuffle(mixed);
        return mixed;
    }
}
