using NodaTime;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>Chance that falls alike for one seed.</summary>
internal sealed class NastyDice(int seed)
{
    private readonly Random _random = new(seed);

    public int Below(int end) => _random.Next(end);

    public int Between(int first, int end) => _random.Next(first, end);

    public bool Chance(int percent) => _random.Next(100) < percent;

    public T Pick<T>(IReadOnlyList<T> values) => values[_random.Next(values.Count)];

    /// <summary>One of them, or nothing.</summary>
    public string? Maybe(IReadOnlyList<string> values, int percent = 75) => Chance(percent) ? Pick(values) : null;

    /// <summary>An instant in some days, one in five within a second.</summary>
    public Instant At(Instant start, int days) =>
        start + Duration.FromSeconds(_random.Next(days * 86_400)) + Duration.FromMilliseconds(Chance(20) ? _random.Next(1000) : 0);

    public List<T> Shuffled<T>(IEnumerable<T> values) => [.. values.OrderBy(_ => _random.Next())];
}
