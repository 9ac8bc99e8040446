using Deskmeter.Core.Tests;
using Deskmeter.Demo;
using Deskmeter.Helpdesk;
using Deskmeter.Quality;
using NodaTime;

namespace Deskmeter.App.Tests.Web;

/// <summary>The server over a small shop of its own, whose reviews may change, at an instant that stands still.</summary>
public sealed class QualityServer() : PageServer(new SettableTime(Now), goesOn: false)
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 18, 11, 0);
    private int _tickets;

    /// <summary>A ticket that nobody has reviewed, resolved by an agent yesterday.</summary>
    public string NewTicket(string subject = "Tent poles", string agent = "Ann", string? team = "Orders")
    {
        var id = $"Q{Interlocked.Increment(ref _tickets)}";
        var (customer, who) = (new Actor(ActorClass.Customer, "carl"), new Actor(ActorClass.Agent, agent, team));
        var at = Now - Duration.FromHours(26);
        Workspace.Add(
            [
                new Ticket("desk", id)
                {
                    Profile = new TicketProfile { Subject = subject, Customer = "carl", Channel = "email" },
                    Events =
                    [
                        new MessageSent("1", at) { By = customer },
                        new MessageSent("2", at + Duration.FromMinutes(20)) { By = who },
                        new StatusChanged("3", at + Duration.FromMinutes(21), Stage.Solved) { By = who },
                    ],
                },
            ],
            1);
        return id;
    }

    /// <summary>A review of a ticket with one score for every category of the shipped card.</summary>
    public Review Review(string ticket, string reviewer, decimal score, string comment = "") => Workspace.SaveReview(new ReviewDraft
    {
        TicketSource = "desk",
        Ticket = ticket,
        Card = Scorecard.Shipped,
        Reviewer = reviewer,
        Reviewee = "Ann",
        Scores = Scorecard.Shipped.Categories.ToDictionary(category => category.Key, _ => (decimal?)score),
        Comment = comment,
    });

    protected override Task Prepare()
    {
        var shop = new DemoShop(1500, seed: 3, DemoShop.LastMidnight(Now));
        Workspace.Change(settings => settings.Adopt(shop.Settings));
        Workspace.Add(shop.Records(), shop.RecordsInAll());
        return Task.CompletedTask;
    }
}
