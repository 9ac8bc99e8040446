using System.Text.Json;
using Xunit;

namespace Deskmeter.App.Tests.Cli;

/// <summary>What scripts may rely on in the answers of <c>query</c>.</summary>
public sealed class QueryContractTests : IDisposable
{
    private static readonly string[] RowFields =
    [
        "kpi", "definition", "period", "from", "to", "slice", "value", "unit", "clock", "n", "numerator", "denominator", "mean", "p90", "min", "max", "low", "high",
        "pending", "excluded", "provisional", "status", "target", "target_state", "compare", "histogram",
    ];

    private readonly Desk _desk = new();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void Every_field_is_there_in_its_order()
    {
        Typical();
        var answer = _desk.Query(
            "--kpi tickets_created,resolution_time,one_touch_rate --from 2024-01-01 --to 2024-02-01 --grain month --by priority --where priority=high,low --compare previous");

        Assert.Equal(["query", "as_of", "rows", "guards"], Names(answer));
        var query = answer.GetProperty("query");
        Assert.Equal(["kpi", "from", "to", "grain", "by", "where", "zone", "clock", "compare", "guards", "histogram", "param"], Names(query));
        Assert.Equal(
            """["tickets_created","resolution_time","one_touch_rate"] 2024-01-01 2024-02-01 month ["priority"] ["priority=high,low"] UTC calendar previous false false""",
            string.Join(' ', query.EnumerateObject().SkipLast(1).Select(field => Desk.Text(field.Value))));
        Assert.Equal("2024-01-20T12:00:00Z", answer.GetProperty("as_of").GetString());
        foreach (var row in answer.GetProperty("rows").EnumerateArray())
        {
            Assert.Equal(RowFields, Names(row));
            Assert.Equal(["from", "to", "value", "n", "change", "is_better"], Names(row.GetProperty("compare")));
        }
    }

    [Theory]
    [InlineData("hour", "2024-03-31", "2024-04-01", "2024-03-31T00 … 2024-03-31T01 2024-03-31T03 … 2024-03-31T23", 23)] // the clock goes forward
    [InlineData("hour", "2024-10-27", "2024-10-28", "2024-10-27T00 … 2024-10-27T02 2024-10-27T03 … 2024-10-27T23", 24)]
    [InlineData("day", "2024-02-28", "2024-03-02", "2024-02-28 2024-02-29 2024-03-01", 3)]
    [InlineData("week", "2020-12-30", "2021-01-12", "2020-W53 2021-W01 2021-W02", 3)]
    [InlineData("month", "2023-11-15", "2024-02-10", "2023-11 2023-12 2024-01 2024-02", 4)]
    [InlineData("quarter", "2023-11-15", "2024-04-02", "2023-Q4 2024-Q1 2024-Q2", 3)]
    [InlineData("year", "2022-12-31", "2024-01-02", "2022 2023 2024", 3)]
    [InlineData("total", "2022-12-31", "2024-01-02", "total", 1)]
    public void Every_period_of_the_range_is_there_and_they_lie_end_to_end(string grain, string from, string to, string labels, int count)
    {
        Typical();
        var rows = _desk.Rows($"--kpi tickets_created --from {from} --to {to} --grain {grain} --zone Europe/Amsterdam");
        var periods = Desk.Texts(rows, "period").ToList();

        Assert.Equal(count, periods.Count);
        foreach (var part in labels.Split(" … ")) Assert.Contains(part, string.Join(' ', periods), StringComparison.Ordinal);
        Assert.Equal((from, to), (Desk.Texts(rows, "from").First(), Desk.Texts(rows, "to").Last()));
        if (grain != "hour") Assert.Equal(Desk.Texts(rows, "to").SkipLast(1), Desk.Texts(rows, "from").Skip(1));
    }

