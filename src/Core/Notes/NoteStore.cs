using System.Text.Json;
using Deskmeter.Metrics;
using Deskmeter.State;
using NodaTime.Text;

namespace Deskmeter.Notes;

/// <summary>Keeps the notes of a workspace in <c>state.db</c>, beside its settings.</summary>
public sealed class NoteStore
{
    /// <summary>More notes than this nobody reads, and a page would not be done with.</summary>
    private const int Most = 2000;

    private readonly StateFile _state;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private volatile List<Note> _all;

    /// <summary>The notes of a data folder.</summary>
    public NoteStore(StateFile state, TimeProvider time)
    {
        (_state, _time) = (state, time);
        state.Run("""
            create table if not exists note (
                id integer primary key autoincrement, from_on text not null, last_on text not null, words text not null,
                kpi text, filters text not null, created_at text not null)
            """);
        _all = Read();
    }

    /// <summary>Every note, the earliest first.</summary>
    public IReadOnlyList<Note> All => _all;

    /// <summary>Why no note can be added; null: there is room.</summary>
    public Sentence? Fullness => _all.Count >= Most ? (Sentence)$"There are {Most} notes already. Remove some first." : null;

    /// <summary>Keeps a note.</summary>
    /// <returns>The note with its id.</returns>
    /// <exception cref="UsageException">It cannot be kept as it is.</exception>
    public Note Add(Note note)
    {
        note = note.Checked();
        lock (_gate)
        {
            if (Fullness is { } full) throw new UsageException(full, "words");
            var id = _state.Number(
                """
                insert into note (from_on, last_on, words, kpi, filters, created_at) values ($from, $last, $words, $kpi, $filters, $at) returning id
                """,
                ("$from", LocalDatePattern.Iso.Format(note.From)), ("$last", LocalDatePattern.Iso.Format(note.Last)), ("$words", note.Words), ("$kpi", note.Kpi),
                ("$filters", JsonSerializer.Serialize(note.Where.Select(FilterText.Write))), ("$at", _time.GetUtcNow().ToString("O")));
            note = note with { Id = id };
            _all = Read();
            return note;
        }
    }

    /// <summary>Takes a note away.</summary>
    /// <returns>False when it was not there.</returns>
    public bool Remove(long id)
    {
        lock (_gate)
        {
            var wasThere = _state.Run("delete from note where id = $id", ("$id", id)) > 0;
            _all = Read();
            return wasThere;
        }
    }

    private List<Note> Read() => _state.Rows("select id, from_on, last_on, words, kpi, filters from note order by from_on, last_on, id", row => new Note(
        LocalDatePattern.Iso.Parse(row.GetString(1)).Value,
        LocalDatePattern.Iso.Parse(row.GetString(2)).Value,
        row.GetString(3),
        row.IsDBNull(4) ? null : row.GetString(4),
        [.. JsonSerializer.Deserialize<string[]>(row.GetString(5))!.Select(FilterText.Read)])
    { Id = row.GetInt64(0) });
}
