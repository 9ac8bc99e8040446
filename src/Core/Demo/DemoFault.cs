using NodaTime;

namespace Deskmeter.Demo;

/// <summary>
/// A batch of stoves with a weak valve: for five weeks customers called and read about warranty, and gave stoves back. The tickets of
/// those weeks are as ever; people called.
/// </summary>
internal sealed class DemoFault
{
    private const int FromDaysBefore = 190;
    private const int Days = 35;
    private readonly long _from;

    public DemoFault(Instant end) => _from = end.ToUnixTimeSeconds() - FromDaysBefore * DemoTime.Day;

    public bool IsKnown(long at) => at >= _from && at < _from + Days * DemoTime.Day;

    /// <summary>Stoves that were sold then were of the batch.</summary>
    public bool HasBatch(long soldAt) =>
        soldAt >= _from - 45 * DemoTime.Day && soldAt < _from + 10 * DemoTime.Day;

    /// <summary>What a call, a session or a reading is about.</summary>
    public int Topic(DemoShop shop, long at, DemoRandom random) =>
        random.Chance(IsKnown(at) ? 0.28 : 0) ? DemoTopic.Warranty : shop.Demand.Topic(at, random);
}
