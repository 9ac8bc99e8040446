using System.CommandLine;
using Deskmeter.Metrics;
using NodaTime;

namespace Deskmeter.App.Cli;

/// <summary><c>explain KPI --ticket ID</c>: the ticket's timeline, what started and stopped the clock, what was left out and why, and what ran.</summary>
internal static class ExplainCommand
{
    public static Command Create(Terminal terminal, WorkspaceAccess access)
    {
        var kpi = new Argument<string>("kpi") { Description = "A key of the catalogue." };
        var ticket = new Option<string>("--ticket") { Description = "The source's own id of the ticket.", Required = true, HelpName = "ID" };
        var clock = new Option<string?>("--clock") { Description = "calendar (default) or business." };
        var asOf = new Option<string?>("--as-of") { Description = "Count up to this instant.", HelpName = "INSTANT" };
        var data = SharedOptions.Data();
        var command = new Command("explain", "Show how a ticket's figure came about.") { kpi, ticket, clock, asOf, data };
        command.SetAction(parsed =>
        {
            var counted = MetricQueryText.Choice("--clock", parsed.GetValue(clock), Clock.Calendar);
            var at = parsed.GetValue(asOf) is { } instant ? MetricQueryText.AsOf(instant, "--as-of") : (Instant?)null;
            return access.Use(terminal, terminal.PathOf(parsed.GetRequiredValue(data)), "explain", mayCreate: false, workspace =>
            {
                var metric = workspace.Catalogue.Get(parsed.GetRequiredValue(kpi));
                var told = workspace.Explain(parsed.GetRequiredValue(ticket))
                    ?? throw new UsageException($"There is no ticket '{parsed.GetValue(ticket)}' in this folder.", "--ticket");
                new TicketReport(workspace, metric, told, counted, at ?? workspace.DefaultAsOf, terminal.Out).Write();
                return ExitCode.Done;
            });
        });
        return command;
    }
}
