using System.Text.Json;
using Deskmeter.Metrics;
using Microsoft.Data.Sqlite;
using NodaTime.Text;

namespace Deskmeter.Notes;

/// <summary>Keeps the notes of a workspace in <c>state.db</c>, beside its settings.</summary>
public sealed class NoteStore : IDisposable
{
    /// <summary>More notes than this nobody reads, and a page would not be done with.</summary>
    private const int Most = 2000;

    private readonly SqliteConnection _connection;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private List<Note> _all;

    private NoteStore(SqliteConnection connection, TimeProvider time)
    {
        (_connection, _time) = (connection, time);
        _all = Read();
    }

    /// <summary>Every note, the earliest first.</summary>
    public IReadOnlyList<Note> All
    {
        get
        {
            lock (_gate) return _all;
        }
    }

    /// <summary>Opens the notes of a data folder, whose settings are open already.</summary>
    public static NoteStore Open(string folder, TimeProvider time)
    {
        var file = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "state.db"), Pooling = false };
        var connection = new SqliteConnection(file.ConnectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = """
                pragma synchronous = full;
                create table if not exists note (
                    id integer primary key autoincrement, from_on text not null, last_on text not null, words text not null,
                    kpi text, filters text not null, created_at text not null);
                """;
            command.ExecuteNonQuery();
            return new NoteStore(connection, time);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Keeps a note.</summary>
    /// <returns>The note with its id.</returns>
    /// <exception cref="UsageException">It cannot be kept as it is.</exception>
    public Note Add(Note note)
    {
        note = note.Checked();
        lock (_gate)
        {
            if (_all.Count >= Most) throw new UsageException($"There are {Most} notes already. Remove some first.", "words");
            using var command = _connection.CreateCommand();
            command.CommandText = """
                insert into note (from_on, last_on, words, kpi, filters, created_at) values ($from, $last, $words, $kpi, $filters, $at) returning id
                """;
            command.Parameters.AddWithValue("$from", LocalDatePattern.Iso.Format(note.From));
            command.Parameters.AddWithValue("$last", LocalDatePattern.Iso.Format(note.Last));
            command.Parameters.AddWithValue("$words", note.Words);
            command.Parameters.AddWithValue("$kpi", (object?)note.Kpi ?? DBNull.Value);
            command.Parameters.AddWithValue("$filters", JsonSerializer.Serialize(note.Where.Select(FilterText.Write)));
            command.Parameters.AddWithValue("$at", _time.GetUtcNow().ToString("O"));
            note = note with { Id = (long)command.ExecuteScalar()! };
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
            using var command = _connection.CreateCommand();
            command.CommandText = "delete from note where id = $id";
            command.Parameters.AddWithValue("$id", id);
            var wasThere = command.ExecuteNonQuery() > 0;
            _all = Read();
            return wasThere;
        }
    }

    public void Dispose() => _connection.Dispose();

    private List<Note> Read()
    {
        var notes = new List<Note>();
        using var command = _connection.CreateCommand();
        command.CommandText = "select id, from_on, last_on, words, kpi, filters from note order by from_on, last_on, id";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var filters = JsonSerializer.Deserialize<string[]>(reader.GetString(5))!;
            notes.Add(new Note(
                LocalDatePattern.Iso.Parse(reader.GetString(1)).Value,
                LocalDatePattern.Iso.Parse(reader.GetString(2)).Value,
                reader.GetString(3),
                reader.IsDBNull(4) ? null : reader.GetString(4),
                [.. filters.Select(FilterText.Read)])
            { Id = reader.GetInt64(0) });
        }

        return notes;
    }
}
