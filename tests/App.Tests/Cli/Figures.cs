using Deskmeter.App.Cli;
using Deskmeter.Workspaces;

namespace Deskmeter.App.Tests.Cli;

/// <summary>What a folder answers: many KPIs by month and priority, and every exported row.</summary>
internal static class Figures
{
    private const string Kpis =
        "tickets_created,tickets_resolved,resolution_events,customers_resolved,unresolved_tickets,backlog_age,net_flow,first_response_time,response_time,"
        + "first_resolution_time,resolution_time,time_to_assign,requester_wait_time,agent_wait_time,on_hold_time,agent_work_time,one_touch_rate,reopen_rate,"
        + "resolution_rate,transfers_per_ticket,messages_per_ticket,sla_attainment_resolution,tickets_closed_per_agent,peak_hour,peak_weekday,volume_vs_baseline";

    /// <summary>Every answer of the folder's <c>data</c>, to the byte: several verbs in a row, as in a server that holds the folder.</summary>
    public static IReadOnlyList<string> Of(string folder)
    {
        using var workspace = Workspace.Open(Path.Combine(folder, "data"), TimeProvider.System);
        var access = new ServedWorkspace(workspace);
        string[] query = ["query", "--kpi", Kpis, "--from", "2016-01-01", "--to", "2017-01-01", "--format", "json"];
        return
        [
            VerbCall.Out(folder, access, [.. query, "--grain", "month"]),
            VerbCall.Out(folder, access, [.. query, "--grain", "quarter", "--by", "priority", "--compare", "previous"]),
            VerbCall.Out(folder, access, ["export", "tickets"]),
            VerbCall.Out(folder, access, ["export", "sla"]),
        ];
    }
}
