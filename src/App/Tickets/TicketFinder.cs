namespace Deskmeter.App.Tickets;

/// <summary>GET /tickets?id=...: from the search box to the ticket.</summary>
public static class TicketFinder
{
    public static void MapTicketFinder(this IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/tickets", (string? id) => Results.LocalRedirect(string.IsNullOrWhiteSpace(id) ? "/" : $"/tickets/{Uri.EscapeDataString(id.Trim())}"))
        .ExcludeFromDescription();
}
