using System.Text;
using System.Text.Json;
using Deskmeter.Facts;
using Deskmeter.Metrics;
using Xunit;

namespace Deskmeter.Core.Tests.Metrics.Engine;

/// <summary>The contract for scripts.</summary>
public sealed class MetricJsonTests : IDisposable
{
    private readonly EngineWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Every_field_is_there_in_one_order_and_what_is_absent_is_null()
    {
        _world.Ticket("2016-03-05", ticket => ticket with { LastResolved = EngineWorld.At("2016-03-06"), AgentReplies = 1 }, new TicketSlices { Priority = "high" });
        var text = Json(_world.Run("kpi=one_reply_rate from=2016-03-01 to=2016-04-01 grain=month by=priority where=priority=high,urgent compare=previous as_of=2016-07-01T00:00:00Z"));
        Assert.Equal(
            """
            {"query":{"kpi":["one_reply_rate"],"from":"2016-03-01","to":"2016-04-01","grain":"month","by":["priority"],"where":["priority=high,urgent"],"zone":"UTC","clock":"calendar","compare":"previous","guards":false,"histogram":false,"param":{}},
            "as_of":"2016-07-01T00:00:00Z",
            "rows":[{"kpi":"one_reply_rate","definition":"one_reply_rate@1","period":"2016-03","from":"2016-03-01","to":"2016-04-01","slice":{"priority":"high"},"value":1,"unit":"rate","clock":null,"n":1,"numerator":1,"denominator":1,"mean":null,"p90":null,"min":null,"max":null,"low":0.20654931437723745,"high":1,"pending":null,"excluded":0,"provisional":false,"status":"few","target":null,"target_state":null,
            "compare":{"from":"2016-02-01","to":"2016-03-01","value":null,"n":0,"change":null,"is_better":null},"histogram":null}],
            "guards":[]}
            """.ReplaceLineEndings(""),
            text);
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(Json(_world.Run("kpi=tickets_created from=2016-03-01 to=2016-04-01"))).RootElement.GetProperty("rows")[0].GetProperty("compare").ValueKind);
    }

    [Fact]
    public void Csv_has_the_same_fields_with_slices_as_columns_and_no_formulas()
    {
        _world.Ticket("2016-03-05", slices: new TicketSlices { Channel = "=cmd|' /C calc'!A0", Topic = "a,\"b\"" });
        using var text = new StringWriter();
        MetricCsv.Write(text, _world.Run("kpi=tickets_created from=2016-03-01 to=2016-04-01 by=channel,topic"));
        Assert.Equal(
            "kpi,definition,period,from,to,channel,topic,value,unit,clock,n,numerator,denominator,mean,p90,min,max,low,high,pending,excluded,provisional,status,target,target_state,compare_from,compare_to,compare_value,compare_n,compare_change,compare_is_better\r\n"
            + "tickets_created,tickets_created@1,total,2016-03-01,2016-04-01,'=cmd|' /C calc'!A0,\"a,\"\"b\"\"\",1,count,,1,,,,,,,,,,0,false,ok,,,,,,,,\r\n",
            text.ToString());
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\"=1")]
    [InlineData(" =1")]
    [InlineData("＝1")]
    public void A_text_that_would_be_a_formula_is_kept_a_text(string text) => Assert.StartsWith("'", CsvCell.Text(text).TrimStart('"'), StringComparison.Ordinal);

    private static string Json(MetricResult result)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, MetricJson.Options)) MetricJson.Write(writer, result);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
