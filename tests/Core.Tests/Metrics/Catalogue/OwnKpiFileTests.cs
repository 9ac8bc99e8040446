using Deskmeter.Facts;
using Deskmeter.Metrics;
using Xunit;

namespace Deskmeter.Core.Tests.Metrics.Catalogue;

public sealed class OwnKpiFileTests : IDisposable
{
    private const string Rest = "fact: ticket\ndated_by: first_reply # the first answer\nmeasure: median(first_reply_seconds)\nunit: duration\nbetter: lower\n";
    private readonly string _folder = Directory.CreateTempSubdirectory("deskmeter-own-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_taken_apart_and_put_together_says_the_same()
    {
        var names = new Dictionary<string, string> { ["en"] = "VIP \"wait\": how long", ["tr"] = "Bekleme süresi" };
        var definitions = new Dictionary<string, string> { ["en"] = "Two\nlines." };
        var text = new OwnKpiText("vip_wait", Rest, names, definitions);
        foreach (var file in new[] { text.File, text.Draft })
        {
            var metric = Read("vip_wait", file);
            Assert.Equal(names, metric.Names);
            Assert.Equal(("Two lines.", "Bekleme süresi", "VIP \"wait\": how long"), (metric.Description, metric.NameIn("tr"), metric.NameIn("hu")));
            Assert.Equal((Rest, "vip_wait"), (OwnKpiText.Split("vip_wait", file, metric).Rest, metric.Id));
        }

        Assert.StartsWith("id: vip_wait\nname:\n  en: ", text.File, StringComparison.Ordinal);
        Assert.StartsWith("fact: ticket\n", text.Draft, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_text_says_itself_is_not_said_twice()
    {
        var text = new OwnKpiText("vip_wait", "id: vip_wait\nname: Wait\n" + Rest, new Dictionary<string, string> { ["en"] = "Other" }, new Dictionary<string, string>());
        Assert.Equal("Wait", Read("vip_wait", text.File).Name);
        Assert.Equal("fact: tickt\n", OwnKpiText.Split("vip_wait", "fact: tickt\n", null).Rest);
    }

    [Fact]
    public void A_draft_stands_in_for_the_file_of_its_id_and_a_fault_has_its_line()
    {
        new OwnKpis(_folder).Write("vip_wait", "id: vip_wait\nnonsense\n");
        Assert.Equal("vip_wait", Read("vip_wait", new OwnKpiText("vip_wait", Rest, new Dictionary<string, string>(), new Dictionary<string, string>()).Draft).Id);
        var error = Assert.Throws<UsageException>(() => Read("vip_wait", Rest.Replace("first_reply_seconds", "first_reply_second", StringComparison.Ordinal) + "id: vip_wait\n"));
        Assert.StartsWith("vip_wait.yaml:3:", error.Message, StringComparison.Ordinal);
        Assert.Contains("first_reply_seconds", error.Message, StringComparison.Ordinal);
        Assert.Throws<UsageException>(() => Read("reopen_rate", Rest + "id: reopen_rate\n"));
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("Wait")]
    [InlineData("wait.yaml")]
    [InlineData("")]
    [InlineData("*")]
    public void No_id_leads_out_of_the_folder(string id)
    {
        File.WriteAllText(Path.Combine(_folder, "kept.yaml"), "id: kept\n");
        var own = new OwnKpis(Path.Combine(_folder, "metrics"));
        Assert.Throws<UsageException>(() => own.Write(id, "id: x\n"));
        Assert.Null(own.Read(id));
        Assert.False(own.Delete(id));
        Assert.Equal([Path.Combine(_folder, "kept.yaml")], Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_file_is_written_where_it_stands_and_deleted()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "quality"));
        File.WriteAllText(Path.Combine(_folder, "quality", "vip_wait.yml"), "old");
        var own = new OwnKpis(_folder);
        own.Write("vip_wait", "fresh");
        Assert.Equal("fresh", own.Read("vip_wait"));
        Assert.Equal([Path.Combine(_folder, "quality", "vip_wait.yml")], Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories));
        Assert.True(own.Delete("vip_wait"));
        Assert.Null(own.Read("vip_wait"));
    }

    private Metric Read(string id, string text) => new MetricCatalogue(new FactSchema([]).All, _folder, (id, text)).Get(id);
}
