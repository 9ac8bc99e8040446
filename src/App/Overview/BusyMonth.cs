using Deskmeter.App.Board;
using Deskmeter.Metrics;
using NodaTime;

namespace Deskmeter.App.Overview;

/// <summary>The latest month that is among the busy ones: where to look when the period shown is nearly empty.</summary>
public sealed record BusyMonth(LocalDate From, LocalDate To, double Tickets)
{
    public const string Kpi = "tickets_created";
    private const int Years = 10, FewTickets = 30, TimesMore = 10;

    /// <summary>Null when the period shown is as good as any.</summary>
    public static BusyMonth? Of(Visit visit, MetricRow? shown)
    {
        if (shown?.Value is not { } tickets || tickets >= FewTickets) return null;
        var thisMonth = visit.Dates.Today.With(DateAdjusters.StartOfMonth);
        var query = visit.State.Ask(Kpi) with { From = thisMonth.PlusYears(-Years), To = thisMonth.PlusMonths(1), Grain = Grain.Month, Compare = Compare.None };
        var months = visit.Run(query).Rows;
        var most = months.Max(row => row.Value ?? 0);
        if (most < TimesMore * Math.Max(1, tickets)) return null;
        var month = months.Last(row => row.Value >= most / 2);
        return new BusyMonth(month.From, month.To, month.Value!.Value);
    }
}
