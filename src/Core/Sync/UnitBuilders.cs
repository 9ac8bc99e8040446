using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using Deskmeter.Records;
using Deskmeter.Settings;
using NodaTime;

namespace Deskmeter.Sync;

/// <summary>The builders of all kinds of unit, and the context that they share. Safe for concurrent use.</summary>
public sealed class UnitBuilders(FactContext context)
{
    public FactContext Context { get; } = context;

    public ConversationBuilder Conversation { get; } = new(context);

    internal CustomerBuilder Customer { get; } = new(context);

    internal RecordBuilder Record { get; } = new(context);

    internal AgentDayBuilder AgentDay { get; } = new(context);

    /// <summary>
    /// How far customers' months are written: to the end of the year after that of the newest event, so that they are built again
    /// once a year, long before a figure needs more. Null before the first event.
    /// </summary>
    internal static LocalDate? HorizonOf(IRecordStore records, WorkspaceSettings settings) =>
        records.NewestEvent is { } newest ? new LocalDate(newest.InZone(settings.DateTimeZone).Year + 2, 1, 1) : null;

    /// <summary>Builders for a workspace as it is now: with its settings, and with the rates, people and articles among its records.</summary>
    public static UnitBuilders Of(IRecordStore records, WorkspaceSettings settings)
    {
        StatedRecord[] reference = [.. records.OfKind<ExchangeRate>(), .. records.OfKind<Person>(), .. records.OfKind<Article>()];
        return new UnitBuilders(new FactContext(settings.Calendars, settings.DefaultCalendar, settings.TeamCalendars)
        {
            Zone = settings.DateTimeZone,
            Horizon = HorizonOf(records, settings),
            Reference = new ReferenceData(reference, settings.Currency),
        });
    }
}
