using Deskmeter.Store.DuckDb;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Store;

public sealed class ParametersTests : IDisposable
{
    private readonly OpenedDatabase _opened = new();

    public void Dispose() => _opened.Dispose();

    [Fact]
    public void Every_bool_long_double_and_text_comes_back_as_it_went()
    {
        Returns(ArbMap.Default.ArbFor<bool>(), "boolean");
        Returns(ArbMap.Default.ArbFor<long>(), "bigint");
        Returns(ArbMap.Default.ArbFor<double>(), "double");
        Returns(Samples.Text.ToArbitrary(), "varchar");
    }

    [Fact]
    public void Every_date_and_instant_comes_back_as_it_went()
    {
        Returns(Samples.Date.ToArbitrary(), "date");
        Returns(Samples.Instant.ToArbitrary(), "timestamp");
    }

    [Fact]
    public void Null_is_a_value_of_every_type() =>
        Assert.All(["boolean", "bigint", "double", "varchar", "date", "timestamp", "varchar[]"], type => Assert.Null(_opened.Connection.Value($"select $1::{type}", [null])));

    [Fact]
    public void An_instant_is_cut_to_microseconds_downwards()
    {
        Assert.Equal(-1L, Parameters.Microseconds(NodaConstants.UnixEpoch - Duration.FromNanoseconds(1)));
        Assert.Equal(0L, Parameters.Microseconds(NodaConstants.UnixEpoch + Duration.FromNanoseconds(999)));
    }

    [Fact]
    public void A_list_of_texts_or_dates_is_one_parameter()
    {
        Assert.Equal(["a", "", null, "İ"], (object?[])_opened.Connection.Value("select $1::varchar[]", new List<string?> { "a", "", null, "İ" })!);
        Assert.Empty((object?[])_opened.Connection.Value("select $1::varchar[]", (object)Array.Empty<string>())!);
        var days = new[] { new LocalDate(1999, 12, 31), new LocalDate(2024, 2, 29) };
        Assert.Equal(days.Cast<object?>(), (object?[])_opened.Connection.Value("select $1::date[]", days)!);
        Assert.Empty((object?[])_opened.Connection.Value("select $1::date[]", (object)Array.Empty<LocalDate>())!);
        string[] wanted = ["2", "9"];
        Assert.Equal(2L, _opened.Connection.Value("select i from range(5) r(i) where i::varchar = any($1)", (object)wanted));
        Assert.Equal(0L, _opened.Connection.Value("select count(*) from range(5) r(i) where i::varchar in (select unnest($1))", (object)Array.Empty<string>()));
    }

    [Fact]
    public void A_parameter_may_stand_more_than_once_and_in_any_order() =>
        Assert.Equal(["b", "a", "b"], _opened.Connection.Rows("select $2::varchar, $1::varchar, $2::varchar", "a", "b").Single());

    [Fact]
    public void Too_few_too_many_or_strange_values_are_refused()
    {
        Assert.Throws<ArgumentException>(() => _opened.Connection.Rows("select $1::integer"));
        Assert.Throws<ArgumentException>(() => _opened.Connection.Rows("select 1", 1L));
        Assert.Throws<ArgumentException>(() => _opened.Connection.Rows("select $1", new object()));
    }

    [Fact]
    public void A_text_parameter_is_never_part_of_the_statement() =>
        Assert.Equal("'; drop table x; --", _opened.Connection.Value("select $1::varchar", "'; drop table x; --"));

    private void Returns<T>(Arbitrary<T> values, string type) => Prop
        .ForAll(values, value => Equals(value, _opened.Connection.Value($"select $1::{type}", value)))
        .Check(Samples.Config);
}
