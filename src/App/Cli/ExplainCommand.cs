using System.CommandLine;
using System.Text;
using System.Text.Json;
using Deskmeter.Metrics;
using Deskmeter.Metrics.Explanation;
using Deskmeter.Workspaces;

namespace Deskmeter.App.Cli;

/// <summary>
/// <c>explain KPI</c>: the figure with the rows that were counted and those left out, each with its reason; with <c>--ticket ID</c> how one
/// ticket's part came about: its timeline, what started and stopped the clock, and what ran.
/// </summary>
internal static class ExplainCommand
{
    private static readonly string[] Words = ["from", "to", "by", "where", "zone", "clock", "as_of", "param"];

    public static Command Create(Terminal terminal, WorkspaceAccess access)
    {
        var kpi = new Argument<string>("kpi") { Description = "A key of the catalogue." };
        var ticket = new Option<string?>("--ticket") { Description = "Only this ticket's part, by the source's own id: its timeline and clocks.", HelpName = "ID" };
        var skip = new Option<int>("--skip") { Description = "How many counted rows to pass over.", HelpName = "N" };
        var limit = new Option<int>("--limit") { Description = "How many counted rows to list.", HelpName = "N", DefaultValueFactory = _ => 10 };
        var sql = new Option<bool>("--sql") { Description = "Show the statements that ran." };
        var format = new Option<string>("--format") { Description = "text or json.", DefaultValueFactory = _ => "text" };
        var data = SharedOptions.Data();
        var words = Words.ToDictionary(word => word, QueryCommand.OptionFor);
        var command = new Command("explain", "Show how a figure came about: what was counted, and what was left out and why.") { kpi, ticket, skip, limit, sql, format, data };
        foreach (var option in words.Values) command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var asked = parsed.GetRequiredValue(kpi);
            IEnumerable<string?> Given(string word) => word == "kpi" ? [asked] : words.TryGetValue(word, out var option) ? parsed.GetValue(option) ?? [] : [];
            var kind = MetricQueryText.Choice("--format", parsed.GetRequiredValue(format), ExplanationFormat.Text);
            var page = (Skip: AtLeast0("--skip", parsed.GetValue(skip)), Take: AtLeast0("--limit", parsed.GetValue(limit)));
            if (parsed.GetValue(ticket) is { } id)
            {
                if (kind == ExplanationFormat.Json) throw new UsageException($"A ticket's part is told as text; the API has its timeline as JSON.", "--format");
                return Open(workspace => Tell(terminal, workspace, asked, id, Given));
            }

            var query = MetricQueryText.Read(Given);
            return Open(workspace =>
            {
                var told = workspace.ExplainFigure(query, page.Skip, page.Take, terminal.Cancellation);
                if (kind == ExplanationFormat.Json) WriteJson(told, terminal.Out);
                else new FigureReport(workspace, terminal.Out, parsed.GetValue(sql)).Write(told);
                FilterDoubts.Tell(workspace, told.Answer, terminal.Error);
            });

            int Open(Action<Workspace> use) => access.Use(terminal, terminal.PathOf(parsed.GetRequiredValue(data)), "explain", mayCreate: false, workspace =>
            {
                use(workspace);
                return ExitCode.Done;
            });
        });
        return command;
    }

    private static void Tell(Terminal terminal, Workspace workspace, string kpi, string ticket, Func<string, IEnumerable<string?>> given)
    {
        var clock = MetricQueryText.Choice("--clock", given("clock").LastOrDefault(), Clock.Calendar);
        var asOf = given("as_of").LastOrDefault() is { } instant ? MetricQueryText.AsOf(instant, "--as-of") : workspace.DefaultAsOf;
        var metric = workspace.Catalogue.Get(kpi);
        var told = workspace.Explain(ticket) ?? throw new UsageException($"There is no ticket '{ticket}' in this folder.", "--ticket");
        new TicketReport(workspace, metric, told, clock, asOf, terminal.Out).Write();
    }

    private static void WriteJson(FigureExplanation told, TextWriter output)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, MetricJson.Options)) ExplanationJson.Write(json, told);
        output.Write(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        output.Write('\n');
    }

    private static int AtLeast0(string option, int number) =>
        number >= 0 ? number : throw new UsageException($"'{option}' is a number from 0, not {number}.", option);

    private enum ExplanationFormat
    {
        Text,
        Json,
    }
}
