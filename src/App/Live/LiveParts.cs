using Deskmeter.App.Board;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Deskmeter.App.Live;

/// <summary>Writes the parts of the live pages as the pages themselves do, so that what is pushed is what a reload would show.</summary>
public sealed class LiveParts(IServiceProvider services, ILoggerFactory loggers)
{
    /// <summary>The parts by their ids, in the order of the page.</summary>
    public async Task<IReadOnlyList<KeyValuePair<string, string>>> Write(Visit visit, LiveModel model)
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parts = new List<KeyValuePair<string, string>>();
            foreach (var id in LivePart.Of(visit))
            {
                var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Visit"] = visit, ["Model"] = model, ["Id"] = id });
                var part = await renderer.RenderComponentAsync<LivePart>(parameters);
                parts.Add(new(id, part.ToHtmlString()));
            }

            return parts;
        });
    }
}
