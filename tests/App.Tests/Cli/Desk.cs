using System.Text.Json;
using Xunit;

namespace Deskmeter.App.Tests.Cli;

/// <summary>A folder with tickets told in a few words, and what verbs say of it.</summary>
internal sealed class Desk : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly List<string> _lines = [];

    public string Path => _folder.Path;

    public string Data => _folder.File("data");

    /// <summary>A ticket that a customer opened, that somebody answered and solved; times are UTC, <c>2024-01-02T09:00</c>.</summary>
    public Desk Ticket(
        string id, string created, string? replied = null, string? solved = null, string? priority = null, string agent = "ann", string? team = null, string? reopened = null)
    {
        object Agent() => new { @class = "agent", id = agent, team };
        var events = new List<object> { new { type = "message", at = Instant(created), by = new { @class = "customer", id = $"customer of {id}" } } };
        if (team is not null) events.Add(new { type = "assign", at = Instant(created), agent, team, sequence = 1 });
        if (replied is not null) events.Add(new { type = "message", at = Instant(replied), by = Agent() });
        if (solved is not null) events.Add(new { type = "status", at = Instant(solved), stage = "solved", by = Agent() });
        if (reopened is not null) events.Add(new { type = "status", at = Instant(reopened), stage = "open", by = new { @class = "customer" } });
        var profile = new { created_at = Instant(created), customer = $"customer of {id}", priority };
        _lines.Add(JsonSerializer.Serialize(new { id, profile, events }));
        return this;
    }

    /// <summary>Imports all tickets told so far.</summary>
    public Desk Import()
    {
        Write("tickets.jsonl", string.Join('\n', _lines));
        VerbCall.Out(Path, "import", "canonical", "tickets.jsonl");
        return this;
    }

    public string Write(string name, string content)
    {
        File.WriteAllText(_folder.File(name), content);
        return name;
    }

    /// <summary>Runs a verb, its words parted by blanks.</summary>
    public ProgramResult Run(string verb) => VerbCall.Run(Path, verb.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The output of a verb that succeeds.</summary>
    public string Out(string verb) => VerbCall.Out(Path, verb.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The answer to <c>query</c>, as JSON.</summary>
    public JsonElement Query(string words) => JsonDocument.Parse(Out($"query {words} --format json")).RootElement;

    /// <summary>The rows of an answer.</summary>
    public List<JsonElement> Rows(string words) => [.. Query(words).GetProperty("rows").EnumerateArray()];

    /// <summary>The value of an answer of one row.</summary>
    public double? Value(string words) => Number(Assert.Single(Rows(words)), "value");

    public static double? Number(JsonElement row, string field) =>
        row.GetProperty(field) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    /// <summary>A field of every row as text; null is <c>-</c>.</summary>
    public static IEnumerable<string> Texts(IEnumerable<JsonElement> rows, string field) => rows.Select(row => Text(row.GetProperty(field)));

    public static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "-",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };

    public void Dispose() => _folder.Dispose();

    private static string Instant(string minute) => $"{minute}:00Z";
}
