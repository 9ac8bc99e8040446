using Deskmeter.Metrics;
using Deskmeter.Targets;
using Deskmeter.Workspaces;

namespace Deskmeter.App.Cli;

/// <summary>What the fictional shop holds itself to, so that its pages show targets with their history and pace.</summary>
internal static class DemoTargets
{
    private static readonly (string Kpi, string Value, TargetPeriod Period, string? Of, int MonthsAgo)[] All =
    [
        ("first_response_time", "75min", TargetPeriod.Month, null, 12),
        ("first_response_time", "45min", TargetPeriod.Month, null, 3),
        ("first_response_time", "2h", TargetPeriod.Month, "channel=email", 3),
        ("resolution_time", "3h", TargetPeriod.Month, null, 12),
        ("sla_attainment_first", "90%", TargetPeriod.Month, null, 12),
        ("reopen_rate", "5%", TargetPeriod.Month, null, 12),
        ("csat_score", "85%", TargetPeriod.Quarter, null, 12),
        ("cost_per_resolution", "12", TargetPeriod.Quarter, null, 12),
    ];

    public static void Set(Workspace workspace)
    {
        var today = workspace.DefaultAsOf.InZone(workspace.Settings.DateTimeZone).Date;
        foreach (var (kpi, value, period, of, monthsAgo) in All)
        {
            workspace.SetTarget(new Target
            {
                Kpi = kpi,
                Of = of is null ? null : FilterText.Read(of),
                Period = period,
                Value = TargetRules.Read(value, workspace.Catalogue.Get(kpi).Unit),
                ValidFrom = TargetCalendar.Of(period, today.PlusMonths(-monthsAgo)).From,
            });
        }
    }
}
