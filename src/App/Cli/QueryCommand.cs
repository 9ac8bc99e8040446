using System.CommandLine;
using System.Text;
using System.Text.Json;
using Deskmeter.Metrics;
using Deskmeter.Store.DuckDb;

namespace Deskmeter.App.Cli;

/// <summary><c>query</c>: figures, as a table for people or as JSON, CSV and Parquet for scripts.</summary>
internal static class QueryCommand
{
    /// <summary>The words that are there or not.</summary>
    private static readonly string[] Flags = ["guards", "histogram"];

    public static Command Create(Terminal terminal, WorkspaceAccess access)
    {
        var words = MetricQueryText.Words.Except(Flags).ToDictionary(word => word, OptionFor);
        var flags = Flags.ToDictionary(word => word, word => new Option<bool>($"--{word}")
        {
            Description = word == "guards" ? "Answer the guards of each KPI beside it." : "Show how durations and scores are spread.",
        });
        var format = new Option<string>("--format") { Description = "table, json, csv or parquet (with --output).", DefaultValueFactory = _ => "table" };
        var output = new Option<string?>("--output") { Description = "Write to this file instead of the terminal.", HelpName = "FILE" };
        var data = SharedOptions.Data();
        var command = new Command("query", "Compute figures.") { format, output, data };
        foreach (var option in words.Values.Concat<Option>(flags.Values)) command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var query = MetricQueryText.Read(word => flags.TryGetValue(word, out var flag)
                ? parsed.GetValue(flag) ? ["true"] : []
                : parsed.GetValue(words[word]) ?? []);
            var kind = MetricQueryText.Choice("format", parsed.GetRequiredValue(format), OutputFormat.Table);
            var file = parsed.GetValue(output) is { Length: > 0 } name ? terminal.PathOf(name) : null;
            if (kind == OutputFormat.Parquet && file is null) throw new UsageException($"Parquet is no text for a terminal: name a file with --output.", "--output");
            return access.Use(terminal, terminal.PathOf(parsed.GetRequiredValue(data)), "query", mayCreate: false, workspace =>
            {
                var result = workspace.Run(query, terminal.Cancellation);
                if (kind == OutputFormat.Parquet) ParquetFile.Write(MetricTable.Rows(result), file!);
                else if (file is null) Write(kind, result, terminal);
                else
                {
                    using var writer = new StreamWriter(file);
                    Write(kind, result, terminal with { Out = writer });
                }

                FilterDoubts.Tell(workspace, result, terminal.Error);
                return ExitCode.Done;
            });
        });
        return command;
    }

    private static void Write(OutputFormat kind, MetricResult result, Terminal terminal)
    {
        if (kind == OutputFormat.Json) WriteJson(result, terminal.Out);
        else if (kind == OutputFormat.Csv) MetricCsv.Write(terminal.Out, result);
        else QueryTable.Write(result, terminal);
    }

    private static void WriteJson(MetricResult result, TextWriter output)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, MetricJson.Options)) MetricJson.Write(json, result);
        output.Write(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        output.Write('\n');
    }

    internal static Option<string[]> OptionFor(string word) => new($"--{word.Replace('_', '-')}")
    {
        Description = word switch
        {
            "kpi" => "Keys of the catalogue: tickets_created,resolution_time.",
            "from" => "First local date: 2016-03-01.",
            "to" => "The local date after the last.",
            "grain" => "hour, day, week, month, quarter, year or total (default).",
            "by" => "Slices to break down by: channel,priority,agent,team,weekday,hour, ...",
            "where" => "A filter: slice=a,b or slice!=a. Several are combined by and.",
            "zone" => "IANA zone of the dates (default: the workspace's).",
            "clock" => "calendar (default) or business.",
            "compare" => "previous, year or none (default).",
            "as_of" => "Count up to this instant (default: now, or the newest event of a folder filled from files).",
            _ => "A KPI's setting: window=3d.",
        },
        AllowMultipleArgumentsPerToken = false,
        HelpName = word.ToUpperInvariant(),
    };
}

/// <summary>How figures are written.</summary>
internal enum OutputFormat
{
    Table,
    Json,
    Csv,
    Parquet,
}
