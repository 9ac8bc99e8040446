using Deskmeter.Helpdesk;

namespace Deskmeter.App.Board;

/// <summary>What people are called, where their file is known; figures know them by their ids.</summary>
public sealed class PeopleNames
{
    private readonly Visit _visit;
    private readonly Dictionary<string, string> _names;

    public PeopleNames(Visit visit)
    {
        _visit = visit;
        _names = visit.Workspace.Records.OfKind<Person>().GroupBy(person => person.Id).ToDictionary(own => own.Key, own => own.Last().Name ?? own.Key, StringComparer.Ordinal);
    }

    /// <summary>Bots resolve tickets too and are nobody's colleague: where the people are known, nobody else is listed.</summary>
    public bool IsPerson(string? id) => id is not null && (_names.Count == 0 || _names.ContainsKey(id));

    public string Of(string? id) => id is null ? _visit.Language["board.none"] : _names.GetValueOrDefault(id) ?? id;
}
