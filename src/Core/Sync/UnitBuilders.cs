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

    /// <summary>Builders for a workspace as it is now: with its settings, and with the rates, people and articles among its records.</summary>
    /// <param name="horizon">How far customers' months are written.</param>
    public static UnitBuilders Of(IRecordStore records, WorkspaceSettings settings, LocalDate horizon)
    {
        StatedRecord[] reference = [.. records.OfKind<ExchangeRate>(), .. records.OfKind<Person>(), .. records.OfKind<Article>()];
        return new UnitBuilders(new FactContext(settings.Calendars, settings.DefaultCalendar, settings.TeamCalendars)
        {
            Zone = settings.DateTimeZone,
            Horizon = horizon,
            Reference = new ReferenceData(reference, settings.Currency),
        });
    }
}
