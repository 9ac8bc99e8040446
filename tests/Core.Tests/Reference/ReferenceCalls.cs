using Deskmeter.Helpdesk;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>How calls and live chats go.</summary>
internal static class ReferenceCalls
{
    private const long Threshold = 20;
    private const long Short = 5;

    public static void Add(ReferenceKeys keys, ReferenceShop shop)
    {
        var calls = shop.Calls.Where(call => call.IsOver).ToList();
        keys.Flow("calls_handled", () => calls.Where(call => IsInbound(call) && IsAnswered(call)).Select(call => Row(shop, call)), ReferenceMeasures.Count);
        keys.Flow("calls_offered", () => calls.Where(IsOffered).Select(call => Row(shop, call)), ReferenceMeasures.Count);
        keys.Formula(
            "call_outcome_share",
            question => keys.Of("calls_offered", question) / keys.Of("calls_offered", question with { Where = question.Filters, By = 0 }),
            "calls_offered");
        keys.Flow("abandonment_rate", () => calls.Where(IsOffered).Select(call => Row(shop, call) with { Yes = !IsAnswered(call) }), ReferenceMeasures.Share);
        keys.Flow(
            "speed_of_answer",
            () => calls.Where(IsAnswered).Select(call => Row(shop, call) with { Number = call.QueueSeconds }),
            ReferenceMeasures.Median);
        keys.Flow("hold_time", () => calls.Where(WasConnected).Select(call => Row(shop, call) with { Number = call.HoldSeconds }), ReferenceMeasures.Median);
        keys.Flow(
            "share_with_hold",
            () => calls.Where(WasConnected).Select(call => Row(shop, call) with { Yes = call.HoldSeconds is { } held ? held > 0 : null }),
            ReferenceMeasures.Share);
        keys.Flow(
            "service_level",
            () =>
                from call in calls
                where IsInbound(call) && call.IsInHours == true && call.QueueSeconds is not null
                where IsAnswered(call) || (call.Outcome == CallOutcome.AbandonedQueue && call.QueueSeconds > Threshold)
                select Row(shop, call) with { Yes = IsAnswered(call) && call.QueueSeconds <= Threshold },
            ReferenceMeasures.Share);
    }

    private static bool IsInbound(ReferenceCall call) => call.Call.Direction == CallDirection.Inbound;

    private static bool IsAnswered(ReferenceCall call) => call.Outcome == CallOutcome.Answered;

    private static bool WasConnected(ReferenceCall call) => call.Outcome is CallOutcome.Answered or CallOutcome.AbandonedHold;

    /// <summary>Who hung up at once waited for nobody; a wait that nobody measured counts.</summary>
    private static bool IsOffered(ReferenceCall call) => IsInbound(call) && !(call.Outcome == CallOutcome.AbandonedQueue && call.QueueSeconds < Short);

    public static ReferenceRow Row(ReferenceShop shop, ReferenceCall call) => ReferenceRow.Of(shop, call.Offered, call.Who, slice => slice switch
    {
        "medium" => [ReferenceSlices.Word(call.Call.Medium)],
        "direction" => [ReferenceSlices.Word(call.Call.Direction)],
        "queue" => [call.Queue],
        "outcome" => [ReferenceSlices.Word(call.Outcome!.Value)],
        "is_in_hours" => [ReferenceSlices.Word(call.IsInHours)],
        "article" => [call.Article],
        _ => call.Slice(slice),
    });
}
