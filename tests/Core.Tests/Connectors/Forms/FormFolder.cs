using System.Collections;
using System.Text;
using Deskmeter.Connectors;
using Deskmeter.Connectors.Files;
using Deskmeter.Connectors.Forms;
using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Core.Tests.Connectors.Forms;

/// <summary>A folder of files to import, and what reading them gives.</summary>
internal sealed class FormFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deskmeter-forms-");

    /// <summary>Writes a file and says where it is.</summary>
    public string Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));

    public string Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public static List<ImportItem> Read(string import, string path, DateTimeZone? zone = null, string? source = null) =>
        [.. new RecordImport(new RecordMapping(null, import), [path], zone ?? DateTimeZone.Utc, source).Read(new ReadMeter())];

    /// <summary>The records in a file, pieces of one united by hand, in order of kind and id.</summary>
    public static List<string> Records(string import, string path) => [.. Texts(Read(import, path).OfType<ImportItem.Piece>().Select(piece => piece.Record))];

    /// <summary>What was found wrong in a file: <c>line: reason</c>, doubts with a question mark.</summary>
    public static List<string> Findings(string import, string path, DateTimeZone? zone = null) =>
    [
        .. Read(import, path, zone).Select(item => item switch
        {
            ImportItem.Problem { Row: var row } => $"{row.Line}: {row.Reason}",
            ImportItem.Warning warning => $"{warning.Line}? {warning.Message}",
            ImportItem.Damage damage => damage.Message.ToString(),
            _ => null,
        }).OfType<string>(),
    ];

    public void Dispose() => _folder.Delete(recursive: true);

    // Every field and part of every piece: what rows of one record repeat counts once.
    private static IEnumerable<string> Texts(IEnumerable<SourceRecord> pieces) =>
        pieces.SelectMany(piece => Lines(piece, $"{piece.GetType().Name} {piece.Source}/{piece.Id}")).Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<string> Lines(object told, string place)
    {
        foreach (var property in told.GetType().GetProperties().Where(property => property.CanWrite))
        {
            var value = property.GetValue(told);
            if (value is IEnumerable list and not string)
            {
                foreach (var item in list)
                {
                    var inner = item is IRecordPart part ? $"{place}.{property.Name}[{part.Key}]" : $"{place}.{property.Name}";
                    if (item is string) yield return $"{inner} = {item}";
                    else foreach (var line in Lines(item, inner)) yield return line;
                }
            }
            else
            {
                yield return $"{place}.{property.Name} = {value}";
            }
        }
    }
}
