using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Records;

/// <summary>Reads one event of a ticket's document.</summary>
internal static class EventReader
{
    public const int MostTags = 1_000;
    public static readonly string[] CellNames = ["status", "status_name", "agent", "team", "priority"];

    /// <summary>Reads the object that the reader stands on. Its type may stand anywhere in it.</summary>
    public static TicketEvent Read(ref DocumentReader reader)
    {
        var start = reader.Offset;
        reader.Object(static () => $"an event");
        var fields = new FieldCursor(EventShape.Names);
        var said = new Said();
        while (reader.Next(ref fields) is { } field)
        {
            if (!TakeCommon(ref reader, field, ref said)) Take(ref reader, field, ref said);
        }

        if (said.Type is null) throw reader.FaultAt(start, $"is missing: one of {string.Join(", ", EventShape.Types)}", "type");
        if (reader.IsStrict) Check(ref reader, start, said.Type, fields.Seen);
        if (reader.IsStrict && said.Type.Type == "rating") CheckScore(ref reader, start, said);
        return Build(said);
    }

    private static void Check(ref DocumentReader reader, long start, EventShape shape, ulong seen)
    {
        var missing = shape.Required & ~seen;
        if (missing != 0) throw reader.FaultAt(start, $"is missing", EventShape.Names.First(missing));
        var foreign = seen & ~shape.Allowed;
        if (foreign != 0)
            throw reader.FaultAt(start, $"does not belong to an event of type '{shape.Type}'", EventShape.Names.First(foreign));
    }

    private static void CheckScore(ref DocumentReader reader, long start, in Said said)
    {
        if (SurveyScale.Read(said.Team!) is not { } scale)
            throw reader.FaultAt(start, $"'{said.Team}' is not a scale from low to high, such as 1-5 or 0-10", "scale");
        if (!scale.Holds(said.Number)) throw reader.FaultAt(start, $"it lies outside the scale {said.Team}", "score");
    }

    private static bool TakeCommon(ref DocumentReader reader, string field, ref Said said)
    {
        switch (field)
        {
            case "type": said.Type = Shape(ref reader); return true;
            case "id": said.Id = reader.Id(); return true;
            case "at": said.At = reader.Instant(); return true;
            case "version": said.Version = reader.Integer(); return true;
            case "sequence": said.Sequence = reader.Integer(); return true;
            case "by": said.By = TicketReader.Actor(ref reader); return true;
            default: return false;
        }
    }

    private static void Take(ref DocumentReader reader, string field, ref Said said)
    {
        switch (field)
        {
            case "is_public": said.IsInternal = !reader.Flag(); break;
            case "is_acknowledgement" or "is_confirmed" or "is_triage": said.Flag = reader.Flag(); break;
            case "channel" or "name" or "agent" or "priority" or "calendar": said.Text = reader.Text(); break;
            case "team": said.Team = reader.Text(); break;
            case "into" or "kind": said.Text = reader.Id(); break;
            case "scale": said.Team = reader.Id(); break;
            case "score": said.Number = reader.Number(); break;
            case "comment": said.Comment = reader.Text(); break;
            case "stage": said.Stage = reader.Word<Stage>(static () => $"stage"); break;
            case "via": said.Via = reader.Word<ResolveVia>(static () => $"way of resolving"); break;
            case "tier": said.Tier = checked((int)Math.Clamp(reader.Count(), int.MinValue, int.MaxValue)); break;
            case "tags": said.Tags = reader.Texts(MostTags); break;
            case "metric": said.Metric = reader.Word<SlaMetric>(static () => $"SLA metric"); break;
            case "minutes": said.Minutes = reader.Amount(); break;
            case "clock": said.Clock = reader.Word<SlaClock>(static () => $"clock"); break;
            case "reason": said.Reason = reader.Word<RemovalReason>(static () => $"reason"); break;
            case "seconds": said.Seconds = reader.Count(); break;
            default: said.Cells = Cells(ref reader); break;
        }
    }

