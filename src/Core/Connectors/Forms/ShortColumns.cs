using Deskmeter.Connectors.Files;
using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Connectors.Forms;

/// <summary>
/// Columns that a table may have in the place of several of the record's own: <c>month</c> or <c>day</c> of a cost, and <c>refunded</c>,
/// all that was given back on an order so far.
/// </summary>
internal static class ShortColumns
{
    public const string Month = "month";
    public const string Day = "day";
    public const string Refunded = "refunded";

    /// <summary>The names of those that a kind has.</summary>
    public static IReadOnlyList<string> Of(Type kind) => kind == typeof(Cost) ? [Month, Day] : kind == typeof(Order) ? [Refunded] : [];

    /// <summary>The columns that a short one stands for.</summary>
    public static bool StandsFor(string name, string column) => name is Month or Day && column is "from_on" or "until_on";

    /// <summary>Reads a cost's month or day into its two dates.</summary>
    public static void Dates(ObjectForm form, Row row, object?[] values, Func<Row, (LocalDate From, LocalDate Until)?> read)
    {
        if (read(row) is not { } span) return;
        var (from, until) = (form["from_on"].Slot, form["until_on"].Slot);
        if (values[from] is not null || values[until] is not null) row.Fail($"The row says its days twice: give a month, a day, or from_on and until_on.");
        (values[from], values[until]) = (span.From, span.Until);
    }

    /// <summary>
    /// The refund that stands for all of them. What was given back so far only grows, so of two rows without a version the greater holds.
    /// </summary>
    public static object?[]? Refund(ObjectForm part, Row row, string column, decimal refunded, Instant? paidAt, long version)
    {
        if (refunded == 0) return null;
        if (refunded < 0) row.Fail($"{column} '{refunded}' is less than 0.");
        else if (paidAt is null) row.Fail($"{column} needs paid_at: the refund is netted into the day of the order.");
        if (row.Problem is not null) return null;
        var values = part.Blank();
        values[part["key"].Slot] = Refunded;
        values[part["at"].Slot] = paidAt;
        values[part["amount"].Slot] = part["amount"].Kept(refunded);
        values[part["version"].Slot] = version != 0 ? version : (long)Math.Min(refunded * 100, long.MaxValue / 2);
        return values;
    }
}
