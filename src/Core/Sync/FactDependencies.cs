using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Deskmeter.Facts;
using Deskmeter.Settings;
using NodaTime;

namespace Deskmeter.Sync;

/// <summary>What facts depend on besides the records, as one word.</summary>
internal static class FactDependencies
{
    /// <summary>Grows when a builder gives other rows for the same records.</summary>
    private const int BuilderVersion = 7;

    public static string HashOf(WorkspaceSettings settings, FactSchema schema, LocalDate horizon)
    {
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"builder {BuilderVersion}\nzone {settings.Zone} {DateTimeZoneProviders.Tzdb.VersionId}\n")
            .Append(CultureInfo.InvariantCulture, $"default {settings.DefaultCalendar}\ncurrency {settings.Currency}\nrules {new CustomerRules()}\nhorizon {horizon}\n");
        foreach (var name in settings.Calendars.Keys.Order(StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"calendar {name}\n{settings.CalendarText(name)}\n");
        foreach (var team in settings.TeamCalendars.Keys.Order(StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"team {team} {settings.TeamCalendars[team]}\n");
        foreach (var table in schema.Tables)
        {
            text.Append(CultureInfo.InvariantCulture, $"table {table.Name}");
            foreach (var column in table.Columns) text.Append(CultureInfo.InvariantCulture, $" {column.Name}:{column.Kind}");
            text.Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
