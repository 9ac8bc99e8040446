using System.Globalization;
using Deskmeter.Helpdesk;
using Deskmeter.Workspaces;

namespace Deskmeter.App.Tests.Web;

/// <summary>Fills the places of <see cref="BoardPages"/> that any world can fill.</summary>
public static class PageRecords
{
    public static string Fill(string path, Workspace workspace, long layout)
    {
        path = path.Replace("{layout}", layout.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        if (!path.Contains("{review", StringComparison.Ordinal)) return path;
        var review = workspace.Records.OfKind<Review>().First(one => one.Ticket is { } ticket && workspace.Records.Find<Ticket>(ticket).Count > 0);
        var source = workspace.Records.Find<Ticket>(review.Ticket!)[0].Source;
        return path.Replace("{review}", $"source={Uri.EscapeDataString(review.Source)}&id={Uri.EscapeDataString(review.Id)}", StringComparison.Ordinal)
            .Replace("{reviewed}", $"ticket={Uri.EscapeDataString(review.Ticket!)}&source={Uri.EscapeDataString(source)}", StringComparison.Ordinal);
    }
}
