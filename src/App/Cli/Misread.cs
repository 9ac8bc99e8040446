using System.CommandLine;
using System.CommandLine.Parsing;

namespace Deskmeter.App.Cli;

/// <summary>Says what is wrong with a command line that could not be read, with the near match.</summary>
internal static class Misread
{
    /// <returns>The exit code of wrong use.</returns>
    public static int Tell(ParseResult parsed, TextWriter error)
    {
        var command = parsed.CommandResult.Command;
        var path = string.Join(' ', Path(parsed.CommandResult));
        foreach (var message in Messages(parsed, command)) error.WriteLine(message);
        error.WriteLine($"'{path} --help' tells more.");
        return ExitCode.WrongUse;
    }

    private static IEnumerable<string> Messages(ParseResult parsed, Command command)
    {
        var names = command.Options.SelectMany(option => option.Aliases.Prepend(option.Name)).ToHashSet();
        var hungry = parsed.CommandResult.Children.OfType<OptionResult>().FirstOrDefault(option => option.Tokens.Any(token => names.Contains(token.Value)));
        if (hungry is not null) return [$"{hungry.Option.Name} needs a value."];
        if (parsed.UnmatchedTokens is [var word, ..]) return [Unknown(command, word)];
        return command.Subcommands.Count > 0
            ? [$"Say what to do: {string.Join(", ", command.Subcommands.Select(verb => verb.Name))}."]
            : parsed.Errors.Select(Message).Distinct();
    }

    private static string Unknown(Command command, string word)
    {
        if (word.StartsWith('-')) return Nearest.Unknown($"option", word, command.Options.SelectMany(option => option.Aliases.Prepend(option.Name))).Message;
        return command.Subcommands.Count > 0
            ? Nearest.Unknown($"verb", word, command.Subcommands.Select(verb => verb.Name)).Message
            : $"'{word}' is one word too many for '{command.Name}'.";
    }

    private static string Message(ParseError error) => error.SymbolResult switch
    {
        OptionResult { Tokens.Count: 0 } option => $"{option.Option.Name} needs a value.",
        OptionResult { Tokens: [var token] } option when IsNumber(option.Option.ValueType) => $"{option.Option.Name} takes a whole number, not '{token.Value}'.",
        ArgumentResult { Tokens.Count: 0, Parent: OptionResult option } => $"{option.Option.Name} needs a value.",
        ArgumentResult { Tokens: [var token], Parent: OptionResult option } when IsNumber(option.Option.ValueType) =>
            $"{option.Option.Name} takes a whole number, not '{token.Value}'.",
        ArgumentResult { Tokens.Count: 0 } argument => $"'{argument.Argument.Name}' is missing.",
        _ => error.Message,
    };

    private static bool IsNumber(Type type) => type == typeof(int) || type == typeof(int?);

    private static IEnumerable<string> Path(CommandResult command) =>
        (command.Parent is CommandResult parent ? Path(parent) : []).Append(command.Command is RootCommand ? "deskmeter" : command.Command.Name);
}
