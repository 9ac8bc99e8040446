using Deskmeter.Facts;
using Deskmeter.Helpdesk;

namespace Deskmeter.Workspaces;

/// <summary>A ticket with how its figures came about.</summary>
/// <param name="Asked">The ticket that was asked for.</param>
/// <param name="Ticket">The one that counts: itself, or the one it was merged into.</param>
/// <param name="Explanation">Its timeline and clocks.</param>
public sealed record ExplainedTicket(Ticket Asked, Ticket Ticket, TicketExplanation Explanation);
