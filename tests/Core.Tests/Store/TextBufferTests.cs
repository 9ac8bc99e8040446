using Deskmeter.Store;
using Xunit;

namespace Deskmeter.Core.Tests.Store;

public sealed class TextBufferTests
{
    [Theory]
    [InlineData("")]
    [InlineData("email")]
    [InlineData("twelve bytes")]
    [InlineData("ön iki harf")]
    [InlineData("on iki bayttan uzun, şöyle")]
    [InlineData("éééééééééééé")]
    public void A_text_said_again_reads_as_before_whatever_stands_between(string text)
    {
        var texts = new TextBuffer();
        texts.Append(text);
        texts.AppendNull();
        texts.Append(text);
        texts.Append("another text, and a longer one");
        texts.Append(new string(text));
        texts.Append(text);
        Assert.Equal([text, "", text, "another text, and a longer one", text, text], Enumerable.Range(0, texts.Count).Select(row => texts[row]));
        Assert.Equal([true, false, true, true, true, true], texts.Valid.ToArray());
    }

    [Fact]
    public void What_is_cleared_leaves_nothing_behind()
    {
        var (texts, text) = (new TextBuffer(), "a text that is longer than its place");
        texts.Append(text);
        texts.Clear();
        texts.Append("one that stands where the other stood");
        texts.Append(text);
        Assert.Equal(["one that stands where the other stood", text], [texts[0], texts[1]]);
    }

    [Fact]
    public void Texts_that_outgrow_the_block_stay_whole()
    {
        var texts = new TextBuffer();
        string[] all = [.. Enumerable.Range(0, 3_000).Select(number => $"{number}: {new string('ő', number % 500)}")];
        foreach (var text in all) texts.Append(text);
        Assert.Equal(all, Enumerable.Range(0, texts.Count).Select(row => texts[row]));
    }

    [Fact]
    public void A_list_of_several_rows_is_whole_in_each()
    {
        var lists = new TextListBuffer();
        IReadOnlyList<string> tags = ["refund", "a tag that is longer than its place"], none = [];
        IReadOnlyList<string>?[] rows = [tags, tags, null, tags, none, none, tags, ["vip"]];
        foreach (var row in rows)
        {
            if (row is null) lists.AppendNull();
            else lists.Append(row);
        }

        Assert.Equal(rows.Select(row => row ?? []), Enumerable.Range(0, rows.Length).Select(row => lists[row]));
        lists.Clear();
        lists.Append(tags);
        Assert.Equal(tags, lists[0]);
    }
}