    [Fact]
    public void Rows_stand_in_the_order_of_kpi_as_asked_then_period_then_slice_with_none_last()
    {
        Typical();
        var rows = _desk.Rows("--kpi resolution_time,tickets_created --from 2024-01-01 --to 2024-01-03 --grain day --by priority");
        Assert.Equal(
            """
            resolution_time 2024-01-01 high, resolution_time 2024-01-01 low, resolution_time 2024-01-02 high, resolution_time 2024-01-02 low,
            tickets_created 2024-01-01 high, tickets_created 2024-01-01 low, tickets_created 2024-01-01 -, tickets_created 2024-01-02 high, tickets_created 2024-01-02 low, tickets_created 2024-01-02 -
            """.ReplaceLineEndings(" "),
            string.Join(", ", rows.Select(row => $"{Desk.Text(row.GetProperty("kpi"))} {Desk.Text(row.GetProperty("period"))} {Desk.Text(row.GetProperty("slice").GetProperty("priority"))}")));
    }

    [Fact]
    public void A_period_without_rows_counts_0_and_has_no_duration_and_no_rate()
    {
        Typical();
        var rows = _desk.Rows("--kpi tickets_created,resolution_time,one_touch_rate --from 2023-01-01 --to 2023-02-01");
        Assert.Equal(["0", "-", "-"], Desk.Texts(rows, "value"));
        Assert.Equal(["ok", "no_data", "no_data"], Desk.Texts(rows, "status"));
        Assert.Equal(["-", "calendar", "-"], Desk.Texts(rows, "clock"));
        Assert.Equal(["count", "duration", "rate"], Desk.Texts(rows, "unit"));
        Assert.All(rows, row => Assert.Equal("-", Desk.Text(row.GetProperty("compare"))));
    }

    [Fact]
    public void Durations_are_seconds_and_rates_fractions_with_their_companions()
    {
        Typical();
        var rows = _desk.Rows("--kpi resolution_time,one_touch_rate,reopen_rate --from 2024-01-01 --to 2024-02-01 --as-of 2024-01-08T12:00:00Z");
        Assert.Equal(["5400", "1", "0"], Desk.Texts(rows, "value"));
        Assert.Equal(["few", "few", "few"], Desk.Texts(rows, "status"));
        Assert.Equal(["5400", "-", "-"], Desk.Texts(rows, "mean"));
        Assert.Equal(["6840", "-", "-"], Desk.Texts(rows, "p90"));
        Assert.Equal(["-", "2", "0"], Desk.Texts(rows, "numerator"));
        Assert.Equal(["-", "2", "2"], Desk.Texts(rows, "denominator"));
        Assert.Equal(["-", "-", "1"], Desk.Texts(rows, "pending"));
        Assert.All(rows.Skip(1), row => Assert.True(Desk.Number(row, "low") < Desk.Number(row, "high")));
    }

    [Fact]
    public void A_comparison_is_with_as_much_before_or_with_the_year_before()
    {
        Typical();
        JsonElement Compared(string words) => Assert.Single(_desk.Rows($"--kpi tickets_created {words}")).GetProperty("compare");

        Assert.Equal("2023-12-01 2024-01-01 1 1 3 -", string.Join(' ', Compared("--from 2024-01-01 --to 2024-02-01 --compare previous --as-of 2024-02-01T00:00:00Z").EnumerateObject().Select(field => Desk.Text(field.Value))));
        Assert.Equal("2024-01-01 2024-01-02 3 3 -2 -", string.Join(' ', Compared("--from 2024-01-02 --to 2024-01-03 --compare previous").EnumerateObject().Select(field => Desk.Text(field.Value))));
        Assert.Equal("2023-01-01 2023-02-01 0 0 4 -", string.Join(' ', Compared("--from 2024-01-01 --to 2024-02-01 --compare year --as-of 2024-02-01T00:00:00Z").EnumerateObject().Select(field => Desk.Text(field.Value))));
        Assert.Equal(JsonValueKind.Null, Compared("--from 2024-01-01 --to 2024-02-01 --compare none").ValueKind);
    }

