using Deskmeter.Connectors;
using Deskmeter.Connectors.Files;
using Deskmeter.Helpdesk;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Connectors;

/// <summary>What the words of a mapping do.</summary>
public sealed class MappingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("deskmeter-mapping-").FullName;

    [Theory]
    [InlineData("2024-03-04T09:00:00Z", "iso", "2024-03-04T09:00:00Z")]
    [InlineData("2024-03-04 09:00:00.250 UTC", "iso", "2024-03-04T09:00:00.25Z")]
    [InlineData("2024-03-04 09:00:00 +0130", "iso", "2024-03-04T07:30:00Z")]
    [InlineData("2024-03-04T09:00:00.123456-05:00", "iso", "2024-03-04T14:00:00.123456Z")]
    [InlineData("2024-03-04 09:00", "iso", "2024-03-04T08:00:00Z")]
    [InlineData("2024-03-04", "iso", "2024-03-03T23:00:00Z")]
    [InlineData("1709542800", "epoch", "2024-03-04T09:00:00Z")]
    [InlineData("1709542800.5", "epoch", "2024-03-04T09:00:00.5Z")]
    [InlineData("1709542800000", "epoch_ms", "2024-03-04T09:00:00Z")]
    [InlineData("3/4/24 9:05 PM", "M/d/yy h:mm tt", "2024-03-04T20:05:00Z")]
    [InlineData("04 Mar 2024 09:00 +02:00", "dd MMM yyyy HH:mm o<m>", "2024-03-04T07:00:00Z")]
    public void Times_are_read_in_many_formats(string text, string format, string expected)
    {
        var parser = new TimeParser(new MappedTimes([format], "Europe/Berlin"), DateTimeZone.Utc);

        Assert.Equal(NodaTime.Text.InstantPattern.ExtendedIso.Parse(expected).Value, parser.Parse(text)!.Value.At);
    }

    [Theory]
    [InlineData("2024-02-30")]
    [InlineData("2024-03-04T25:00")]
    [InlineData("2024-03-04T09:00:00+99:00")]
    [InlineData("04.03.2024")]
    [InlineData("2024-03-04 09:00 o'clock")]
    [InlineData("")]
    public void What_is_no_time_is_refused(string text) => Assert.Null(new TimeParser(new MappedTimes(["iso"], null), DateTimeZone.Utc).Parse(text));

    [Fact]
    public void Several_formats_are_tried_in_order()
    {
        var parser = new TimeParser(new MappedTimes(["d/M/yyyy HH:mm", "iso"], null), DateTimeZone.Utc);

        Assert.Equal(parser.Parse("2024-03-04T09:00Z"), parser.Parse("4/3/2024 09:00"));
    }

    [Fact]
    public void Local_times_that_a_clock_change_skips_or_repeats_are_read_leniently_with_a_doubt()
    {
        var items = Read(
            "times: {zone: Europe/Amsterdam}\nfiles: {e: {ticket: t, at: at, events: [{type: handover}]}}",
            ("e", "t,at\n1,2024-03-31 02:30\n1,2024-10-27 02:30\n1,2024-10-27 03:30"));

        Assert.Equal(
            [Instant.FromUtc(2024, 3, 31, 1, 30), Instant.FromUtc(2024, 10, 27, 0, 30), Instant.FromUtc(2024, 10, 27, 2, 30)],
            Ticket(items, "1").Events.Select(told => told.At));
        Assert.Equal(
            [
                (2L, "at names a local time that the clock change skipped; it was moved forward by the change."),
                (3L, "at names a local time that the clock change repeated; the first was taken."),
            ],
            items.OfType<ImportItem.Warning>().Select(warning => (warning.Line, warning.Message.ToString())));
    }

    [Fact]
    public void A_row_can_tell_every_type_of_event()
    {
        var items = Read(
            """
            files:
              e:
                ticket: t
                at: at
                id: id
                by: {agent: who, team: team}
                events:
                  - {type: message, when: {kind: note}, public: =false, channel: =phone}
                  - {type: status, when: {kind: done}, status: =solved, via: =bulk, confirmed: =true}
                  - {type: assign, when: {kind: give}, agent: value, team: team, tier: =2, triage: =true}
                  - {type: priority, when: {kind: prio}, priority: value}
                  - {type: tags, when: {kind: tags}, tags: {column: value, split: ";"}}
                  - {type: calendar, when: {kind: hours}, calendar: value}
                  - {type: sla, when: {kind: sla}, metric: =next, minutes: value, clock: =business}
                  - {type: merge, when: {kind: merge}, into: value}
                  - {type: remove, when: {kind: [spam, junk]}, reason: =spam}
                  - {type: handover, when: {kind: handover}}
                  - {type: work, when: {kind: work}, seconds: value}
                  - {type: rating, when: {kind: rate}, kind: =csat, scale: =1-5, score: value, comment: team}
            """,
            ("e", """
            t,at,id,who,team,kind,value
            1,2024-01-01T00:00:00Z,1,ann,north,note,
            1,2024-01-01T00:00:00Z,2,ann,north,done,
            1,2024-01-01T00:00:00Z,3,ann,north,give,bob
            1,2024-01-01T00:00:00Z,4,ann,north,prio,P1
            1,2024-01-01T00:00:00Z,5,ann,north,tags,a; b
            1,2024-01-01T00:00:00Z,6,ann,north,hours,night
            1,2024-01-01T00:00:00Z,7,ann,north,sla,240
            1,2024-01-01T00:00:00Z,8,ann,north,merge,2
            1,2024-01-01T00:00:00Z,9,ann,north,JUNK,
            1,2024-01-01T00:00:00Z,10,ann,north,handover,
            1,2024-01-01T00:00:00Z,11,ann,north,work,90
            1,2024-01-01T00:00:00Z,12,ann,north,rate,4.5
            1,2024-01-01T00:00:00Z,13,ann,north,rate,
            """));

        Assert.All(items, item => Assert.IsType<ImportItem.Piece>(item));
        var by = new Actor(ActorClass.Agent, "ann", "north");
        var at = Instant.FromUtc(2024, 1, 1, 0, 0);
        var events = Ticket(items, "1").Events;
        Assert.All(events, told => Assert.Equal(by, told.By));
        Assert.Equal(
            [
                new MessageSent("e:1:message", at) { By = by, IsPublic = false, Channel = "phone" },
                new StatusChanged("e:2:status", at, Stage.Solved) { By = by, Via = ResolveVia.Bulk, IsConfirmed = true },
                new Assigned("e:3:assign", at, "bob", "north") { By = by, Tier = 2, IsTriage = true },
                new PriorityChanged("e:4:priority", at, "P1") { By = by },
                new CalendarChanged("e:6:calendar", at, "night") { By = by },
                new SlaApplied("e:7:sla", at, SlaMetric.Next, 240) { By = by, Clock = SlaClock.Business },
                new Merged("e:8:merge", at, "2") { By = by },
                new Removed("e:9:remove", at, RemovalReason.Spam) { By = by },
                new HandedOver("e:10:handover", at) { By = by },
                new WorkLogged("e:11:work", at, 90) { By = by },
                new Rated("e:12:rating", at, "csat", "1-5", 4.5m) { By = by, Comment = "north" },
            ],
            events.Where(told => told is not TagsChanged));
        Assert.Equal(["a", "b"], events.OfType<TagsChanged>().Single().Tags);
    }

    [Fact]
    public void Events_in_the_columns_of_a_tickets_row_are_replaced_by_its_next_export()
    {
        const string Mapping = """
            files:
              t:
                ticket: id
                version: updated
                profile: {created_at: created}
                events:
                  - {type: message, at: first_reply?, by: {agent: owner}}
                  - {type: status, at: done?, status: =solved}
            """;
        var old = Ticket(Read(Mapping, ("t", "id,created,updated,first_reply,owner,done\n1,2024-01-01,2024-01-02,2024-01-02,ann,")), "1");
        var renewed = Ticket(Read(Mapping, ("t", "id,created,updated,first_reply,owner,done\n1,2024-01-01,2024-01-04,2024-01-02,ann,2024-01-04")), "1");

        Assert.Equal(["t:message"], old.Events.Select(told => told.Id));
        Assert.Equal(["t:message", "t:status"], renewed.Events.Select(told => told.Id));
        Assert.True(renewed.Events[0].Version > old.Events[0].Version);
        Assert.True(renewed.Profile!.Version > old.Profile!.Version);
    }

    [Fact]
    public void Events_without_an_id_have_the_same_in_every_export()
    {
        const string Mapping = "files: {e: {ticket: t, at: at, by: {agent: who}, events: [{type: priority, priority: p}]}}";
        var first = Ticket(Read(Mapping, ("e", "t,at,who,p\n1,2024-01-01T10:00:00Z,ann,P1\n1,2024-01-01T11:00:00Z,ann,P2")), "1").Events;
        var second = Ticket(Read(Mapping, ("e", "p,who,t,at,more\nP2,ann,1,2024-01-01 11:00,x")), "1").Events;

        Assert.NotEqual(first[0].Id, first[1].Id);
        Assert.Equal(first[1].Id, second[0].Id);
        Assert.Equal("fececa7ea2eebc6c", first[1].Id);
    }

    [Fact]
    public void Values_are_found_matched_mapped_and_fall_back()
    {
        var items = Read(
            """
            unknown: ["-"]
            files:
              p: {key: id, version: n}
              g: {key: t}
              t:
                ticket: id
                version: =1
                skip: {gone?: [yes]}
                profile:
                  subject: {column: text, match: 'order (\w+)'}
                  product: {column: json, json: name}
                  country: {column: who, find: p.country?}
                  language: [{column: who, find: p.language}, fallback]
                  kind: {column: kind, map: {Q: question, X: }, otherwise: unknown}
                  channel: {column: kind, map: {Q: mail}, otherwise: =phone}
                  segment: missing?
                  tags: {column: id, find: g.tag}
                  returning: back
            """,
            ("p", "id,n,country,language\nc1,2,NL,nl\nc1,1,DE,de"),
            ("g", "t,tag\n1,red\n1,blue\n1,red"),
            ("t", "id,text,json,who,kind,fallback,back,gone\n1,my ORDER 55 is late,\"{\"\"name\"\":\"\"lamp\"\"}\",c1,Q,fr,Yes,\n2,hello,-,c2,X,fr,-,\n3,hello,-,c2,Z,fr,0,yes"));

        var one = Ticket(items, "1").Profile!;
        Assert.Equal(("55", "lamp", "NL", "nl"), (one.Subject, one.Product, one.Country, one.Language));
        Assert.Equal(("question", "mail", null, true), (one.Kind, one.Channel, one.Segment, one.IsReturning));
        Assert.Equal(["blue", "red"], one.Tags);
        var two = Ticket(items, "2").Profile!;
        Assert.Equal((null, null, null, "fr", null, "phone", null), (two.Subject, two.Product, two.Country, two.Language, two.Kind, two.Channel, two.IsReturning));
        Assert.DoesNotContain(items.OfType<ImportItem.Piece>(), piece => piece.Record.Id == "3");
        Assert.Equal(["who names a row that is not in p.csv."], items.OfType<ImportItem.Warning>().Select(warning => warning.Message.ToString()));
    }

    [Fact]
    public void What_happened_after_a_deletion_is_told()
    {
        var items = Read(
            "files: {e: {ticket: t, at: at, events: [{type: remove, when: {what: gone}, reason: =deleted}, {type: handover, when: {what: talk}}]}}",
            ("e", "t,at,what\n1,2024-01-01,talk\n1,2024-01-02,gone\n1,2024-01-03,talk"));

        var doubt = Assert.Single(items.OfType<ImportItem.Warning>());
        Assert.Equal((4L, "The ticket was deleted before this happened."), (doubt.Line, doubt.Message.ToString()));
        Assert.Equal(3, Ticket(items, "1").Events.Count);
    }

    [Theory]
    [InlineData("files: {t: {key: a}}", "map.yaml, line 1: the mapping needs 'source'.")]
    [InlineData("source: s\nfiels: {t: {key: a}}", "map.yaml, line 1: the mapping needs 'files'.")]
    [InlineData("source: s\nunknwon: [x]\nfiles: {t: {key: a}}", "map.yaml, line 2: the mapping has no key 'unknwon'. Did you mean 'unknown'?")]
    [InlineData("source: s\nfiles:\n  t:\n    tickets: a", "map.yaml, line 4: file 't' has no key 'tickets'. Did you mean 'ticket'?")]
    [InlineData("source: s\nfiles:\n  t: {name: x}", "map.yaml, line 3: file 't' gives nothing: it has no 'profile', no 'events', no 'calendar', no 'holiday' and no 'key'.")]
    [InlineData("source: s\nfiles:\n  t: {at: a, events: [{type: handover}]}", "map.yaml, line 3: file 't' needs 'ticket': the column with the ticket's id.")]
    [InlineData("source: s\nfiles:\n  t: {ticket: a, events: [{type: handover}]}", "map.yaml, line 3: this event of file 't' needs 'at': the column with its time.")]
    [InlineData("source: s\nfiles:\n  t: {ticket: a, profile: {customer: c}}", "map.yaml, line 3: file 't' needs 'version' (or 'at'): a column that grows with every change, such as the time of the last update.")]
    [InlineData("source: s\nfiles:\n  t: {ticket: a, at: b, events: [{type: mesage}]}", "map.yaml, line 3: There is no type of event 'mesage'. Did you mean 'message'?")]
    [InlineData("source: s\nfiles:\n  t: {ticket: a, at: b, events: [{type: status}]}", "map.yaml, line 3: an event of file 't' needs 'status'.")]
    [InlineData("source: s\nfiles:\n  t:\n    ticket: a\n    at: b\n    events:\n      - type: status\n        status: {column: s, map: {Done: solvd}}", "map.yaml, line 8: There is no status 'solvd'. Did you mean 'solved'?")]
    [InlineData("source: s\nfiles:\n  t: {ticket: a, at: b, events: [{type: sla, metric: =frist, minutes: m}]}", "map.yaml, line 3: There is no metric 'frist'. Did you mean 'first'?")]
    [InlineData("source: s\nfiles:\n  t: {ticket: a, at: b, by: {clas: c, id: d}, events: [{type: handover}]}", "map.yaml, line 3: 'by' needs 'class'.")]
    [InlineData("source: s\nfiles:\n  t: {ticket: {column: a, find: users.id}, at: b, events: [{type: handover}]}", "map.yaml, line 3: There is no file 'users'. Known: t.")]
    [InlineData("source: s\nfiles:\n  u: {name: u, ticket: a, at: b, events: [{type: handover}]}\n  t: {ticket: {column: a, find: u.id}, at: b, events: [{type: handover}]}", "map.yaml, line 3: file 'u' is looked up by others and needs 'key'.")]
    [InlineData("source: s\ntimes: {formats: ['dd.MM.yyyy HH:mi']}\nfiles: {t: {key: a}}", "map.yaml, line 2: 'dd.MM.yyyy HH:mi' is no time format: ")]
    [InlineData("source: s\ntimes: {zone: Europe/Berln}\nfiles: {t: {key: a}}", "map.yaml, line 2: There is no time zone 'Europe/Berln'. Did you mean 'Europe/Berlin'?")]
    [InlineData("source: s\nencoding: latin9000\nfiles: {t: {key: a}}", "map.yaml, line 2: there is no encoding 'latin9000'; examples: utf-8, windows-1252, iso-8859-1.")]
    [InlineData("source: s\nfiles:\n  t:\n    key: {column: a, otherwise: skip}", "map.yaml, line 4: There is no 'otherwise' 'skip'. ")]
    [InlineData("source: s\n  files: x", "map.yaml, line 2: it is not well-formed YAML from column ")]
    [InlineData("", "map.yaml, line 1: the file is empty; a mapping begins with 'source:'.")]
    public void A_mistake_in_a_mapping_is_told_with_its_line(string text, string message)
    {
        var error = Assert.Throws<UsageException>(() => MappingReader.Read("map.yaml", text));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_presets_are_mappings_like_any_other()
    {
        Assert.Equal(["servicenow", "zendesk-tables"], Presets.Names);
        foreach (var zone in ((MappedValue.Cell)Presets.Find("zendesk-tables").Files.Single(file => file.Calendar is not null).Calendar!.TimeZone).Map!.Values)
        {
            Assert.NotNull(DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone!));
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Ticket Ticket(IEnumerable<ImportItem> items, string id) =>
        (Ticket)items.OfType<ImportItem.Piece>().Single(piece => piece.Record.Id == id).Record;

    private List<ImportItem> Read(string mapping, params (string Name, string Content)[] files)
    {
        foreach (var (name, content) in files) File.WriteAllText(Path.Combine(_folder, $"{name}.csv"), content);
        var read = MappingReader.Read("map.yaml", $"source: s\n{mapping}");
        return [.. new MappedImport(read, [_folder], DateTimeZone.Utc).Read(new ReadMeter())];
    }
}
