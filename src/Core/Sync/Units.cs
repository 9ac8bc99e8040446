using Deskmeter.Facts;
using Deskmeter.Store;

namespace Deskmeter.Sync;

/// <summary>The units whose rows are built again, by kind of unit.</summary>
internal sealed class Units(FactSchema schema)
{
    private readonly Dictionary<FactUnit, HashSet<string>> _keys = Enum.GetValues<FactUnit>().ToDictionary(unit => unit, _ => new HashSet<string>());

    /// <summary>Names a unit; false when it was named before.</summary>
    public bool Add(FactUnit unit, string key) => _keys[unit].Add(key);

    public void Clear()
    {
        foreach (var keys in _keys.Values) keys.Clear();
    }

    /// <summary>The units named, as the store replaces them.</summary>
    public IReadOnlyList<ReplacedUnits> Replaced() =>
    [
        .. _keys.Where(pair => pair.Value.Count > 0)
            .Select(pair => new ReplacedUnits(schema.All.First(fact => fact.Unit == pair.Key).Table.Unit.Name, pair.Value)),
    ];
}
