using System.CommandLine;
using Deskmeter.App.Figures;
using Deskmeter.App.Languages;
using Deskmeter.Metrics;
using Deskmeter.Targets;

namespace Deskmeter.App.Cli;

/// <summary><c>set target KPI VALUE</c>: what a KPI is to reach from a date on; <c>none</c> ends it.</summary>
internal static class SetTargetCommand
{
    public static Command Create(Terminal terminal, WorkspaceAccess access)
    {
        var kpi = new Argument<string>("kpi") { Description = "The KPI." };
        var value = new Argument<string>("value") { Description = "45min, 90%, 1200; none: no target from then on." };
        var where = new Option<string?>("--where") { Description = "Only for one member of a slice: channel=email.", HelpName = "slice=member" };
        var period = new Option<string>("--period") { Description = "month, quarter or year.", DefaultValueFactory = _ => "month" };
        var from = new Option<string?>("--from") { Description = "The first local date on which it applies (default: the first of this period).", HelpName = "date" };
        var owner = new Option<string?>("--owner") { Description = "Who answers for it." };
        var data = SharedOptions.Data();
        var command = new Command("target", "What a KPI is to reach, from a date on. What applied before stays what earlier figures are judged by.")
        {
            kpi, value, where, period, from, owner, data,
        };
        command.SetAction(parsed => access.Use(terminal, terminal.PathOf(parsed.GetRequiredValue(data)), "set target", mayCreate: true, workspace =>
        {
            var metric = workspace.Catalogue.Get(parsed.GetRequiredValue(kpi));
            var length = MetricQueryText.Choice("period", parsed.GetValue(period), TargetPeriod.Month);
            var today = workspace.DefaultAsOf.InZone(workspace.Settings.DateTimeZone).Date;
            var target = new Target
            {
                Kpi = metric.Id,
                Of = parsed.GetValue(where) is { } member ? FilterText.Read(member) : null,
                Period = length,
                Value = TargetRules.Read(parsed.GetRequiredValue(value), metric.Unit),
                Owner = parsed.GetValue(owner),
                ValidFrom = parsed.GetValue(from) is { } date ? MetricQueryText.Date("from", date) : TargetCalendar.Of(length, today).From,
            };
            workspace.SetTarget(target);
            var figures = new FigureFormat(Language.Of("en"), workspace.Settings.Currency);
            var limit = target.Value is { } known ? $"{(metric.Better == Better.Higher ? "at least" : "at most")} {figures.Text(known, metric.Unit)} a {MetricQueryText.Word(length)}" : "none";
            terminal.Error.WriteLine($"Target of {metric.Id}{(target.Of is { } of ? $", {FilterText.Write(of)}" : "")}: {limit}, from {target.ValidFrom:uuuu-MM-dd}.");
            return ExitCode.Done;
        }));
        return command;
    }
}
