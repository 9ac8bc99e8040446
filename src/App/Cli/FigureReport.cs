using System.Globalization;
using Deskmeter.App.Figures;
using Deskmeter.App.Languages;
using Deskmeter.Metrics;
using Deskmeter.Metrics.Explanation;
using Deskmeter.Store;
using Deskmeter.Workspaces;
using NodaTime;
using NodaTime.Text;

namespace Deskmeter.App.Cli;

/// <summary>An explanation in words: the figure, how it is defined, what was counted, and what was left out and why.</summary>
internal sealed class FigureReport(Workspace workspace, TextWriter output, bool hasStatements)
{
    private static readonly Language English = Language.Of("en");
    private readonly FigureFormat _figures = new(English, workspace.Settings.Currency);
    private DateTimeZone _zone = workspace.Settings.DateTimeZone;

    public void Write(FigureExplanation told)
    {
        var (metric, query) = (told.Metric, told.Answer.Query);
        _zone = DateTimeZoneProviders.Tzdb[query.Zone!];
        output.WriteLine($"{English.Find($"kpi.{metric.Id}.name") ?? metric.Name ?? metric.Id}{(told.Role is { } role ? $", as in {role}" : "")}");
        if ((metric.Description ?? English.Find($"kpi.{metric.Id}.definition")) is { } words) output.WriteLine(words);
        output.WriteLine();
        output.WriteLine($"Definition   {metric.Id}@{metric.Version.ToString(CultureInfo.InvariantCulture)}");
        output.WriteLine($"Formula      {metric.MeasureText}{(metric.WhereText is { } where ? $" where {where}" : "")}");
        if (query.Params.Count > 0) output.WriteLine($"Settings     {string.Join(", ", query.Params.Select(pair => $"{pair.Key} = {pair.Value}"))}");
        var clock = told.Answer.Rows[0].Clock is { } runs ? $", {MetricQueryText.Word(runs)} clock" : "";
        output.WriteLine(metric.DatedBy is Dating.Now
            ? $"Range        none: the state at {Local(told.Answer.AsOf)} ({_zone.Id}){clock}"
            : $"Range        {Date(query.From)} up to {Date(query.To)} ({_zone.Id}), as of {Local(told.Answer.AsOf)}{clock}");
        if (query.Where.Count > 0) output.WriteLine($"Filters      {string.Join(" and ", query.Where.Select(FilterText.Write))}");
        foreach (var (row, calculation) in told.Answer.Rows.Zip(told.Calculations)) WriteFigure(row, calculation);
        if (told.IsWithheld) output.WriteLine($"Rows are never listed: from so few one could tell who said what. Fewer than {metric.MinGroup} are no figure either.");
        if (told.Counted is { } counted) WriteCounted(metric, counted);
        if (told.LeftOut.Count > 0) WriteLeftOut(told.LeftOut);
        if (hasStatements) foreach (var statement in told.Statements) WriteStatement(statement);
        foreach (var part in told.Parts)
        {
            output.WriteLine();
            output.WriteLine(new string('─', 60));
            Write(part);
        }
    }

    private void WriteFigure(MetricRow row, string? calculation)
    {
        var member = row.Slice.Count == 0 ? "" : $"{string.Join(", ", row.Slice.Select(pair => $"{pair.Key} {pair.Value ?? "(none)"}"))}: ";
        var notes = new List<string>();
        if (row.N is { } n) notes.Add($"n {_figures.Count(n)}");
        if (row is { Numerator: { } numerator, Denominator: { } denominator }) notes.Add($"{Plain(numerator)} / {Plain(denominator)}");
        if (row is { Low: { } low, High: { } high }) notes.Add($"95 % {_figures.Interval(low, high, row.Unit)}");
        if (row is { Mean: { } mean, P90: { } p90 }) notes.Add($"mean {_figures.Text(mean, row.Unit)}, p90 {_figures.Text(p90, row.Unit)}");
        if (row is { Min: { } least, Max: { } most }) notes.Add($"{_figures.Text(least, row.Unit)} to {_figures.Text(most, row.Unit)}");
        if (row.Pending is > 0 and { } pending) notes.Add($"{_figures.Count(pending)} pending");
        if (row.Status != ValueStatus.Ok) notes.Add(MetricQueryText.Word(row.Status).Replace('_', ' '));
        if (row.Provisional) notes.Add("provisional");
        output.WriteLine($"Figure       {member}{(row.Value is { } value ? $"{_figures.Text(value, row.Unit)} ({Plain(value)})" : "no value, which is not zero")}"
            + $"{(notes.Count > 0 ? $"; {string.Join("; ", notes)}" : "")}");
        if (calculation is not null) output.WriteLine($"Calculation  {calculation}");
    }