    [Fact]
    public void Filters_repeat_and_combine_by_and()
    {
        Typical();
        double? Created(string where) => _desk.Value($"--kpi tickets_created --from 2023-12-01 --to 2024-02-01 {where}");

        Assert.Equal(5, Created(""));
        Assert.Equal(4, Created("--where priority=high,low"));
        Assert.Equal(2, Created("--where priority!=high"));
        Assert.Equal(1, Created("--where priority!=high --where priority!=low"));
        Assert.Equal(1, Created("--where priority="));
        Assert.Equal(4, Created("--where priority!="));
        Assert.Equal(0, Created("--where priority=high --where priority=low"));
        Assert.Equal(["priority!=high", "weekday=1"], _desk.Query("--kpi tickets_created --from 2024-01-01 --to 2024-02-01 --where priority!=high --where weekday=1")
            .GetProperty("query").GetProperty("where").EnumerateArray().Select(filter => filter.GetString()));
    }

    [Fact]
    public void As_of_cuts_and_says_so()
    {
        Typical();
        var row = Assert.Single(_desk.Rows("--kpi tickets_created --from 2024-01-01 --to 2024-02-01 --as-of 2024-01-01T10:30:00+01:00"));
        Assert.Equal(("1", "true"), (Desk.Text(row.GetProperty("value")), Desk.Text(row.GetProperty("provisional"))));
        Assert.Equal("2024-01-01T09:30:00Z", _desk.Query("--kpi tickets_created --from 2024-01-01 --to 2024-02-01 --as-of 2024-01-01T10:30:00+01:00").GetProperty("as_of").GetString());
        Assert.Equal("false", Desk.Text(Assert.Single(_desk.Rows("--kpi tickets_created --from 2024-01-01 --to 2024-01-10")).GetProperty("provisional")));
    }

    [Fact]
    public void A_zone_moves_the_days()
    {
        Typical();
        const string days = "--kpi tickets_created --from 2023-12-31 --to 2024-01-03 --grain day";
        Assert.Equal(["1", "3", "1"], Desk.Texts(_desk.Rows(days), "value"));
        Assert.Equal(["0", "4", "1"], Desk.Texts(_desk.Rows($"{days} --zone Europe/Amsterdam"), "value"));
        Assert.Equal("Europe/Amsterdam", _desk.Query($"{days} --zone Europe/Amsterdam").GetProperty("query").GetProperty("zone").GetString());
        _desk.Out("set zone Europe/Amsterdam");
        Assert.Equal(["0", "4", "1"], Desk.Texts(_desk.Rows(days), "value"));
        Assert.Equal(["1", "3", "1"], Desk.Texts(_desk.Rows($"{days} --zone UTC"), "value"));
    }

