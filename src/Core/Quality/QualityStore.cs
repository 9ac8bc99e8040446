using Deskmeter.State;
using NodaTime;
using NodaTime.Text;

namespace Deskmeter.Quality;

/// <summary>Keeps in <c>state.db</c> the scorecards that people wrote, each as the text it was given in, and who was asked for a second review.</summary>
public sealed class QualityStore
{
    /// <summary>More than these nobody keeps apart.</summary>
    private const int MostCards = 100, MostInvitations = 1000;

    private readonly StateFile _state;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private volatile List<Scorecard> _cards;
    private volatile List<Invitation> _invitations;

    /// <summary>The scorecards and invitations of a data folder.</summary>
    public QualityStore(StateFile state, TimeProvider time)
    {
        (_state, _time) = (state, time);
        state.Run("""
            create table if not exists scorecard (name text primary key, text text not null, changed_at text not null);
            create table if not exists review_invitation (
                id integer primary key autoincrement, ticket_source text not null, ticket text not null, reviewer text not null, invited_at text not null,
                unique (ticket_source, ticket, reviewer))
            """);
        (_cards, _invitations) = (ReadCards(), ReadInvitations());
    }

    /// <summary>The scorecards that people wrote, by name.</summary>
    public IReadOnlyList<Scorecard> Cards => _cards;

    /// <summary>Who was asked for a second review, the oldest first; those who have answered too.</summary>
    public IReadOnlyList<Invitation> Invitations => _invitations;

    /// <summary>Keeps a scorecard; one of the same name is replaced. Reviews that were made keep what they were made by.</summary>
    /// <exception cref="UsageException">The text is no scorecard.</exception>
    public Scorecard Keep(string text)
    {
        var card = ScorecardFile.Read(text);
        lock (_gate)
        {
            if (_cards.Count >= MostCards && _cards.TrueForAll(known => known.Name != card.Name)) throw new UsageException($"There are {MostCards} scorecards already. Remove one first.", "text");
            _state.Run("insert into scorecard (name, text, changed_at) values ($name, $text, $at) on conflict (name) do update set text = $text, changed_at = $at",
                ("$name", card.Name), ("$text", text), ("$at", Now()));
            _cards = ReadCards();
        }

        return card;
    }

    /// <summary>The text of a scorecard as it was given; null where nobody wrote one of this name.</summary>
    public string? TextOf(string name) => _state.Rows("select text from scorecard where name = $name", row => row.GetString(0), ("$name", name)).FirstOrDefault();

    /// <summary>Takes a scorecard away; its reviews stay.</summary>
    public void RemoveCard(string name)
    {
        lock (_gate)
        {
            _state.Run("delete from scorecard where name = $name", ("$name", name));
            _cards = ReadCards();
        }
    }

    /// <summary>Asks somebody to review a ticket without seeing what others said of it. Asked twice is asked once.</summary>
    public void Invite(string source, string ticket, string reviewer)
    {
        lock (_gate)
        {
            if (_invitations.Count >= MostInvitations) _state.Run("delete from review_invitation where id in (select id from review_invitation order by id limit 1)");
            _state.Run("insert into review_invitation (ticket_source, ticket, reviewer, invited_at) values ($source, $ticket, $reviewer, $at) on conflict do nothing",
                ("$source", source), ("$ticket", ticket), ("$reviewer", reviewer), ("$at", Now()));
            _invitations = ReadInvitations();
        }
    }

    /// <summary>Asks no more.</summary>
    public void Withdraw(long id)
    {
        lock (_gate)
        {
            _state.Run("delete from review_invitation where id = $id", ("$id", id));
            _invitations = ReadInvitations();
        }
    }

    /// <summary>Forgets who was asked before an instant; their names are kept no longer than the tickets.</summary>
    public void ForgetBefore(Instant limit)
    {
        lock (_gate)
        {
            foreach (var old in _invitations.Where(invitation => invitation.At < limit)) _state.Run("delete from review_invitation where id = $id", ("$id", old.Id));
            _invitations = ReadInvitations();
        }
    }

    private string Now() => InstantPattern.ExtendedIso.Format(Instant.FromDateTimeOffset(_time.GetUtcNow()));

    private List<Scorecard> ReadCards() => _state.Rows("select text from scorecard order by name", row => ScorecardFile.Read(row.GetString(0)));

    private List<Invitation> ReadInvitations() => _state.Rows(
        "select id, ticket_source, ticket, reviewer, invited_at from review_invitation order by id",
        row => new Invitation(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), InstantPattern.ExtendedIso.Parse(row.GetString(4)).Value));
}

/// <summary>Somebody was asked to review a ticket that somebody else has reviewed.</summary>
/// <param name="Id">Names it when it is withdrawn.</param>
/// <param name="Source">The ticket's source.</param>
/// <param name="Ticket">The ticket.</param>
/// <param name="Reviewer">Who was asked.</param>
/// <param name="At">When.</param>
public sealed record Invitation(long Id, string Source, string Ticket, string Reviewer, Instant At);
