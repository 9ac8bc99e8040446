using System.CommandLine;
using System.Globalization;
using Deskmeter.Facts;
using Deskmeter.Metrics;
using Deskmeter.Store;
using Deskmeter.Workspaces;
using NodaTime;

namespace Deskmeter.App.Cli;

/// <summary><c>export tickets|sla</c>: facts as they are counted, a row each, both clocks.</summary>
internal static class ExportCommand
{
    public static Command Create(Terminal terminal, WorkspaceAccess access) =>
        new("export", "Write the facts behind the figures, a row each.")
        {
            Export("tickets", "One row per ticket created in the range.", "created", schema => schema.Ticket, terminal, access),
            Export("sla", "One row per SLA target applied in the range.", "applied", schema => schema.SlaTarget, terminal, access),
        };

    private static Command Export(
        string name, string description, string anchor, Func<FactSchema, FactTable> fact, Terminal terminal, WorkspaceAccess access)
    {
        var from = new Option<string?>("--from") { Description = "First local date.", HelpName = "DATE" };
        var to = new Option<string?>("--to") { Description = "The local date after the last.", HelpName = "DATE" };
        var asOf = new Option<string?>("--as-of") { Description = "Leave out what came after this instant.", HelpName = "INSTANT" };
        var format = new Option<string>("--format") { Description = "csv or json (one object a line).", DefaultValueFactory = _ => "csv" };
        var data = SharedOptions.Data();
        var command = new Command(name, description) { from, to, asOf, format, data };
        command.SetAction(parsed =>
        {
            var range = new ExportRange(
                anchor,
                parsed.GetValue(from) is { } first ? MetricQueryText.Date("--from", first) : null,
                parsed.GetValue(to) is { } end ? MetricQueryText.Date("--to", end) : null,
                parsed.GetValue(asOf) is { } instant ? MetricQueryText.AsOf(instant, "--as-of") : null);
            var rows = MetricQueryText.Choice("--format", parsed.GetRequiredValue(format), ExportFormat.Csv);
            return access.Use(terminal, terminal.PathOf(parsed.GetRequiredValue(data)), $"export {name}", mayCreate: false, workspace =>
            {
                Write(workspace, fact(workspace.Schema), range, rows, terminal.Out);
                return ExitCode.Done;
            });
        });
        return command;
    }

    private static void Write(Workspace workspace, FactTable fact, ExportRange range, ExportFormat format, TextWriter output)
    {
        // The unit repeats source and id; the export shows those.
        var columns = fact.Columns.Where(column => column.Role != ColumnRole.Unit).Select(column => column.Name).ToArray();
        var rows = workspace.Facts.Query(range.Statement(fact.Name, columns, workspace.DefaultAsOf));
        if (format == ExportFormat.Csv)
        {
            var csv = new CsvRows(output);
            csv.Write(columns);
            foreach (var row in rows) csv.Write(row);
        }
        else
        {
            foreach (var row in rows) JsonLines.Write(columns, row, output);
        }
    }

    /// <summary>Which rows are wanted.</summary>
    private sealed record ExportRange(string Anchor, LocalDate? From, LocalDate? To, Instant? AsOf)
    {
        public SqlStatement Statement(string table, IEnumerable<string> columns, Instant defaultAsOf)
        {
            var values = new List<object?> { AsOf ?? defaultAsOf };
            var where = $"{Anchor}_at <= $1";
            foreach (var (compare, date) in new[] { (">=", From), ("<", To) })
            {
                if (date is null) continue;
                values.Add(date);
                where += string.Create(CultureInfo.InvariantCulture, $" and {Anchor}_on {compare} ${values.Count}");
            }

            var list = string.Join(", ", columns.Select(column => $"\"{column}\""));
            return new SqlStatement($"select {list} from \"{table}\" where {where} order by {Anchor}_at, ticket_id", values);
        }
    }

    private enum ExportFormat
    {
        Csv,
        Json,
    }
}
