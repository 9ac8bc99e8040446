using Deskmeter.App.Http;
using Deskmeter.Helpdesk;
using Deskmeter.Metrics;
using Deskmeter.Workspaces;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Deskmeter.App.Tickets;

/// <summary>GET /api/v1/tickets: the tickets behind a figure; GET /api/v1/tickets/{id}/timeline: how the figures of one ticket came about.</summary>
public static class TicketsApi
{
    private const int Standard = 50, Most = 1000;
    private static readonly string[] ListWords = ["kpi", "from", "to", "where", "zone", "clock", "as_of", "param", "offset", "limit"];
    private static readonly string[] TimelineWords = ["source", "as_of"];

    /// <param name="Kpi">The KPI whose rows these are: the one asked for, or the first part of a formula.</param>
    /// <param name="AsOf">Nothing after this instant counts.</param>
    /// <param name="Total">How many rows there are.</param>
    /// <param name="Offset">How many of them come before the first one here.</param>
    /// <param name="Withheld">The rows are never listed, because one could tell from them who said what.</param>
    /// <param name="Tickets">The worst first, or the newest where there is no worse. A ticket may have several rows.</param>
    public sealed record TicketList(string Kpi, string AsOf, long Total, int Offset, bool Withheld, IReadOnlyList<TicketRow> Tickets);

    /// <param name="Kind">The kind of record that the row comes from: ticket, call, order, ...</param>
    /// <param name="Source">Where it comes from; null of a row that no single record gives.</param>
    /// <param name="Id">The source's own id.</param>
    /// <param name="Subject">What it is about.</param>
    /// <param name="At">The instant that placed it in the period.</param>
    /// <param name="Value">Seconds, or 1 and 0 for a rate; null where rows are only counted.</param>
    /// <param name="Channel">Of the first contact.</param>
    /// <param name="Priority">The last known.</param>
    /// <param name="Agent">Whom the KPI means by an agent.</param>
    /// <param name="Team">Whom the KPI means by a team.</param>
    public sealed record TicketRow(
        string Kind, string? Source, string Id, string? Subject, string? At, double? Value, string? Channel, string? Priority, string? Agent, string? Team);

    public static void MapTickets(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/v1/tickets", List).WithName("tickets").WithTags("tickets").WithSummary("The tickets behind a figure, the worst first")
            .AddOpenApiOperationTransformer(ApiWords.Describe(ListWords)).ProducesProblem(StatusCodes.Status400BadRequest);
        endpoints.MapGet("/api/v1/tickets/{id}/timeline", Timeline).WithName("timeline").WithTags("tickets")
            .WithSummary("What happened to a ticket, and which event started and stopped each clock")
            .AddOpenApiOperationTransformer(ApiWords.Describe(TimelineWords)).ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Ok<TicketList> List(HttpRequest request, Workspace workspace)
    {
        ApiWords.Check(request.Query, ListWords);
        var (offset, limit) = (ApiWords.Number(request.Query, "offset", 0, int.MaxValue), ApiWords.Number(request.Query, "limit", Standard, Most));
        var page = workspace.Rows(MetricQueryText.Read(word => request.Query[word]), new RowWindow(RowOrder.Worst, offset, limit), request.HttpContext.RequestAborted);
        return TypedResults.Ok(new TicketList(page.Kpi, MetricJson.Text(page.AsOf), page.Total, offset, page.IsWithheld, [.. page.Rows.Select(row => Row(workspace, row))]));
    }

    private static TicketRow Row(Workspace workspace, FigureRow row) => new(
        row.Kind, row.Source, row.Id, row.IsTicket ? workspace.Records.Find<Ticket>(row.Source!, row.Id)?.Profile?.Subject : null, row.At is { } at ? MetricJson.Text(at) : null, row.Value,
        row.Channel, row.Priority, row.Agent, row.Team);

    private static Results<Ok<TimelineAnswer>, ProblemHttpResult> Timeline(
        string id, HttpRequest request, Workspace workspace)
    {
        ApiWords.Check(request.Query, TimelineWords);
        var asOf = request.Query["as_of"].LastOrDefault() is { Length: > 0 } text ? MetricQueryText.AsOf(text) : workspace.DefaultAsOf;
        var told = workspace.Explain(id, request.Query["source"].LastOrDefault());
        return told is null
            ? TypedResults.Problem($"There is no ticket '{id}'.", statusCode: StatusCodes.Status404NotFound)
            : TypedResults.Ok(TimelineAnswer.Of(told, TicketClock.Of(workspace, told.Explanation), asOf));
    }
}
