using System.IO.Compression;
using System.Text;
using Deskmeter.Imports;
using Xunit;

namespace Deskmeter.Core.Tests.Imports;

public sealed class UploadFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deskmeter-uploads-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_file_is_kept_under_a_random_name_beside_its_own()
    {
        var upload = await Take("tickets.csv", "a,b\n1,2\n"u8.ToArray());
        Assert.Equal(("tickets.csv", 8L, (Sentence?)null), (upload.Name, upload.Bytes, upload.Fault));
        Assert.Equal("a,b\n1,2\n", await File.ReadAllTextAsync(Folder().PathOf(upload.Id), Cancellation));
        Assert.DoesNotContain(Directory.EnumerateFiles(_folder.FullName, "*", SearchOption.AllDirectories), path => path.Contains("tickets", StringComparison.Ordinal));
        Assert.Equal(upload, Folder().Find(upload.Id));
        var second = await Take("tickets.csv", "a,b\n1,2\n"u8.ToArray());
        Assert.Equal("tickets (2).csv", second.Name);
        Folder().Delete(upload.Id);
        Assert.Equal([second], Folder().All());
    }

    [Fact]
    public async Task What_is_left_of_an_upload_that_broke_off_is_thrown_away_after_a_month()
    {
        var kept = await Take("tickets.csv", "a,b\n1,2\n"u8.ToArray());
        var (old, young) = (Folder().PathOf(new string('a', 32)), Folder().PathOf(new string('b', 32)));
        foreach (var path in new[] { old, old + ".json.part", young }) await File.WriteAllTextAsync(path, "a,b\n", Cancellation);
        foreach (var path in new[] { old, old + ".json.part" }) File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-31));
        await Take("calls.csv", "a,b\n1,2\n"u8.ToArray());
        Assert.Equal((false, false, true, true), (File.Exists(old), File.Exists(old + ".json.part"), File.Exists(young), File.Exists(Folder().PathOf(kept.Id))));
        Assert.Equal(2, Folder().All().Count);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\exports\\tickets.csv", "tickets.csv")]
    [InlineData("<script>alert(1)</script>.csv", "script>.csv")]
    [InlineData("a\u202egpj.csv\r\nX: y", "agpj.csvX: y")]
    [InlineData("..", "..")]
    [InlineData("", "file")]
    public void A_name_is_for_people_to_read_only(string name, string shown) => Assert.Equal(shown, UploadFolder.Readable(name));

    [Theory]
    [InlineData("..")]
    [InlineData("../records.db")]
    [InlineData("")]
    [InlineData("ABCDEF0123456789ABCDEF0123456789")]
    public void What_is_no_id_finds_nothing(string id) => Assert.Null(Folder().Find(id));

    [Theory]
    [InlineData("", "empty.csv is empty")]
    [InlineData("PK\u0003\u0004rest", "a zip archive or an Excel workbook")]
    [InlineData("ab\0cd", "a binary file")]
    [InlineData("<html></html>", "HTML or XML")]
    [InlineData("   \n \n", "blank")]
    public async Task What_is_no_table_is_refused_by_its_name_and_not_kept(string content, string words)
    {
        var upload = await Take("empty.csv", Encoding.UTF8.GetBytes(content));
        Assert.Contains(words, upload.Fault?.ToString(), StringComparison.Ordinal);
        Assert.Contains("empty.csv", upload.Fault?.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(Folder().PathOf(upload.Id)));
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_not_read_to_its_end()
    {
        using var endless = new MemoryStream(new byte[10 << 20]);
        var upload = await Folder().Take("big.csv", endless, limit: 1 << 20, [], Cancellation);
        Assert.Contains("larger than 1 MB", upload.Fault?.ToString(), StringComparison.Ordinal);
        Assert.True(endless.Position < 3 << 20);
    }

    [Fact]
    public async Task An_archive_that_unpacks_without_end_is_refused()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write("a,b\n1,2\n"u8);
            var zeros = Enumerable.Repeat((byte)'x', 1 << 20).ToArray();
            for (var megabyte = 0; megabyte < 1100; megabyte++) gzip.Write(zeros);
        }

        var upload = await Take("bomb.csv.gz", packed.ToArray());
        Assert.Contains("bomb.csv.gz unpacks to more than 100 times its size", upload.Fault?.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ticket,created_at\n", "has no row that can be read: it has a header and no rows")]
    [InlineData("ticket\n1\n", "one column only")]
    [InlineData("ticket,created_at\n\"1,2026-03-04\n", "line 2")]
    [InlineData("ticket,created_at\n1,2,3\n", "line 2: The row has 3 cells, the header has 2.")]
    public async Task A_table_without_rows_says_why(string content, string words)
    {
        var upload = await Take("t.csv", Encoding.UTF8.GetBytes(content));
        Assert.Null(upload.Fault);
        var error = Assert.Throws<UsageException>(() => TableSample.Of(Folder().PathOf(upload.Id), null));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_of_many_megabytes_is_told_of_by_its_place()
    {
        byte[] endless = [.. Enumerable.Repeat((byte)'x', 20 << 20)];
        var row = await Take("row.csv", [.. "ticket,created_at\n1,"u8, .. endless, .. "\n2,2026-03-04\n"u8]);
        var error = Assert.Throws<UsageException>(() => TableSample.Of(Folder().PathOf(row.Id), null));
        Assert.Contains("the row that begins at line 2 is longer than 16 MB", error.Message, StringComparison.Ordinal);
        var header = await Take("header.csv", [.. "ticket,"u8, .. endless, .. "\n2,2026-03-04\n"u8]);
        error = Assert.Throws<UsageException>(() => TableSample.Of(Folder().PathOf(header.Id), null));
        Assert.Contains("the row that begins at line 1 is longer than 16 MB", error.Message, StringComparison.Ordinal);
    }

    private UploadFolder Folder() => new(_folder.FullName, TimeProvider.System);

    private async Task<Upload> Take(string name, byte[] content)
    {
        using var stream = new MemoryStream(content);
        return await Folder().Take(name, stream, limit: 1L << 30, [], Cancellation);
    }
}
