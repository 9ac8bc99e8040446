using Deskmeter.App.Board;
using Deskmeter.App.Figures;

namespace Deskmeter.App.Surveys;

/// <summary>One answer to a survey in words.</summary>
internal static class AnswerWords
{
    private const string YesOrNo = "0-1";

    /// <summary>What was asked and answered: CSAT 4 (scale 1–5), FCR: No.</summary>
    public static string Of(Visit visit, string kind, decimal score, string scale) => scale == YesOrNo
        ? $"{kind.ToUpperInvariant()}: {visit.Language[score > 0 ? "board.yes" : "board.no"]}"
        : $"{kind.ToUpperInvariant()} {visit.Language.Say("surveys.score", ("score", visit.Text.Number((double)score, score % 1 == 0 ? 0 : 1)), ("scale", FigureFormat.Scale(scale)))}";
}
