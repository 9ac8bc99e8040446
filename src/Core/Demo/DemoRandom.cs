namespace Deskmeter.Demo;

/// <summary>What a draw is for; each purpose has numbers of its own, so that one can be asked for without the others.</summary>
internal enum DemoDraw
{
    Day,
    Incident,
    Arrival,
    Fate,
    Return,
    Topic,
    Person,
    Conversation,
    TicketCall,
    LoneCall,
    TicketSession,
    LoneSession,
    Survey,
    CustomerSurvey,
    Pulse,
    Review,
    TicketOrder,
    CustomerOrder,
    Subscription,
    TicketView,
    Reading,
    Rate,
    Cost,
    Stay,
    Leave,
    Shift,
    Calibration,
}

/// <summary>
/// SplitMix64, started from a seed, a purpose and an index. Only integers and the exactly defined operations on doubles, so that
/// every machine draws the same.
/// </summary>
internal sealed class DemoRandom(ulong state)
{
    private const ulong Golden = 0x9E37_79B9_7F4A_7C15;

    private ulong _state = state;

    public static DemoRandom For(int seed, DemoDraw purpose, int index) =>
        new(Mix(Mix((ulong)(uint)seed * Golden + (ulong)purpose) + (ulong)(uint)index * Golden));

    public ulong Next() => Mix(_state += Golden);

    /// <summary>Evenly from 0 up to, not including, 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => Unit() < probability;

    /// <summary>Evenly from 0 to <paramref name="limit"/> - 1.</summary>
    public int Below(int limit) => (int)Math.BigMul(Next(), (ulong)limit, out _);

    /// <summary>Nearly normal, of mean 0 and deviation 1, never past 3.5.</summary>
    public double Normal()
    {
        var bits = Next();
        var sum = (bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48);
        return (sum / 65_536.0 - 2) * 1.7320508075688772;
    }

    /// <summary>Around a median, skewed to the right as waiting times are.</summary>
    public double Around(double median, double sigma) => median * Exp(sigma * Normal());

    /// <summary>The place of a draw in a running sum that ends with its total.</summary>
    public int Pick(ReadOnlySpan<double> runningSum)
    {
        var wanted = Unit() * runningSum[^1];
        var index = 0;
        while (index < runningSum.Length - 1 && runningSum[index] <= wanted) index++;
        return index;
    }

    // Tricky: Math.Exp may differ in its last bit from one platform to another; these operations may not.
    private static double Exp(double x)
    {
        var power = Math.Floor(x * 1.4426950408889634 + 0.5);
        var rest = x - power * 0.6931471805599453;
        var sum = 1.0;
        for (var i = 11; i > 0; i--) sum = 1 + rest / i * sum;
        return Math.ScaleB(sum, (int)power);
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }
}
