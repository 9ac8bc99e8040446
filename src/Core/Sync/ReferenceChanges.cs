using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using Deskmeter.Records;
using Deskmeter.Settings;
using Deskmeter.Store;
using NodaTime;
using NodaTime.Text;

namespace Deskmeter.Sync;

/// <summary>Rates, people and articles that changed, and the facts that were built with them.</summary>
internal sealed class ReferenceChanges(IRecordStore records, long position, LeftBehind left, IFactStore facts, WorkspaceSettings settings)
{
    /// <summary>The kinds of record that others look things up in.</summary>
    public static readonly IReadOnlyList<RecordKind> Kinds =
        [RecordKind.Of(typeof(ExchangeRate)), RecordKind.Of(typeof(Person)), RecordKind.Of(typeof(Article))];

    private static readonly LocalDate Earliest = new(1970, 1, 1);
    private static readonly LocalDate Latest = new(2200, 1, 1);

    private readonly List<SourceRecord> _records = [.. records.ChangesAfter(position, Kinds).Select(change => change.Record)];

    public bool IsAny => _records.Count > 0;

    /// <summary>Takes up the units that looked something up in what changed.</summary>
    /// <param name="reference">Rates, people and articles as they are now.</param>
    public void Touch(Changes touched, ReferenceData reference)
    {
        if (_records.OfType<Article>().Any(article => article.Number is not null || WasThere(article))) TouchCallers(touched, reference);
        foreach (var record in _records)
        {
            switch (record)
            {
                case ExchangeRate rate:
                    // Of a rate that was there before, nobody knows any more for which day.
                    var days = !WasThere(rate) ? (rate.On, rate.On.PlusDays(Exchange.OldestDays + 1)) : (Earliest, Latest);
                    foreach (var unit in Money("customer_unit", "order", "paid_on", days)) touched.TakeCustomer(unit);
                    foreach (var unit in Money("record", "order", "paid_on", days)) touched.TakeRecord(unit);
                    foreach (var unit in Money("record", "cost_day", "spent_on", days)) touched.TakeRecord(unit);
                    break;
                case Person person:
                    foreach (var unit in Texts("select distinct agent_day from agent_hour where agent_id = $1", person.Id)) TakeDay(touched, unit);
                    foreach (var unit in Texts("select record from review where reviewee_id = $1 or reviewer_id = $1", person.Id)) touched.TakeRecord(unit);
                    foreach (var unit in Texts("select record from call where agent_id = $1", person.Id)) touched.TakeRecord(unit);
                    foreach (var unit in Texts("select customer_unit from contact where resolver_id = $1 and kind <> 'ticket' union select customer_unit from answer where agent_id = $1 union select customer_unit from invitation where agent_id = $1", person.Id))
                        touched.TakeCustomer(unit);
                    break;
                case Article article:
                    foreach (var unit in Texts("select distinct customer_unit from article_view where article = $1", article.Id)) touched.TakeCustomer(unit);
                    foreach (var unit in Texts("select record from article_vote where article = $1", article.Id)) touched.TakeRecord(unit);
                    break;
            }
        }
    }

    /// <summary>
    /// A number may stand on an article now, or on it no more, or on another one too: the calls to it are those whose facts name
    /// another article than their number says now.
    /// </summary>
    private void TouchCallers(Changes touched, ReferenceData reference)
    {
        // A call that is not over is in no fact of calls; as a contact it is.
        var known = facts.Query(new SqlStatement(
            "select record, article from call where article is not null union all select record, article from contact where kind <> 'ticket' and article is not null and record not in (select record from call)",
            [])).ToDictionary(row => (string)row[0]!, row => (string)row[1]!, StringComparer.Ordinal);
        foreach (var change in records.ChangesAfter(0, RecordKind.Of(typeof(Call))))
        {
            if (change.Record is not Call { IsDeleted: false, Number: { } number, Article: null } call) continue;
            if (reference.ArticleOfNumber(number)?.Id != known.GetValueOrDefault(RecordKey.Of(call).ToString())) touched.Take(call);
        }
    }

    private bool WasThere(SourceRecord record) => left.Customers.Contains(RecordKey.Of(record).ToString());

    /// <summary>The units with money of another currency on some days.</summary>
    private List<string> Money(string unit, string table, string on, (LocalDate From, LocalDate Until) days) => Texts(
        $"select distinct {unit} from \"{table}\" where {on} >= $1 and {on} < $2 and currency is not null and currency <> $3",
        days.From, days.Until, settings.Currency ?? "");

    private List<string> Texts(string statement, params object?[] parameters) =>
        [.. facts.Query(new SqlStatement(statement, parameters)).Select(row => (string)row[0]!)];

    private static void TakeDay(Changes touched, string unit)
    {
        var slash = unit.LastIndexOf('/');
        touched.TakeDay(unit[..slash], LocalDatePattern.Iso.Parse(unit[(slash + 1)..]).Value);
    }
}
