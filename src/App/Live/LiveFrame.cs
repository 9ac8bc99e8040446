using System.Text;

namespace Deskmeter.App.Live;

/// <summary>What one filter set shows now, written once for all who look at it.</summary>
/// <param name="Version">Grows by one with each change.</param>
/// <param name="Parts">Each part of the page by its id.</param>
/// <param name="Whole">The event for those who just came, or missed one.</param>
/// <param name="Change">The event for those who have the version before: only the parts that changed.</param>
public sealed record LiveFrame(long Version, IReadOnlyList<KeyValuePair<string, string>> Parts, LiveEvent Whole, LiveEvent Change)
{
    /// <summary>The frame after one, or that one itself when nothing changed.</summary>
    public static LiveFrame After(LiveFrame? before, IReadOnlyList<KeyValuePair<string, string>> parts)
    {
        if (before is null)
        {
            var first = Event(parts);
            return new LiveFrame(1, parts, first, first);
        }

        var changed = parts.Where((part, place) => part.Value != before.Parts[place].Value).ToList();
        return changed.Count == 0 ? before : new LiveFrame(before.Version + 1, parts, Event(parts), Event(changed));
    }

    /// <summary>An event whose data are elements that the browser puts in place of those with their ids.</summary>
    private static LiveEvent Event(IEnumerable<KeyValuePair<string, string>> parts)
    {
        // Nothing stands around and between the elements: the page would keep each line break that does, with every change.
        var streams = new StringBuilder();
        foreach (var (id, html) in parts)
            streams.Append("<turbo-stream action=\"replace\" method=\"morph\" target=\"").Append(id).Append("\"><template>").Append(html.AsSpan().Trim()).Append("</template></turbo-stream>");
        var text = new StringBuilder("event: figures\n");
        foreach (var line in streams.ToString().AsSpan().EnumerateLines()) text.Append("data: ").Append(line).Append('\n');
        return new LiveEvent(text.Append('\n').ToString());
    }
}
