using System.Text;
using YamlDotNet.RepresentationModel;

namespace Deskmeter.Connectors.Files;

/// <summary>Reads a mapping; every error names file, line and near match.</summary>
public static class MappingReader
{
    /// <summary>Reads a mapping from its text.</summary>
    /// <param name="name">What errors call it: the file's name.</param>
    /// <exception cref="UsageException">The text is no mapping.</exception>
    public static Mapping Read(string name, string text)
    {
        var block = YamlBlock.Parse(name, text);
        var mapping = new Mapping(name, block.Text(block.Require("source")))
        {
            About = block.FindText("about"),
            Times = TimesOf(block, block.Find("times")) ?? new MappedTimes(["iso"], null),
            Unknown = block.FindTexts("unknown"),
            Encoding = EncodingOf(block),
            Files = [.. Files(block)],
        };
        block.RefuseOthers();
        MappingCheck.References(mapping);
        return mapping;
    }

    internal static MappedTimes? TimesOf(YamlBlock owner, YamlNode? node)
    {
        if (node is null) return null;
        var block = owner.Block(node, "'times'");
        var times = new MappedTimes(block.FindTexts("formats") is { Count: > 0 } formats ? formats : ["iso"], block.FindText("zone"));
        block.RefuseOthers();
        try
        {
            _ = new TimeParser(times, NodaTime.DateTimeZone.Utc);
        }
        catch (UsageException error)
        {
            throw block.Error(node, error.Said, error.Near);
        }

        return times;
    }

    private static IEnumerable<MappedFile> Files(YamlBlock mapping)
    {
        var files = mapping.Block(mapping.Require("files"), "'files'");
        foreach (var (name, node) in files.Entries) yield return File(name, files.Block(node, $"file '{name}'"));
    }

    private static MappedFile File(string name, YamlBlock block)
    {
        var values = new ValueReader(block);
        var file = new MappedFile(name, block.Line)
        {
            Patterns = block.FindTexts("name"),
            IsOptional = block.FindFlag("optional"),
            Key = values.Find("key"),
            Skip = values.Conditions("skip"),
            Ticket = values.Find("ticket"),
            Version = values.Find("version"),
            Head = Head(values),
            Profile = block.Find("profile") is { } profile ? ProfileReader.Read(block.Block(profile, $"the profile of file '{name}'")) : null,
            Events = [.. block.FindList("events").Select(node => Event(block.Block(node, $"an event of file '{name}'")))],
            Calendar = block.Find("calendar") is { } calendar ? Calendar(block.Block(calendar, "'calendar'")) : null,
            Holiday = block.Find("holiday") is { } holiday ? Holiday(block.Block(holiday, "'holiday'")) : null,
        };
        block.RefuseOthers();
        MappingCheck.File(file, block);
        return file;
    }

    private static MappedEventHead Head(ValueReader values) => new()
    {
        Id = values.Find("id"),
        At = values.Find("at"),
        Sequence = values.Find("sequence"),
        By = values.Actor("by"),
    };

    private static MappedEvent Event(YamlBlock block)
    {
        var values = new ValueReader(block);
        var typeNode = block.Require("type");
        var type = block.Text(typeNode);
        if (!EventFields.ByType.TryGetValue(type, out var fields))
        {
            var unknown = Nearest.Unknown($"type of event", type, EventFields.ByType.Keys);
            throw block.Error(typeNode, unknown.Said, unknown.Near);
        }

        var mapped = new MappedEvent(type, block.Line)
        {
            Head = Head(values),
            Ticket = values.Find("ticket"),
            Version = values.Find("version"),
            When = values.Conditions("when"),
            Unless = block.FindText("unless"),
            Values = values.Named(fields.Required, fields.Optional),
        };
        block.RefuseOthers();
        return mapped;
    }

    private static MappedCalendar Calendar(YamlBlock block)
    {
        var values = new ValueReader(block);
        var calendar = new MappedCalendar(
            values.Require("name"), values.Require("time_zone"), values.Require("from"), values.Require("to"), WeekStart(block));
        block.RefuseOthers();
        return calendar;
    }

    private static NodaTime.IsoDayOfWeek WeekStart(YamlBlock block) => block.Find("week_starts") is { } node
        ? block.Text(node) switch
        {
            "sunday" => NodaTime.IsoDayOfWeek.Sunday,
            "monday" => NodaTime.IsoDayOfWeek.Monday,
            var other => throw block.Error(node, $"'week_starts' is sunday or monday, not '{other}'."),
        }
        : NodaTime.IsoDayOfWeek.Monday;

    private static MappedHoliday Holiday(YamlBlock block)
    {
        var values = new ValueReader(block);
        var holiday = new MappedHoliday(values.Require("calendar"), values.Require("first"), values.Require("last"));
        block.RefuseOthers();
        return holiday;
    }

    internal static Encoding? EncodingOf(YamlBlock block)
    {
        if (block.Find("encoding") is not { } node) return null;
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(block.Text(node)) ?? Encoding.GetEncoding(block.Text(node));
        }
        catch (ArgumentException)
        {
            throw block.Error(node, $"there is no encoding '{block.Text(node)}'; examples: utf-8, windows-1252, iso-8859-1.");
        }
    }
}