    private void WriteCounted(Metric metric, CountedRows counted)
    {
        output.WriteLine();
        output.WriteLine($"Counted: {_figures.Count(counted.Total)} rows of {metric.Fact}");
        if (counted.Terms.Count > 1)
            foreach (var (term, place) in counted.Terms.Select((term, place) => (term, place + 1))) output.WriteLine($"  ({place}) {term.Text}: {_figures.Count(term.Rows)} rows");
        foreach (var row in counted.Rows)
        {
            var terms = row.Terms.Count > 0 ? $"  in {string.Join(", ", row.Terms.Select(term => $"({term + 1})"))}" : "";
            output.WriteLine($"  {Record(row)}{(row.Value is { } value ? $"  {Value(value, metric.Unit)}" : "")}{Slices(row)}{terms}");
        }

        var rest = counted.Total - counted.Skip - counted.Rows.Count;
        if (counted.Rows.Count > 0 && rest > 0) output.WriteLine($"  and {_figures.Count(rest)} more: --skip {counted.Skip + counted.Rows.Count}");
    }

    private void WriteLeftOut(IReadOnlyList<LeftOutRows> leftOut)
    {
        output.WriteLine();
        output.WriteLine("Left out");
        foreach (var rows in leftOut)
        {
            var why = rows.Reason switch
            {
                LeftOutReason.AfterAsOf => "after the instant up to which is counted",
                LeftOutReason.Condition => $"outside the condition {rows.Condition}: {rows.Detail}",
                LeftOutReason.Pending => "too young: the window is not over yet",
                LeftOutReason.NoValue => $"no value: {rows.Detail ?? "nothing to measure"}",
                LeftOutReason.NotDated => $"not dated: {rows.Detail}, of what began in the range",
                _ when rows.Detail == "no_rate" => "its money could not be converted: no rate of that day",
                _ => $"in no figure: {rows.Detail?.Replace('_', ' ')}",
            };
            output.WriteLine($"  {_figures.Count(rows.Count)}  {why}");
            output.WriteLine($"      {(rows.Count > rows.Examples.Count ? "such as " : "")}{string.Join(", ", rows.Examples.Select(Record))}");
        }
    }

    private void WriteStatement(SqlStatement statement)
    {
        output.WriteLine();
        output.WriteLine("Statement that ran");
        output.WriteLine($"  {statement.Text}");
        for (var i = 0; i < statement.Parameters.Count; i++)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  ${i + 1} = {statement.Parameters[i] ?? "null"}"));
    }

    private string Record(FigureRow row) =>
        $"{row.Kind.Replace('_', ' ')} {(row.Source is { } source ? $"{source}/" : "")}{row.Id}{(row.At is { } at ? $" ({Local(at)})" : "")}";

    private static string Slices(FigureRow row) =>
        string.Concat(new[] { row.Channel, row.Priority, row.Team, row.Agent }.OfType<string>().Select(word => $"  {word}"));

    private string Value(double value, MetricUnit unit) => unit == MetricUnit.Rate && value is 0 or 1 ? value == 1 ? "yes" : "no" : _figures.Text(value, unit);

    private static string Plain(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Date(LocalDate date) => LocalDatePattern.Iso.Format(date);

    private string Local(Instant instant) =>
        LocalDateTimePattern.CreateWithInvariantCulture("yyyy-MM-dd HH:mm:ss").Format(instant.InZone(_zone).LocalDateTime);
}
