using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Deskmeter.Helpdesk;

namespace Deskmeter.Settings;

/// <summary>
/// Calendars kept as texts, each read when it is asked for: most questions need none, and a reader of YAML costs more than a question.
/// Safe for concurrent use.
/// </summary>
public sealed class CalendarTexts : IReadOnlyDictionary<string, BusinessCalendar>
{
    private readonly Dictionary<string, string> _texts;
    private readonly Dictionary<string, Lazy<BusinessCalendar>> _calendars = new(StringComparer.Ordinal);

    /// <param name="texts">By name, as <see cref="BusinessCalendarText"/> writes them.</param>
    public CalendarTexts(Dictionary<string, string> texts)
    {
        _texts = texts;
        foreach (var (name, text) in texts) _calendars[name] = new Lazy<BusinessCalendar>(() => BusinessCalendarFile.Read(text, name));
    }

    public int Count => _calendars.Count;

    public IEnumerable<string> Keys => _texts.Keys;

    public IEnumerable<BusinessCalendar> Values => _calendars.Values.Select(calendar => calendar.Value);

    public BusinessCalendar this[string key] => _calendars[key].Value;

    /// <summary>A calendar as it was written.</summary>
    public string TextOf(string name) => _texts[name];

    public bool ContainsKey(string key) => _texts.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out BusinessCalendar value)
    {
        value = _calendars.TryGetValue(key, out var known) ? known.Value : null;
        return value is not null;
    }

    public IEnumerator<KeyValuePair<string, BusinessCalendar>> GetEnumerator()
    {
        foreach (var (name, calendar) in _calendars) yield return KeyValuePair.Create(name, calendar.Value);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
