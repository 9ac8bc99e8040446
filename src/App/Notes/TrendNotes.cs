using Deskmeter.App.Board;
using Deskmeter.App.Metrics;
using Deskmeter.Notes;

namespace Deskmeter.App.Notes;

/// <summary>A note beside a trend.</summary>
/// <param name="Number">From 1, in the order of time.</param>
/// <param name="Point">The period of the trend in which it begins.</param>
/// <param name="LastPoint">The period of the trend in which it ends.</param>
/// <param name="When">Its date or dates in words.</param>
public sealed record TrendNote(int Number, int Point, int LastPoint, string When, Note Note);

/// <summary>The notes that belong beside a KPI's trend: those about it and its filters that touch what is drawn.</summary>
public sealed class TrendNotes
{
    private readonly ILookup<int, TrendNote> _byPoint;

    public TrendNotes(Visit visit, string kpi, Trend trend)
    {
        var points = trend.Points.ToList();
        var notes = points.Count == 0 ? [] : visit.Workspace.Notes.All.Where(note => note.IsAbout(kpi, visit.State.Where) && note.Last >= points[0].Row.From && note.From < points[^1].Row.To);
        All = [.. notes.Select((note, index) => new TrendNote(index + 1, PointOf(note), LastPointOf(note), visit.Dates.Range(note.From, note.Last.PlusDays(1)), note))];
        _byPoint = All.ToLookup(note => note.Point);

        int PointOf(Note note) => Math.Max(0, points.FindIndex(point => point.Row.To > note.From));
        int LastPointOf(Note note) => points.FindLastIndex(point => point.Row.From <= note.Last);
    }

    public IReadOnlyList<TrendNote> All { get; }

    /// <summary>Some note lasts over several periods, so that it is drawn as a band.</summary>
    public bool HasBands => All.Any(note => note.LastPoint > note.Point);

    /// <summary>The period to which notes last that begin at a period; null when none lasts longer than that.</summary>
    public int? LastPointAt(int point) => _byPoint[point].Select(note => note.LastPoint).DefaultIfEmpty(point).Max() is var last && last > point ? last : null;

    /// <summary>The words at a period, for the table and a wide chart; null when there are none.</summary>
    public string? WordsAt(int point) => Join(_byPoint[point].Select(note => note.Note.Words), " · ");

    /// <summary>The numbers at a period, for a narrow chart with the words in a list below; null when there are none.</summary>
    public string? NumbersAt(int point) => Join(_byPoint[point].Select(note => note.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)), ", ");

    private static string? Join(IEnumerable<string> texts, string between) => string.Join(between, texts) is { Length: > 0 } joined ? joined : null;
}
