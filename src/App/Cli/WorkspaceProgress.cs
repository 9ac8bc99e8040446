using System.Globalization;

namespace Deskmeter.App.Cli;

/// <summary>A progress line: redrawn in place for a person, and a line at every quarter where nobody watches.</summary>
public sealed class WorkspaceProgress(Terminal terminal)
{
    private const int Cells = 24;
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(100);
    private readonly long _started = TimeProvider.System.GetTimestamp();
    private TimeSpan _shown = TimeSpan.MinValue;
    private string? _stage;
    private int _quarter;

    /// <summary>Shows how far a stage is.</summary>
    /// <param name="stage">What is being done, such as <c>Reading</c>.</param>
    /// <param name="done">From 0 to 1.</param>
    /// <param name="detail">What was counted, such as <c>72,000 rows</c>.</param>
    public void Report(string stage, double done, string detail)
    {
        if (stage != _stage) (_stage, _quarter, _shown) = (stage, 0, TimeSpan.MinValue);
        if (terminal.IsInteractive) Draw(done, detail);
        else Log(done, detail);
    }

    private void Draw(double done, string detail)
    {
        var elapsed = TimeProvider.System.GetElapsedTime(_started);
        if (done < 1 && _shown != TimeSpan.MinValue && elapsed - _shown < Redraw) return;
        _shown = elapsed;
        var filled = (int)Math.Round(Math.Clamp(done, 0, 1) * Cells);
        var bar = new string('█', filled) + new string('░', Cells - filled);
        terminal.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{_stage,-16} {bar} {done * 100,3:0} %  {detail}\u001b[K"));
        if (done >= 1) terminal.Error.WriteLine();
        terminal.Error.Flush();
    }

    private void Log(double done, string detail)
    {
        var quarter = (int)(done * 4);
        if (quarter <= _quarter) return;
        _quarter = quarter;
        terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_stage}: {done * 100:0} %, {detail}"));
    }
}
