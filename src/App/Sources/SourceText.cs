using Deskmeter.App.Board;
using Deskmeter.App.Languages;
using Deskmeter.Imports;
using Deskmeter.Jobs;
using Deskmeter.Metrics;

namespace Deskmeter.App.Sources;

/// <summary>How imports, files and their states are written on a page.</summary>
public sealed class SourceText(Visit visit)
{
    private const double Kilo = 1024;

    private Language T => visit.Language;

    /// <summary>The files of an import, the first and how many more.</summary>
    public string Files(ImportRun run) => run.Files switch
    {
        [] => run.Format,
        [var only] => only,
        [var first, ..] => T.Count("sources.files_more", run.Files.Count - 1, ("first", first)),
    };

    /// <summary>What was imported: a kind of record in words, else the name of the preset or the mapping.</summary>
    public string Format(string format) => T.Find($"sources.kind.{format}") ?? format;

    /// <summary>A length: KB, MB or GB.</summary>
    public string Bytes(long bytes) => bytes switch
    {
        >= 1L << 30 => $"{visit.Text.Number(bytes / Kilo / Kilo / Kilo, 1)}\u00a0GB",
        >= 1L << 20 => $"{visit.Text.Number(bytes / Kilo / Kilo, 1)}\u00a0MB",
        _ => $"{visit.Text.Number(Math.Ceiling(bytes / Kilo), 0)}\u00a0KB",
    };

    /// <summary>What a job is doing; empty when it is not known.</summary>
    public string Stage(Job? job) => job switch
    {
        null => "",
        { IsStopping: true } => T["sources.stage.stopping"],
        { Stage: null } => T["sources.stage.waiting"],
        { Stage: { } stage } => $"{T.Find($"sources.stage.{stage.ToLowerInvariant().Replace(' ', '_')}") ?? stage} {visit.Text.Text(job.Fraction, MetricUnit.Rate)}",
    };

    public string StateWord(ImportRun run) => run switch
    {
        { State: ImportState.Done, Outcome.Damages.Count: > 0 } => "damaged",
        { State: ImportState.Done, Outcome.SetAside: > 0 } => "done_partly",
        _ => run.State.ToString().ToLowerInvariant(),
    };

    public string Tone(ImportRun run) => StateWord(run) switch
    {
        "done" => "good",
        "failed" or "damaged" => "bad",
        "running" => "",
        _ => "warn",
    };

    /// <summary>Where an uploaded file is read again, with the choices that were made last.</summary>
    public string UploadAddress(string id) => $"/sources/uploads/{id}{visit.Workspace.Uploads.ChoiceOf(id)}";
}