    [Fact]
    public void Csv_has_the_same_rows_with_slices_as_columns()
    {
        Typical();
        const string question = "--kpi tickets_created,resolution_time --from 2024-01-01 --to 2024-01-03 --grain day --by priority --compare previous";
        var lines = _desk.Out($"query {question} --format csv").Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            "kpi,definition,period,from,to,priority,value,unit,clock,n,numerator,denominator,mean,p90,min,max,low,high,pending,excluded,provisional,status,target,target_state,"
            + "compare_from,compare_to,compare_value,compare_n,compare_change,compare_is_better",
            lines[0]);
        var rows = _desk.Rows(question);
        Assert.Equal(rows.Count, lines.Length - 1);
        Assert.Equal(
            rows.SelectMany(row => RowFields.SkipLast(2).Select(field => row.GetProperty(field)).Concat(row.GetProperty("compare").EnumerateObject().Select(field => field.Value)))
                .Select(value => value.ValueKind == JsonValueKind.Object ? Desk.Text(value.GetProperty("priority")) : Desk.Text(value)).Select(text => text == "-" ? "" : text),
            lines.Skip(1).SelectMany(line => line.Split(',')));
    }

    [Fact]
    public void Guards_stand_beside_the_kpi_that_they_guard()
    {
        Typical();
        const string question = "--kpi resolution_time --from 2024-01-02 --to 2024-01-03 --compare previous --guards --as-of 2024-02-01T00:00:00Z";
        var guards = _desk.Query(question).GetProperty("guards").EnumerateArray().ToList();
        Assert.All(guards, guard => Assert.Equal(["kpi", "guard", "refused", "rows"], Names(guard)));
        Assert.Equal("resolution_time reopen_rate -", string.Join(' ', guards[0].EnumerateObject().Take(3).Select(field => Desk.Text(field.Value))));
        Assert.All(guards, guard => Assert.Equal(RowFields, Names(Assert.Single(guard.GetProperty("rows").EnumerateArray()))));
        var lines = _desk.Out($"query {question} --format csv").Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.EndsWith(",guards", lines[0], StringComparison.Ordinal);
        Assert.Equal(Desk.Texts(guards, "guard").Prepend("resolution_time"), lines.Skip(1).Select(line => line.Split(',')[0]));
        Assert.Equal(guards.Select(_ => "resolution_time").Prepend(""), lines.Skip(1).Select(line => line.Split(',')[^1]));
        Assert.Contains("reopen_rate, guard of resolution_time", _desk.Run($"query {question}").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_histogram_is_a_list_of_bins_a_line_of_csv_for_each_and_a_table_of_its_own()
    {
        Typical();
        const string question = "--kpi resolution_time,tickets_created --from 2024-01-01 --to 2024-02-01 --histogram";
        var rows = _desk.Rows(question);
        Assert.Equal("-", Desk.Text(rows[1].GetProperty("histogram")));
        var bins = rows[0].GetProperty("histogram").EnumerateArray().ToList();
        Assert.Equal(["from", "to", "n"], Names(bins[0]));
        Assert.Equal(["3600 7200 1", "7200 14400 1"], bins.Select(bin => string.Join(' ', bin.EnumerateObject().Select(field => Desk.Text(field.Value)))).Where(bin => !bin.EndsWith(" 0", StringComparison.Ordinal)));
        var lines = _desk.Out($"query {question} --format csv").Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.EndsWith(",bin_from,bin_to,bin_n", lines[0], StringComparison.Ordinal);
        Assert.Equal(1 + bins.Count + 1, lines.Length);
        Assert.Matches(@"resolution_time\s+total\s+1\sh\s+2\sh\s+1", _desk.Run($"query {question}").Out);
    }

    [Fact]
    public void The_table_is_for_people_and_its_notes_stand_apart()
    {
        Typical();
        var table = _desk.Run("query --kpi resolution_time --from 2024-01-01 --to 2024-02-01");
        Assert.Matches(@"1\sh\s30\smin", table.Out);
        Assert.Contains("As of 2024-01-20T12:00:00Z, zone UTC, calendar clock.", table.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_goes_to_a_file_in_every_format()
    {
        Typical();
        const string Question = "query --kpi tickets_created,resolution_time --from 2024-01-01 --to 2024-02-01 --by priority";
        foreach (var format in (string[])["csv", "json", "table"])
        {
            Assert.Empty(_desk.Out($"{Question} --format {format} --output figures.{format}"));
            Assert.Equal(_desk.Out($"{Question} --format {format}"), File.ReadAllText(Path.Combine(_desk.Path, $"figures.{format}")));
        }

        Assert.Empty(_desk.Out($"{Question} --format parquet --output figures.parquet"));
        var bytes = File.ReadAllBytes(Path.Combine(_desk.Path, "figures.parquet"));
        Assert.Equal(("PAR1", "PAR1"), (System.Text.Encoding.ASCII.GetString(bytes[..4]), System.Text.Encoding.ASCII.GetString(bytes[^4..])));
    }

    /// <summary>Five tickets around the new year; the newest event is on 20 January, at noon.</summary>
    private void Typical() => _desk
        .Ticket("1", "2023-12-31T23:30", priority: "high")
        .Ticket("2", "2024-01-01T09:00", replied: "2024-01-01T10:00", solved: "2024-01-01T11:00", priority: "high")
        .Ticket("3", "2024-01-01T10:00", replied: "2024-01-01T10:30", solved: "2024-01-01T11:00", priority: "low")
        .Ticket("4", "2024-01-01T12:00")
        .Ticket("5", "2024-01-02T09:30", solved: "2024-01-02T12:00", priority: "high", reopened: "2024-01-20T12:00")
        .Import();

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(field => field.Name);
}
