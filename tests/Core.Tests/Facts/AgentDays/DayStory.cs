using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using NodaTime;
using NodaTime.Text;

namespace Deskmeter.Core.Tests.Facts.AgentDays;

/// <summary>Ann's day, told in local times of a zone; the day is 3 January 2024 unless another is given.</summary>
internal sealed class DayStory(string zone = "UTC", LocalDate? day = null)
{
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private readonly LocalDate _day = day ?? new LocalDate(2024, 1, 3);
    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb[zone];

    public List<StatedRecord> Records { get; } = [];

    /// <summary>The instant of a local time, such as <c>09:30</c>, or <c>+1 02:00</c> on the next day.</summary>
    public Instant At(string time)
    {
        var parts = time.Split(' ');
        var days = parts.Length == 2 ? int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture) : 0;
        return (_day.PlusDays(days) + Time.Parse(parts[^1]).Value).InZoneLeniently(_zone).ToInstant();
    }

    public DayStory Is(ShiftKind kind, string from, string? until, string? team = null, string agent = "ann")
    {
        Records.Add(new Shift("wfm", $"{Records.Count}") { Agent = agent, Kind = kind, FromAt = At(from), UntilAt = until is null ? null : At(until), Team = team });
        return this;
    }

    public DayStory Chats(string from, string? until, string agent = "ann", CallMedium medium = CallMedium.Chat)
    {
        Records.Add(new Call("chat", $"{Records.Count}")
        {
            Medium = medium,
            Legs = [new CallLeg("1", At(from)) { Agent = agent, AnsweredAt = At(from), EndedAt = until is null ? null : At(until) }],
        });
        return this;
    }

    public FactContext Context(params StatedRecord[] reference) =>
        new(new Dictionary<string, BusinessCalendar>()) { Zone = _zone, Reference = new ReferenceData(reference) };

    public IReadOnlyList<AgentHourFact> Hours(params StatedRecord[] reference) => new AgentDayBuilder(Context(reference)).Build("ann", _day, Records).Hours;

    /// <summary>The hours added up; null where no hour has a value.</summary>
    public AgentHourFact Sum()
    {
        var hours = Hours();
        return hours[0] with
        {
            PaidSeconds = hours.Sum(hour => hour.PaidSeconds),
            ScheduledSeconds = hours.Sum(hour => hour.ScheduledSeconds),
            AvailableSeconds = Known(hour => hour.AvailableSeconds),
            BusySeconds = Known(hour => hour.BusySeconds),
            ProductiveSeconds = Known(hour => hour.ProductiveSeconds),
            LostSeconds = Known(hour => hour.LostSeconds),
            ChatSeconds = hours.Sum(hour => hour.ChatSeconds),
            ChattingSeconds = hours.Sum(hour => hour.ChattingSeconds),
        };

        long? Known(Func<AgentHourFact, long?> get) => hours.Any(hour => get(hour) is not null) ? hours.Sum(get) : null;
    }
}
