using NodaTime;

namespace Deskmeter.Demo;

/// <summary>Days that were not as usual: more tickets, of some topic, and slower answers.</summary>
/// <param name="Volume">How much the volume grows.</param>
/// <param name="Slowness">How much longer agents take.</param>
/// <param name="Topic">The topic that many of them have; -1: none.</param>
/// <param name="Weight">How much more often that topic occurs.</param>
/// <param name="IsIllness">Many of the team stayed at home.</param>
internal sealed record DemoIncident(LocalDate From, int Days, double Volume, double Slowness, int Topic = -1, double Weight = 1, bool IsIllness = false)
{
    /// <summary>What happened up to <paramref name="end"/>; the seed moves it by a few days.</summary>
    public static IReadOnlyList<DemoIncident> Before(LocalDate end, int seed)
    {
        var random = DemoRandom.For(seed, DemoDraw.Incident, 0);
        LocalDate Around(int daysBefore) => end.PlusDays(-daysBefore + random.Below(9) - 4);
        return
        [
            new(Around(24), 4, 1.6, 2.1, DemoTopic.LateDelivery, 6), // a carrier's strike
            new(Around(83), 1, 2.2, 2.2, DemoTopic.Payment, 9), // payments fail for a day
            new(Around(150), 12, 1.0, 1.6, IsIllness: true), // half the team is ill
            new(Around(262), 3, 1.3, 1.5, DemoTopic.WhereIsMyOrder, 3), // a storm stops the vans
            new(Around(402), 1, 2.0, 2.0, DemoTopic.Account, 12), // nobody can sign in
            new(Around(560), 5, 1.4, 1.7, DemoTopic.LateDelivery, 6), // another strike
        ];
    }

    public bool Includes(LocalDate date) => date >= From && date < From.PlusDays(Days);
}