    private static TicketEvent Build(in Said said)
    {
        var (version, sequence, by) = (said.Version, said.Sequence, said.By);
        return said.Type!.Type switch
        {
            "message" => new MessageSent(said.Id, said.At)
            {
                Version = version,
                Sequence = sequence,
                By = by,
                IsPublic = !said.IsInternal,
                IsAcknowledgement = said.Flag,
                Channel = said.Text,
            },
            "status" => new StatusChanged(said.Id, said.At, said.Stage)
            {
                Version = version,
                Sequence = sequence,
                By = by,
                Name = said.Text,
                Via = said.Via,
                IsConfirmed = said.Flag,
            },
            "assign" => new Assigned(said.Id, said.At, said.Text, said.Team)
            {
                Version = version,
                Sequence = sequence,
                By = by,
                Tier = said.Tier,
                IsTriage = said.Flag,
            },
            "priority" => new PriorityChanged(said.Id, said.At, said.Text) { Version = version, Sequence = sequence, By = by },
            "tags" => new TagsChanged(said.Id, said.At, said.Tags ?? []) { Version = version, Sequence = sequence, By = by },
            "calendar" => new CalendarChanged(said.Id, said.At, said.Text) { Version = version, Sequence = sequence, By = by },
            "sla" => new SlaApplied(said.Id, said.At, said.Metric, said.Minutes) { Version = version, Sequence = sequence, By = by, Clock = said.Clock },
            "merge" => new Merged(said.Id, said.At, said.Text ?? "") { Version = version, Sequence = sequence, By = by },
            "remove" => new Removed(said.Id, said.At, said.Reason) { Version = version, Sequence = sequence, By = by },
            "handover" => new HandedOver(said.Id, said.At) { Version = version, Sequence = sequence, By = by },
            "work" => new WorkLogged(said.Id, said.At, said.Seconds) { Version = version, Sequence = sequence, By = by },
            "rating" => new Rated(said.Id, said.At, said.Text ?? "", said.Team ?? "", said.Number)
            {
                Version = version,
                Sequence = sequence,
                By = by,
                Comment = said.Comment,
            },
            _ => new StateObserved(said.Id, said.At, said.Cells ?? []) { Version = version, Sequence = sequence, By = by },
        };
    }

    private static EventShape Shape(ref DocumentReader reader)
    {
        foreach (var shape in EventShape.All)
        {
            if (reader.Is(shape.Utf8)) return shape;
        }

        throw reader.Fault(Nearest.Unknown($"event type", reader.Text() ?? "", EventShape.Types).Said);
    }

    private static Dictionary<string, string?> Cells(ref DocumentReader reader)
    {
        var start = reader.Offset;
        var cells = reader.Cells(CellNames.Length);
        if (!reader.IsStrict) return cells;
        foreach (var (name, value) in cells)
        {
            if (!CellNames.Contains(name)) throw reader.FaultAt(start, Nearest.Unknown($"cell", name, CellNames).Said, name);
            if (name == "status" && value is not null && !WordsOf<Stage>.All.Contains(value))
                throw reader.FaultAt(start, Nearest.Unknown($"stage", value, WordsOf<Stage>.All).Said, name);
        }

        return cells;
    }

    /// <summary>What an event's fields say, whatever its type; fields that no type has together share a place.</summary>
    private record struct Said(
        EventShape? Type, string Id, Instant At, long Version, long Sequence, Actor? By, bool IsInternal, bool Flag, string? Text,
        string? Team, Stage Stage, ResolveVia? Via, int? Tier, List<string>? Tags, SlaMetric Metric, decimal? Minutes, SlaClock Clock,
        RemovalReason Reason, long Seconds, decimal Number, string? Comment, Dictionary<string, string?>? Cells)
    {
        public Said() : this(
            null, "", default, 0, 0, null, false, false, null, null, default, null, null, null, default, null, default, default, 0, 0, null, null)
        {
        }
    }
}
