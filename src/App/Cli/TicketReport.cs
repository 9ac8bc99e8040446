using System.Globalization;
using Deskmeter.App.Figures;
using Deskmeter.App.Languages;
using Deskmeter.App.Tickets;
using Deskmeter.Facts;
using Deskmeter.Facts.Conversations;
using Deskmeter.Metrics;
using Deskmeter.Metrics.Expression;
using Deskmeter.Store;
using Deskmeter.Workspaces;
using NodaTime;
using NodaTime.Text;

namespace Deskmeter.App.Cli;

/// <summary>One ticket's part in one KPI, in words.</summary>
internal sealed class TicketReport(Workspace workspace, Metric metric, ExplainedTicket told, Clock clock, Instant asOf, TextWriter output)
{
    private static readonly Language English = Language.Of("en");
    private readonly FigureFormat _figures = new(English, workspace.Settings.Currency);
    private readonly EventText _events = new(new FigureFormat(English, workspace.Settings.Currency));
    private readonly DateTimeZone _zone = workspace.Settings.DateTimeZone;

    public void Write()
    {
        output.WriteLine($"{English.Find($"kpi.{metric.Id}.name") ?? metric.Name ?? metric.Id} of ticket {told.Asked.Id} ({told.Asked.Source})");
        if (told.Ticket.Id != told.Asked.Id) output.WriteLine($"It was merged into ticket {told.Ticket.Id}, which counts.");
        foreach (var row in told.Explanation.Facts.Excluded)
            output.WriteLine($"Ticket {row.TicketId} is in no figure since {Local(row.ExcludedAt)}: {row.Reason}.");
        var explanation = ClockOf(metric);
        WriteTimeline(explanation);
        if (explanation is not null) WriteRuns(explanation);
        WriteDefinition();
        WriteStatement();
    }

    private void WriteTimeline(ClockExplanation? explanation)
    {
        output.WriteLine();
        output.WriteLine($"Timeline ({_zone.Id})");
        for (var i = 0; i < told.Explanation.Entries.Count; i++)
        {
            var entry = told.Explanation.Entries[i];
            var note = explanation?.Notes[i];
            var effect = note switch
            {
                { Effect: var did } when did.HasFlag(ClockEffect.Stops) && did.HasFlag(ClockEffect.Starts) => "  ■▶ stops and starts the clock",
                { Effect: var did } when did.HasFlag(ClockEffect.Starts) => "  ▶ starts the clock",
                { Effect: var did } when did.HasFlag(ClockEffect.Stops) => "  ■ stops the clock",
                { Reason: { } reason } => $"  ○ left out: {Reason(reason)}",
                null when entry.LeftOut is { } reason => $"  ○ left out: {Reason(reason)}",
                _ => "",
            };
            var stated = entry.IsStated ? $" [as the source states{Logged(entry)}]" : "";
            var from = entry.MergedFrom is { } merged ? $" [of merged ticket {merged}]" : "";
            output.WriteLine($"  {Local(entry.At)}  {_events.Who(entry)} {_events.What(entry)}{stated}{from}{effect}".TrimEnd());
        }
    }

    private void WriteRuns(ClockExplanation explanation)
    {
        output.WriteLine();
        if (explanation.Runs.Count == 0)
        {
            output.WriteLine("The clock never ran: the ticket has no value, which is not zero.");
            return;
        }

        foreach (var run in explanation.Runs)
        {
            var length = told.Explanation.Length(run, asOf);
            var business = length.Business is { } seconds ? $"{Seconds(seconds)} in business hours" : "no business hours: no calendar applies";
            var end = run.Stopped is { } stopped ? Local(stopped.At) : $"still running at {Local(asOf)}";
            output.WriteLine($"From {Local(run.Started.At)} to {end}: {Seconds(length.Calendar)}; {business}.");
        }
    }

    private void WriteDefinition()
    {
        output.WriteLine();
        output.WriteLine($"Formula     {metric.MeasureText}{(metric.WhereText is { } where ? $" where {where}" : "")}");
        output.WriteLine($"Definition  {metric.Id}@{metric.Version}, {MetricQueryText.Word(clock)} clock");
        if (English.Find($"kpi.{metric.Id}.definition") is { } words) output.WriteLine($"            {words}");
    }

    private void WriteStatement()
    {
        var created = told.Explanation.Entries[0].At.InZone(_zone).Date;
        var query = new MetricQuery
        {
            Kpis = [metric.Id],
            From = created,
            To = LocalDate.Max(asOf.InZone(_zone).Date, created).PlusDays(1),
            Where = [new Filter("ticket", [told.Ticket.Id])],
            Clock = metric.Clocks.Contains(clock) || metric.Clocks.Count == 0 ? clock : metric.Clocks[0],
            AsOf = asOf,
        };
        var result = workspace.Run(query);
        var row = result.Rows[0];
        output.WriteLine();
        output.WriteLine(row.Value is { } value
            ? $"Counted     {_figures.Text(value, row.Unit)} ({value.ToString("R", CultureInfo.InvariantCulture)}), n {row.N}"
            : $"Counted     no value ({MetricQueryText.Word(row.Status)})");
        foreach (var statement in result.Statements) WriteStatement(statement);
    }

    private void WriteStatement(SqlStatement statement)
    {
        output.WriteLine();
        output.WriteLine("Statement that ran");
        foreach (var line in statement.Text.Split('\n')) output.WriteLine($"  {line}");
        for (var i = 0; i < statement.Parameters.Count; i++)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  ${i + 1} = {statement.Parameters[i] ?? "null"}"));
    }

    /// <summary>The clock of a KPI that is an aggregate of one column.</summary>
    private ClockExplanation? ClockOf(Metric asked) =>
        asked is { Fact: { } fact, Measure: AggregateNode { Argument: ColumnNode column } } ? told.Explanation.Explain(fact, column.Name) : null;

    private string Logged(TimelineEntry entry) =>
        entry.Event is { } happened && Local(happened.At) != Local(entry.At) ? $"; its log says {Local(happened.At)}" : "";

    private static string Reason(EntryReason reason) => English[$"board.reason.{MetricQueryText.Word(reason)}"];

    private string Seconds(long seconds) =>
        $"{_figures.Text(seconds, MetricUnit.Duration)} ({seconds.ToString("N0", CultureInfo.InvariantCulture)} s)";

    private string Local(Instant instant) =>
        LocalDateTimePattern.CreateWithInvariantCulture("yyyy-MM-dd HH:mm:ss").Format(instant.InZone(_zone).LocalDateTime);
}
