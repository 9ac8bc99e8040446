using Deskmeter.Facts;
using Deskmeter.Store;
using NodaTime;

namespace Deskmeter.Core.Tests.Facts;

/// <summary>The rows of a conversation or a customer as text, column by column as a store gets them.</summary>
public static class FactText
{
    private static readonly FactSchema Schema = new([]);

    /// <summary>One line for each row, in the order of the rows.</summary>
    /// <param name="wanted">Which columns.</param>
    public static string[] Of(ConversationFacts facts, Func<FactColumn, bool>? wanted = null) =>
    [
        .. Lines(Schema.Ticket, facts.Ticket is null ? [] : [facts.Ticket], wanted),
        .. Lines(Schema.Turn, facts.Turns, wanted),
        .. Lines(Schema.ResolveCycle, facts.ResolveCycles, wanted),
        .. Lines(Schema.StatusSpan, facts.StatusSpans, wanted),
        .. Lines(Schema.Assignment, facts.Assignments, wanted),
        .. Lines(Schema.SlaTarget, facts.SlaTargets, wanted),
        .. Lines(Schema.Excluded, facts.Excluded, wanted),
    ];

    /// <summary>One line for each row of a customer, in the order of the rows.</summary>
    public static string[] Of(CustomerFacts facts, Func<FactColumn, bool>? wanted = null) =>
    [
        .. Lines(Schema.Contact, facts.Contacts, wanted),
        .. Lines(Schema.Issue, facts.Issues, wanted),
        .. Lines(Schema.Session, facts.Sessions, wanted),
        .. Lines(Schema.Invitation, facts.Invitations, wanted),
        .. Lines(Schema.Answer, facts.Answers, wanted),
        .. Lines(Schema.ArticleView, facts.Views, wanted),
        .. Lines(Schema.Order, facts.Orders, wanted),
        .. Lines(Schema.CustomerSpan, facts.Spans, wanted),
        .. Lines(Schema.CustomerMonth, facts.Months, wanted),
    ];

    private static IEnumerable<string> Lines<T>(FactTable<T> table, IReadOnlyList<T> rows, Func<FactColumn, bool>? wanted) where T : class
    {
        var batch = new TableBatch(table.Table);
        foreach (var row in rows) table.Append(row, batch, DateTimeZone.Utc);
        for (var row = 0; row < rows.Count; row++)
        {
            var cells = table.Columns.Select((column, index) => (column, value: Cell(batch.Columns[index], row)))
                .Where(cell => wanted?.Invoke(cell.column) ?? true).Select(cell => $"{cell.column.Name}={cell.value}");
            yield return $"{table.Name}: {string.Join(' ', cells)}";
        }
    }

    private static string Cell(ColumnBuffer column, int row) => !column.Valid[row] ? "-" : column switch
    {
        ColumnBuffer<bool> flags => flags.Values[row].ToString(),
        ColumnBuffer<int> numbers => numbers.Values[row].ToString(System.Globalization.CultureInfo.InvariantCulture),
        ColumnBuffer<long> numbers => numbers.Values[row].ToString(System.Globalization.CultureInfo.InvariantCulture),
        ColumnBuffer<double> numbers => numbers.Values[row].ToString(System.Globalization.CultureInfo.InvariantCulture),
        ColumnBuffer<decimal> numbers => numbers.Values[row].ToString(System.Globalization.CultureInfo.InvariantCulture),
        TextBuffer words => words[row],
        TextListBuffer lists => string.Join(',', lists[row]),
        _ => throw new NotSupportedException(column.GetType().Name),
    };
}
