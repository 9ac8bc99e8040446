using Deskmeter.Helpdesk;
using Deskmeter.Records;

namespace Deskmeter.Sync;

/// <summary>Which tickets belong together: a ticket with everything that was merged into it, however far down.</summary>
internal sealed class Conversations
{
    private readonly IRecordStore _records;
    private readonly Dictionary<(string Source, string Id), string> _parents = [];
    private readonly Dictionary<(string Source, string Id), List<string>> _children = [];

    public Conversations(IRecordStore records)
    {
        _records = records;
        foreach (var link in records.MergeLinks())
        {
            _parents[(link.Source, link.Child)] = link.Parent;
            if (!_children.TryGetValue((link.Source, link.Parent), out var siblings))
                _children[(link.Source, link.Parent)] = siblings = [];
            siblings.Add(link.Child);
        }
    }

    /// <summary>The ticket that goes on for this one: itself, unless it was merged into another that is known.</summary>
    public Ticket RootOf(Ticket ticket)
    {
        // Nearly every ticket: it is worth no memory.
        if (!_parents.ContainsKey((ticket.Source, ticket.Id))) return ticket;
        var seen = new HashSet<string> { ticket.Id };
        var root = ticket;
        while (_parents.TryGetValue((root.Source, root.Id), out var parent) && seen.Add(parent)
            && _records.Find<Ticket>(root.Source, parent) is { } known)
        {
            root = known;
        }

        // Merged in a circle: the smallest id stands for all of them, wherever one starts.
        return _parents.TryGetValue((root.Source, root.Id), out var next) && seen.Contains(next) ? SmallestOf(root) : root;
    }

    /// <summary>Every ticket merged into this one, directly or through another, in order of id.</summary>
    public IReadOnlyList<Ticket> ChildrenOf(Ticket root) =>
        !_children.ContainsKey((root.Source, root.Id)) ? []
        : [.. Descendants(root).Order(StringComparer.Ordinal).Select(id => _records.Find<Ticket>(root.Source, id)).OfType<Ticket>()];

    private HashSet<string> Descendants(Ticket root)
    {
        var found = new HashSet<string>();
        var waiting = new Queue<string>([root.Id]);
        while (waiting.TryDequeue(out var id))
        {
            if (!_children.TryGetValue((root.Source, id), out var children)) continue;
            foreach (var child in children.Where(child => child != root.Id && found.Add(child))) waiting.Enqueue(child);
        }

        return found;
    }

    private Ticket SmallestOf(Ticket member)
    {
        var circle = Descendants(member).Append(member.Id).Min(StringComparer.Ordinal)!;
        return circle == member.Id ? member : _records.Find<Ticket>(member.Source, circle) ?? member;
    }
}
