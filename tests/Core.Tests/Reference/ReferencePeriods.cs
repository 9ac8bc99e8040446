using NodaTime;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>Periods beside the one that is asked for.</summary>
internal static class ReferencePeriods
{
    /// <summary>The period before: as many whole months, otherwise as many days; of a period that runs, the same elapsed part.</summary>
    public static ReferenceQuestion Before(ReferenceShop shop, ReferenceQuestion question)
    {
        var (from, to) = (shop.Local(question.Start).Date, shop.Local(question.End).Date);
        var months = ((to.Year - from.Year) * 12) + to.Month - from.Month;
        var isMonths = from.Day == 1 && to.Day == 1;
        var days = Period.DaysBetween(from, to);
        var before = isMonths ? from.PlusMonths(-months) : from.PlusDays(-days);
        var end = shop.StartOf(from);
        if (question.Until < question.End)
        {
            var elapsed = Period.Between(from.AtMidnight(), shop.Local(question.Until), PeriodUnits.AllTimeUnits);
            end = Math.Min(end, shop.At(before.AtMidnight() + elapsed));
        }

        return question with { Start = shop.StartOf(before), End = end };
    }
}
