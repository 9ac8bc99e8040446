namespace Deskmeter.Core.Tests.Reference;

/// <summary>What support costs by channel: a channel's own costs, and its part of the common ones by the time that agents spent (decision 20).</summary>
internal static class ReferenceSharing
{
    private const string Channel = "channel";

    public static ReferenceFigure Shared(ReferenceKeys keys, ReferenceQuestion question)
    {
        if (question.Where.All(one => one.Slice != Channel)) return keys.Of("support_cost", question);
        var channel = question.Where.Single(one => one.Slice == Channel).Member;
        ReferenceQuestion In(string? one) => question with { Where = [.. question.Where.Where(one => one.Slice != Channel), (Channel, one)] };

        var resolved = keys["handled_time"].Rows(false).Where(row => row.At >= question.Start && row.At < question.Until);
        var handled = resolved.Select(row => row.Slices(Channel)[0]).Distinct()
            .Select(one => (Channel: one, Seconds: keys.Of("handled_time", In(one)).Value)).ToList();
        var common = keys.Of("support_cost", In(null)).Value;
        var own = channel is null ? null : keys.Of("support_cost", In(channel)).Value;
        var isThere = own is not null || handled.Exists(one => one.Channel == channel);
        if (!isThere || common is null or 0) return new ReferenceFigure(own);
        // Nobody knows the parts where a channel has contacts and not one of them is measured.
        var whole = handled.Exists(one => one.Seconds is null) ? null : handled.Sum(one => one.Seconds);
        var part = handled.Find(one => one.Channel == channel).Seconds ?? 0;
        return new ReferenceFigure(whole > 0 ? (own ?? 0) + (common * part / whole) : null);
    }
}
