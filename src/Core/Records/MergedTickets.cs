namespace Deskmeter.Records;

/// <summary>Which tickets are one conversation, because one was merged into another.</summary>
internal static class MergedTickets
{
    /// <summary>The tickets of each conversation of more than one, known or not.</summary>
    public static IEnumerable<IReadOnlyList<(string Source, string Id)>> Of(IReadOnlyCollection<MergeLink> links)
    {
        var near = new Dictionary<(string Source, string Id), List<string>>();
        foreach (var link in links)
        {
            Add((link.Source, link.Child), link.Parent);
            Add((link.Source, link.Parent), link.Child);
        }

        var seen = new HashSet<(string, string)>();
        foreach (var first in near.Keys)
        {
            if (!seen.Add(first)) continue;
            List<(string Source, string Id)> conversation = [first];
            for (var place = 0; place < conversation.Count; place++)
                conversation.AddRange(near[conversation[place]].Select(id => (first.Source, id)).Where(seen.Add));
            yield return conversation;
        }

        void Add((string, string) ticket, string other)
        {
            if (!near.TryGetValue(ticket, out var others)) near[ticket] = others = [];
            others.Add(other);
        }
    }
}
