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
                Write(workspace, fact(workspace.Schema), range, rows, terminal);
                return ExitCode.Done;
            });
        });
        return command;
    }

    private static void Write(Workspace workspace, FactTable fact, ExportRange range, ExportFormat format, Terminal terminal)
    {
        var output = terminal.Out;
        // The unit is source and id in one; the export shows them apart.
        var columns = fact.Columns.Where(column => column.Role != ColumnRole.Unit).Select(column => column.Name).Prepend("source").Distinct().ToArray();
        var rows = workspace.Rows(range.Statement(fact, columns, workspace.DefaultAsOf), terminal.Cancellation);
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
        public SqlStatement Statement(FactTable fact, IEnumerable<string> columns, Instant defaultAsOf)
        {
            var values = new List<object?> { AsOf ?? defaultAsOf };
            var where = $"{Anchor}_at <= $1";
            foreach (var (compare, date) in new[] { (">=", From), ("<", To) })
            {
                if (date is null) continue;
                values.Add(date);
                where += string.Create(CultureInfo.InvariantCulture, $" and {Anchor}_on {compare} ${values.Count}");
            }

            var unit = fact.Columns[0].Name;
            var list = columns.Select(column => fact.Find(column) is null ? $"split_part(\"{unit}\", '/', 1) as \"{column}\"" : $"\"{column}\"");
            // Tricky: a ticket may have several targets of one instant; only all their columns make one order of them.
            var order = fact.Name == "ticket" ? [unit] : fact.Columns.Select(column => column.Name);
            var sorted = string.Join(", ", order.Prepend($"{Anchor}_at").Select(column => $"\"{column}\""));
            return new SqlStatement($"select {string.Join(", ", list)} from \"{fact.Name}\" where {where} order by {sorted}", values);
        }
    }

    private enum ExportFormat
    {
        Csv,
        Json,
    }
}
