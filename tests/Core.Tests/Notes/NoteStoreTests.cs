using Deskmeter.Notes;
using Deskmeter.Settings;
using Deskmeter.State;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Notes;

public sealed class NoteStoreTests : IDisposable
{
    private static readonly LocalDate Day = new(2026, 10, 12);
    private readonly string _folder = Directory.CreateTempSubdirectory("deskmeter-notes-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Notes_are_kept_in_the_order_of_time_beside_the_settings()
    {
        using (var state = StateFile.Open(_folder))
        {
            var (settings, notes) = (new SettingsStore(state, TimeProvider.System), new NoteStore(state, TimeProvider.System));
            settings.SetZone("Europe/Istanbul");
            notes.Add(new Note(Day, Day.PlusDays(2), "  Carrier\n strike ", "first_response_time", [new("channel", ["email", null], IsNegated: true)]));
            var first = notes.Add(new Note(Day.PlusDays(-3), Day.PlusDays(-3), "New bot", null, []));
            settings.SetCurrency("EUR");
            Assert.True(notes.Remove(notes.Add(first with { Words = "gone" }).Id));
            Assert.False(notes.Remove(99));
        }

        using var reopened = StateFile.Open(_folder);
        var again = new NoteStore(reopened, TimeProvider.System);
        Assert.Equal(["New bot", "Carrier strike"], again.All.Select(note => note.Words));
        Assert.Equal((Day, Day.PlusDays(2), "first_response_time"), (again.All[1].From, again.All[1].Last, again.All[1].Kpi));
        Assert.Equal(("channel", true), (again.All[1].Where[0].Slice, again.All[1].Where[0].IsNegated));
        Assert.Equal(["email", null], again.All[1].Where[0].Values);
    }

    [Theory]
    [InlineData("", 0, "words")]
    [InlineData(" \n ", 0, "words")]
    [InlineData("ends before", -1, "last")]
    public void What_is_no_note_is_refused(string words, int days, string field)
    {
        using var state = StateFile.Open(_folder);
        var notes = new NoteStore(state, TimeProvider.System);
        Assert.Equal(field, Assert.Throws<UsageException>(() => notes.Add(new Note(Day, Day.PlusDays(days), words, null, []))).Field);
        Assert.Throws<UsageException>(() => notes.Add(new Note(Day, Day, new string('x', Note.MostCharacters + 1), null, [])));
        Assert.Empty(notes.All);
    }

    [Fact]
    public void A_note_is_about_its_KPI_and_its_filters()
    {
        var note = new Note(Day, Day, "x", "csat_score", [new("channel", ["email"])]);
        Assert.True(note.IsAbout("csat_score", [new("team", ["A"]), new("channel", ["email"])]));
        Assert.False(note.IsAbout("csat_score", [new("channel", ["email"], IsNegated: true)]));
        Assert.False(note.IsAbout("nps", [new("channel", ["email"])]));
        Assert.True((note with { Kpi = null, Where = [] }).IsAbout("nps", []));
    }
}
