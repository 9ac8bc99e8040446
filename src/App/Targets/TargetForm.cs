using Deskmeter.App.Board;
using Deskmeter.App.Languages;
using Deskmeter.Metrics;
using Deskmeter.Targets;
using Deskmeter.Workspaces;
using NodaTime.Text;

namespace Deskmeter.App.Targets;

/// <summary>A target as somebody fills it in: the words of the form, and of the address that fills it in beforehand.</summary>
public sealed record TargetForm(string Kpi, string Of, string Per, string Value, string Owner, string ValidFrom)
{
    /// <summary>The word of an address whose form was sent and is wrong: the page says why.</summary>
    public const string Wrong = "wrong";

    public static TargetForm Read(Func<string, string?> word) => new(
        word("kpi") ?? "", word("of") ?? "", word("per") ?? MetricQueryText.Word(TargetPeriod.Month), word("value") ?? "", word("owner") ?? "", word("valid_from") ?? "");

    /// <summary>The target that it means.</summary>
    /// <exception cref="UsageException">A word is missing or wrong; nothing was set.</exception>
    /// <param name="language">In whose words units may be written.</param>
    public Target Target(Workspace workspace, Language language)
    {
        if (Kpi.Length == 0) throw new UsageException($"Choose a KPI.", "kpi");
        var metric = workspace.Catalogue.Get(Kpi);
        if (Value.Trim().Length == 0) throw new UsageException($"Say what it is to reach, such as 45min or 90%.", "value");
        var period = MetricQueryText.Choice("per", Per, TargetPeriod.Month);
        var today = workspace.DefaultAsOf.InZone(workspace.Settings.DateTimeZone).Date;
        return TargetRules.Check(workspace.Catalogue, new Target
        {
            Kpi = metric.Id,
            Of = Of.Length == 0 ? null : FilterText.Read(Of),
            Period = period,
            Value = TargetRules.Read(UnitWords.ToOurs(language, Value), metric.Unit),
            Owner = Owner.Trim() is { Length: > 0 } owner ? owner : null,
            ValidFrom = ValidFrom.Length == 0 ? TargetCalendar.Of(period, today).From : MetricQueryText.Date("valid_from", ValidFrom),
        });
    }

    /// <summary>The form of a target, filled in.</summary>
    public static TargetForm For(Target target, Metric metric) => new(
        target.Kpi, target.Line.Of, MetricQueryText.Word(target.Period), TargetRules.Write(target.Value, metric.Unit), target.Owner ?? "",
        LocalDatePattern.Iso.Format(target.ValidFrom));

    /// <summary>The address of the page with this form filled in.</summary>
    public string Address(BoardState? state, bool isWrong = false)
    {
        (string, string?)[] words =
        [
            ("kpi", Kpi), ("of", Or(Of)), ("per", Or(Per)), ("value", Or(Value)), ("owner", Or(Owner)), ("valid_from", Or(ValidFrom)), (Wrong, isWrong ? "1" : null),
        ];
        var address = state?.Address("/targets", words)
            ?? "/targets" + QueryString.Create(words.Where(pair => pair.Item2 is not null).Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2)));
        return $"{address}#set";
    }

    private static string? Or(string word) => word.Length == 0 ? null : word;
}
