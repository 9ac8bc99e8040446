using System.CommandLine;
using System.Globalization;
using Deskmeter.Helpdesk;
using NodaTime;
using NodaTime.Text;

namespace Deskmeter.App.Hours;

/// <summary>
/// <c>hours elapsed</c> and <c>hours deadline</c>: what a calendar file says of an interval, or of as many as stand on standard input.
/// Ends with 0; 3 when lines were left unanswered; 2 for wrong use, or when no line could be answered; 1 when there is no such deadline.
/// </summary>
public static class HoursCommand
{
    /// <summary>The verb; answers and messages go where the invocation's configuration says.</summary>
    /// <param name="input">Where lines are read from when <c>--from</c> is not given.</param>
    public static Command Create(TextReader input) => new("hours", "Measure business time with a calendar file.")
    {
        Elapsed(input), Deadline(input),
    };

    private static Command Elapsed(TextReader input)
    {
        var to = new Option<string>("--to") { Description = "The end: an instant such as 2024-01-01T17:00:00Z." };
        return Question(
            "elapsed",
            "Count the open seconds from one instant to another. Without --from, read start,end lines from standard input.",
            to,
            input,
            (hours, from, text) => hours.Elapsed(from, InstantText.Parse(text, "--to")).ToString(CultureInfo.InvariantCulture));
    }

    private static Command Deadline(TextReader input)
    {
        var add = new Option<string>("--add") { Description = "The amount of business time: 90s, 480m, 8h or 1h30m; -8h goes back." };
        return Question(
            "deadline",
            "Find the earliest instant an amount of business time away. Without --from, read start,amount lines from standard input.",
            add,
            input,
            (hours, from, text) =>
                hours.Deadline(from, BusinessAmount.Parse(text)) is { } due ? InstantPattern.General.Format(due) : null);
    }

    private static Command Question(string name, string description, Option<string> second, TextReader input, Answer answer)
    {
        var calendar = new Option<string>("--calendar") { Description = "The calendar, a YAML file.", Required = true };
        var from = new Option<string>("--from") { Description = "The start: an instant such as 2024-01-01T09:00:00Z." };
        var command = new Command(name, description) { calendar, from, second };
        command.SetAction(result =>
        {
            var (output, error) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
            try
            {
                var hours = new BusinessHours(BusinessCalendarFile.Load(result.GetRequiredValue(calendar)));
                return (result.GetValue(from), result.GetValue(second)) switch
                {
                    ({ } start, { } other) => One(hours, start, other, answer, output, error),
                    (null, null) => Lines(hours, input, answer, output, error),
                    ({ }, null) => throw new UsageException($"--from needs {second.Name}.", second.Name),
                    _ => throw new UsageException($"{second.Name} needs --from; without both, lines are read from standard input.", "--from"),
                };
            }
            catch (UsageException wrong)
            {
                error.WriteLine(wrong.Message);
                return 2;
            }
        });
        return command;
    }

    /// <summary>The answer as it is printed; null when there is none.</summary>
    private delegate string? Answer(BusinessHours hours, Instant from, string second);

    private static int One(BusinessHours hours, string from, string second, Answer answer, TextWriter output, TextWriter error)
    {
        if (answer(hours, InstantText.Parse(from, "--from"), second) is { } text)
        {
            output.WriteLine(text);
            return 0;
        }

        error.WriteLine(TooLittle(hours, from, second));
        return 1;
    }

    private static int Lines(BusinessHours hours, TextReader input, Answer answer, TextWriter output, TextWriter error)
    {
        var (number, answered) = (0L, 0L);
        while (input.ReadLine() is { } line)
        {
            number++;
            var text = "";
            try
            {
                var (from, second) = Split(line);
                text = answer(hours, InstantText.Parse(from, "start"), second) ?? throw new UsageException(Sentence.Of(TooLittle(hours, from, second)));
                answered++;
            }
            catch (UsageException wrong)
            {
                // An empty line stands for the answer, so that answers stay beside their questions.
                error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"line {number}: {wrong.Message}"));
            }

            // One write a line, so that whoever asks line by line gets each answer at once.
            output.Write(text + '\n');
        }

        output.Flush();
        return answered == number ? 0 : answered > 0 ? 3 : 2;
    }

    private static (string From, string Second) Split(string line)
    {
        var comma = line.IndexOf(',', StringComparison.Ordinal);
        return comma > 0 && line.IndexOf(',', comma + 1) < 0
            ? (line[..comma].Trim(), line[(comma + 1)..].Trim())
            : throw new UsageException($"'{line}' is not two values with a comma between them.");
    }

    private static string TooLittle(BusinessHours hours, string from, string amount) =>
        $"The calendar '{hours.Calendar.Name}' never has {amount} from {from} on.";
}
