using System.CommandLine;
using Deskmeter.App.Hours;
using Xunit;

namespace Deskmeter.App.Tests.Hours;

public sealed class HoursCommandTests : IDisposable
{
    private readonly string _calendar = Path.GetTempFileName();

    public HoursCommandTests() => File.WriteAllText(_calendar, """
        name: Office
        time_zone: Europe/Amsterdam
        hours: {mon: ["09:00-17:00"], tue: ["09:00-17:00"], wed: ["09:00-17:00"], thu: ["09:00-17:00"], fri: ["09:00-17:00"]}
        """);

    public void Dispose() => File.Delete(_calendar);

    [Theory]
    [InlineData("2024-01-08T08:00:00Z", "2024-01-09T09:00:00Z", "32400\n")]
    [InlineData("2024-01-08T09:00:00+01:00", "2024-01-08T09:00Z", "3600\n")]
    public void Elapsed_answers_in_seconds(string from, string to, string expected) =>
        Assert.Equal((0, expected, ""), Run("", "elapsed", "--from", from, "--to", to));

    [Theory]
    [InlineData("8h", "2024-01-08T16:00:00Z\n")]
    [InlineData("480m", "2024-01-08T16:00:00Z\n")]
    [InlineData("90s", "2024-01-08T08:01:30Z\n")]
    [InlineData("8h1s", "2024-01-09T08:00:01Z\n")]
    [InlineData("-8h", "2024-01-04T16:00:00Z\n")]
    public void Deadline_answers_with_an_instant(string amount, string expected) =>
        Assert.Equal((0, expected, ""), Run("", "deadline", "--from", "2024-01-08T08:00:00Z", "--add", amount));

    [Fact]
    public void Lines_of_standard_input_are_answered_one_by_one()
    {
        var (exit, output, error) = Run(
            "2024-01-08T08:00:00Z,2024-01-08T09:00:00Z\r\nnonsense\n2024-01-08T08:00:00Z,2024-01-08T09:00:00\n2024-01-08T08:00:00Z, 2024-01-08T10:00:00Z", "elapsed");
        Assert.Equal((3, "3600\n\n\n7200\n"), (exit, output));
        Assert.Contains("line 2: 'nonsense'", error, StringComparison.Ordinal);
        Assert.Contains("line 3: '2024-01-08T09:00:00' is no instant", error, StringComparison.Ordinal);
        Assert.Equal((0, "2024-01-08T16:00:00Z\n2024-01-04T16:00:00Z\n", ""), Run("2024-01-08T08:00:00Z,8h\n2024-01-08T08:00:00Z,-8h\n", "deadline"));
        Assert.Equal((2, "\n"), (Run("nonsense", "deadline").Exit, Run("nonsense", "deadline").Output));
        Assert.Equal((0, "", ""), Run("", "deadline"));
    }

    [Theory]
    [InlineData("'2024-01-08' is no instant", "--from", "2024-01-08", "--add", "8h")]
    [InlineData("'8d' is no amount", "--from", "2024-01-08T08:00:00Z", "--add", "8d")]
    [InlineData("'' is no amount", "--from", "2024-01-08T08:00:00Z", "--add", "")]
    [InlineData("--from needs --add", "--from", "2024-01-08T08:00:00Z")]
    [InlineData("--add needs --from", "--add", "8h")]
    public void Wrong_use_ends_with_2(string message, params string[] arguments)
    {
        var (exit, output, error) = Run("", ["deadline", .. arguments]);
        Assert.Equal((2, ""), (exit, output));
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_calendar_without_hours_has_no_deadline()
    {
        File.WriteAllText(_calendar, "name: Never\ntime_zone: UTC\nhours: {}");
        var (exit, output, error) = Run("", "deadline", "--from", "2024-01-08T08:00:00Z", "--add", "1s");
        Assert.Equal((1, ""), (exit, output));
        Assert.Contains("'Never' never has 1s", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_calendar_is_wrong_use()
    {
        File.WriteAllText(_calendar, "name: x\ntime_zone: UTC\nhours: {mondey: [\"09:00-17:00\"]}");
        var (exit, _, error) = Run("", "elapsed");
        Assert.Equal(2, exit);
        Assert.Contains(":3: there is no day 'mondey'", error, StringComparison.Ordinal);
    }

    private (int Exit, string Output, string Error) Run(string input, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        RootCommand root = [HoursCommand.Create(new StringReader(input))];
        var exit = root.Parse(["hours", .. arguments, "--calendar", _calendar])
            .Invoke(new InvocationConfiguration { Output = output, Error = error });
        return (exit, output.ToString(), error.ToString());
    }
}
