using Deskmeter.Store.DuckDb;
using Xunit;

namespace Deskmeter.Core.Tests.Store;

public sealed class PinnedFileTests : IDisposable
{
    private const string HashOfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private readonly FactsFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_file_we_know_passes()
    {
        File.WriteAllText(_folder.File("library"), "abc");
        new PinnedFile("library", HashOfAbc).Check(_folder.File("library"));
    }

    [Theory]
    [InlineData("abd")]
    [InlineData("")]
    public void A_file_that_differs_by_one_byte_or_is_empty_is_refused_by_name(string content)
    {
        File.WriteAllText(_folder.File("library"), content);
        var error = Assert.Throws<DuckDbException>(() => new PinnedFile("library", HashOfAbc).Check(_folder.File("library")));
        Assert.Contains(_folder.File("library"), error.Message, StringComparison.Ordinal);
        Assert.Contains(HashOfAbc, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_library_that_the_build_brings_is_the_one_we_know_and_stands_beside_the_program()
    {
        DuckDbLibrary.Load();
        Assert.Equal(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar), Path.GetDirectoryName(DuckDbLibrary.Locate()));
    }
}
