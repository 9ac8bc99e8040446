using Deskmeter.App.Http;

namespace Deskmeter.App.Demonstration;

/// <summary>Begins, stops and removes the demonstration.</summary>
public static class DemoApi
{
    private const string Home = "/";

    public static void MapDemo(this IEndpointRouteBuilder endpoints)
    {
        var forms = endpoints.MapGroup("/demo").OnlyOurs(_ => Home).ExcludeFromDescription();
        Map("/start", demo => demo.Start());
        Map("/cancel", demo => demo.Running?.Cancel());
        Map("/remove", demo => demo.Remove());

        void Map(string path, Action<DemoJobs> work) => forms.MapPost(path, (DemoJobs demo) =>
        {
            work(demo);
            return Forms.Done(Home);
        });
    }
}
