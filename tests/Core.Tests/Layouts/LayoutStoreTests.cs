using Deskmeter.Layouts;
using Deskmeter.State;
using Xunit;

namespace Deskmeter.Core.Tests.Layouts;

public sealed class LayoutStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("deskmeter-layouts-").FullName;
    private readonly StateFile _state;
    private readonly LayoutStore _layouts;

    public LayoutStoreTests()
    {
        _state = StateFile.Open(_folder);
        _layouts = new LayoutStore(_state, TimeProvider.System);
    }

    public void Dispose()
    {
        _state.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Layouts_are_kept_for_their_viewer_alone()
    {
        var own = _layouts.Add("ann", "Morning", [new(7, "Fast", ["a", "b"])]);
        _layouts.SetUsual("ann", own.Name);
        _layouts.Change("ann", own.Id!.Value, layout => layout.With(1, "c"));
        var again = new LayoutStore(_state, TimeProvider.System);
        var kept = Assert.Single(again.Of("ann"));
        Assert.Equal(("Morning", 2L, own.Id), (kept.Name, kept.Version, kept.Id));
        Assert.Equal(["a", "b", "c"], kept.Kpis);
        Assert.Equal(("Morning", null), (again.Usual("ann"), again.Usual("ben")));
        Assert.Empty(again.Of("ben"));
        Assert.Null(again.Find("ben", own.Id!.Value));
        Assert.Null(again.Change("ben", own.Id!.Value, layout => layout.Without("a")));
        again.Delete("ben", own.Id!.Value);
        Assert.Equal(3, again.Find("ann", own.Id!.Value)!.Kpis.Count());
        again.Delete("ann", own.Id!.Value);
        Assert.Empty(again.Of("ann"));
    }

    [Fact]
    public void A_name_is_there_once_and_no_role_has_it()
    {
        var first = _layouts.Add("ann", "Morning", []);
        Assert.Equal(["Morning 2", "lead 2"], [_layouts.Add("ann", "morning", []).Name.Replace('m', 'M'), _layouts.Add("ann", "lead", []).Name]);
        Assert.Equal("taken", Assert.Throws<UsageException>(() => _layouts.Change("ann", first.Id!.Value, layout => layout.Renamed("MORNING 2"))).Field);
        Assert.Equal("taken", Assert.Throws<UsageException>(() => _layouts.Change("ann", first.Id!.Value, layout => layout.Renamed("Owner"))).Field);
        Assert.Equal("Morning", _layouts.Find("ann", first.Id!.Value)!.Name);
    }

    [Fact]
    public void A_renamed_layout_stays_the_usual_one_and_a_step_that_changes_nothing_is_no_version()
    {
        var own = _layouts.Add("ann", "Morning", [new(1, "Fast", ["a"])]);
        _layouts.SetUsual("ann", "Morning");
        Assert.Equal(1, _layouts.Change("ann", own.Id!.Value, layout => layout.WithMoved("a", isUp: true))!.Version);
        Assert.Equal(2, _layouts.Change("ann", own.Id!.Value, layout => layout.Renamed("Evening"))!.Version);
        Assert.Equal("Evening", _layouts.Usual("ann"));
    }

    [Fact]
    public void Steps_of_several_windows_all_count()
    {
        var own = _layouts.Add("ann", "Morning", [new(1, "Fast", [])]);
        Parallel.For(0, 40, number => _layouts.Change("ann", own.Id!.Value, layout => layout.With(1, $"k{number}")));
        var after = _layouts.Find("ann", own.Id!.Value)!;
        Assert.Equal((41L, 40), (after.Version, after.Kpis.Distinct().Count()));
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("null")]
    [InlineData("[{\"Id\":1}]")]
    public void What_somebody_spoilt_in_the_file_is_empty_and_no_crash(string sections)
    {
        var own = _layouts.Add("ann", "Morning", [new(1, "Fast", ["a"])]);
        _state.Run("update layout set sections = $sections", ("$sections", sections));
        Assert.Empty(_layouts.Find("ann", own.Id!.Value)!.Kpis);
    }

    [Fact]
    public void There_is_an_end_to_layouts()
    {
        for (var number = 0; number < LayoutRules.MostLayouts; number++) _layouts.Add("ann", "Morning", []);
        Assert.Equal("layouts", Assert.Throws<UsageException>(() => _layouts.Add("ann", "Morning", [])).Field);
        _layouts.Add("ben", "Morning", []);
    }
}
