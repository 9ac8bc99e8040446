using Deskmeter.App.Http;
using Microsoft.AspNetCore.Antiforgery;

namespace Deskmeter.App.Demonstration;

/// <summary>Begins, stops and removes the demonstration.</summary>
public static class DemoApi
{
    private const string Home = "/";

    public static void MapDemo(this IEndpointRouteBuilder endpoints)
    {
        var forms = endpoints.MapGroup("/demo").ExcludeFromDescription();
        Map("/start", demo => demo.Start());
        Map("/cancel", demo => demo.Running?.Cancel());
        Map("/remove", demo => demo.Remove());

        void Map(string path, Action<DemoJobs> work) => forms.MapPost(path, async (HttpContext context, DemoJobs demo, IAntiforgery guard) =>
        {
            if (await Forms.Read(context, guard) is null) return Forms.TooOld(Home);
            work(demo);
            return Forms.Done(Home);
        });
    }
}
