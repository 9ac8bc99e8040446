using Deskmeter.Store;
using Deskmeter.Store.DuckDb;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Store;

public sealed class ResultReaderTests : IDisposable
{
    private readonly OpenedDatabase _opened = new();

    public void Dispose() => _opened.Dispose();

    public static TheoryData<string, object?> Values => new()
    {
        { "true", true },
        { "false", false },
        { "(-128)::tinyint", -128L },
        { "(-32768)::smallint", -32768L },
        { "(-2147483648)::integer", -2147483648L },
        { "9223372036854775807::bigint", long.MaxValue },
        { "(-9223372036854775808)::bigint", long.MinValue },
        { "255::utinyint", 255L },
        { "65535::usmallint", 65535L },
        { "4294967295::uinteger", 4294967295L },
        { "9223372036854775807::ubigint", long.MaxValue },
        { "9223372036854775807::hugeint", long.MaxValue },
        { "(-9223372036854775808)::hugeint", long.MinValue },
        { "12::uhugeint", 12L },
        { "1.5::float", 1.5 },
        { "0.1::double", 0.1 },
        { "'infinity'::double", double.PositiveInfinity },
        { "''", "" },
        { "'twelve bytes'", "twelve bytes" },
        { "'thirteen byte'", "thirteen byte" },
        { "'İğüşçö 客服 🙂'", "İğüşçö 客服 🙂" },
        { "'a' || chr(0) || 'b'", "a\0b" },
        { "null", null },
        { "null::integer", null },
        { "null::varchar[]", null },
        { "1 // 0", null },
        { "1.0::double / 0", null },
        { "7 / 2", 3L },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_comes_as_the_type_that_carries_it(string expression, object? expected) =>
        Assert.Equal(expected, _opened.Connection.Value($"select {expression}"));

    [Fact]
    public void Dates_and_timestamps_of_every_precision_come_as_local_dates_and_instants()
    {
        Assert.Equal(new LocalDate(2024, 2, 29), _opened.Connection.Value("select date '2024-02-29'"));
        Assert.Equal(new LocalDate(1, 1, 1), _opened.Connection.Value("select date '0001-01-01'"));
        Assert.Equal(Instant.FromUtc(1969, 12, 31, 23, 59, 59) + Duration.FromMilliseconds(999), _opened.Connection.Value("select timestamp '1969-12-31 23:59:59.999'"));
        Assert.Equal(Instant.FromUtc(2024, 3, 31, 1, 0), _opened.Connection.Value("select '2024-03-31 01:00:00'::timestamp_s"));
        Assert.Equal(Instant.FromUtc(2024, 3, 31, 1, 0), _opened.Connection.Value("select '2024-03-31 01:00:00'::timestamp_ms"));
        Assert.Equal(Instant.FromUtc(2024, 3, 31, 1, 0) + Duration.FromNanoseconds(7), _opened.Connection.Value("select '2024-03-31 01:00:00.000000007'::timestamp_ns"));
        Assert.Equal(Instant.FromUtc(2024, 3, 31, 1, 0), _opened.Connection.Value("select '2024-03-31 03:00:00+02'::timestamptz"));
        Assert.Equal(new LocalDate(2024, 1, 1), _opened.Connection.Value("select max(day) from (select null::date as day union all select date '2024-01-01')"));
    }

    [Theory]
    [InlineData("1.5::decimal(4,1)", "1.5")]
    [InlineData("(-1.5)::decimal(4,1)", "-1.5")]
    [InlineData("(-12345.67)::decimal(9,2)", "-12345.67")]
    [InlineData("123456789012.3456::decimal(18,4)", "123456789012.3456")]
    [InlineData("(-12345678901234567890123.4567)::decimal(38,4)", "-12345678901234567890123.4567")]
    [InlineData("'1'::decimal(38,37)", "1")]
    [InlineData("sum(1.25::decimal(18,2))", "1.25")]
    public void Decimals_of_every_width_keep_all_digits(string expression, string expected) =>
        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), _opened.Connection.Value($"select {expression}"));

    [Fact]
    public void A_sum_of_integers_is_128_bits_wide_and_comes_as_a_long() =>
        Assert.Equal(49_995_000L, _opened.Connection.Value("select sum(i::integer) from range(10000) r(i)"));

    [Theory]
    [InlineData("18446744073709551615::ubigint")]
    [InlineData("sum(9223372036854775807)  from range(2)")]
    [InlineData("99999999999999999999999999999999999999::decimal(38,0)")]
    [InlineData("0.00000000000000000000000000000000000001::decimal(38,38)")]
    [InlineData("'infinity'::timestamp")]
    [InlineData("'-infinity'::date")]
    [InlineData("date '20000-01-01'")]
    public void What_fits_no_value_of_ours_is_an_error_that_names_the_column(string expression)
    {
        var error = Assert.Throws<DuckDbException>(() => _opened.Connection.Rows($"select v from (select {expression}) t(v)"));
        Assert.Contains("column v", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("interval 1 day")]
    [InlineData("{'a': 1}")]
    [InlineData("'ab'::blob")]
    public void A_type_that_is_not_carried_is_refused_by_name(string expression)
    {
        var error = Assert.Throws<DuckDbException>(() => _opened.Connection.Rows($"select {expression} as odd"));
        Assert.Contains("odd", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_come_as_arrays_also_empty_nested_and_with_nulls_in_them()
    {
        Assert.Equal(["a", null, "b"], Assert.IsType<object?[]>(_opened.Connection.Value("select ['a', null, 'b']")));
        Assert.Equal([0.5, 0.9], Assert.IsType<object?[]>(_opened.Connection.Value("select quantile_cont(i, [0.5, 0.9]) from (values (0.0::double), (1.0)) t(i)")));
        Assert.Equal([1L, 2L], Assert.IsType<object?[]>(_opened.Connection.Value("select [1::hugeint, 2]")));
        Assert.Empty(Assert.IsType<object?[]>(_opened.Connection.Value("select []::varchar[]")));
        var nested = Assert.IsType<object?[]>(_opened.Connection.Value("select [['x'], [], null]"));
        Assert.Equal(["x"], Assert.IsType<object?[]>(nested[0]));
        Assert.Empty(Assert.IsType<object?[]>(nested[1]));
        Assert.Null(nested[2]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2047)]
    [InlineData(2048)]
    [InlineData(2049)]
    [InlineData(300_000)]
    public void Every_row_comes_once_and_in_order(int count)
    {
        var rows = _opened.Connection.Rows("select i, 'row ' || i, case when i % 3 = 0 then i end, [i, i + 1] from range($1) r(i) order by i", (long)count);
        Assert.Equal(count, rows.Length);
        for (var i = 0; i < count; i++)
        {
            Assert.Equal((long)i, rows[i][0]);
            Assert.Equal($"row {i}", rows[i][1]);
            Assert.Equal(i % 3 == 0 ? (long)i : null, rows[i][2]);
            Assert.Equal([(long)i, i + 1L], (object?[])rows[i][3]!);
        }
    }

    [Fact]
    public void A_statement_that_fails_half_way_is_an_error_and_never_a_short_answer()
    {
        var error = Assert.Throws<DuckDbException>(() => _opened.Connection.Rows(
            "select case when i = 900000 then error('half way') else i::varchar end from range(1000000) r(i)"));
        // The thread that fails interrupts the others, and DuckDB tells of whichever is seen first.
        Assert.Matches("half way|INTERRUPT", error.Message);
        Assert.Throws<DuckDbException>(() => _opened.Connection.Rows("select (case when i = 500000 then 'x' else i::varchar end)::bigint from range(1000000) r(i)"));
        Assert.Equal(1L, _opened.Connection.Value("select 1"));
    }

    [Theory]
    [InlineData("selec 1")]
    [InlineData("select nothing")]
    [InlineData("select 1; select 2")]
    public void A_wrong_statement_is_an_error_with_the_reason(string statement)
    {
        var error = Assert.Throws<DuckDbException>(() => _opened.Connection.Rows(statement));
        Assert.NotEmpty(error.Message);
    }

    [Fact]
    public void An_answer_that_is_not_read_to_its_end_leaves_the_connection_usable()
    {
        foreach (var row in _opened.Connection.Query(new SqlStatement("select i from range(10000000) r(i)", []), TestContext.Current.CancellationToken))
        {
            if ((long)row[0]! == 5) break;
        }

        Assert.Equal(2L, _opened.Connection.Value("select 2"));
    }
}
