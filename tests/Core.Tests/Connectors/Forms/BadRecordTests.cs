using System.IO.Compression;
using System.Text;
using Deskmeter.Connectors;
using Xunit;

namespace Deskmeter.Core.Tests.Connectors.Forms;

/// <summary>What is wrong with a row or a line is said with its place and the nearest right word; the rest goes in.</summary>
public sealed class BadRecordTests : IDisposable
{
    private readonly FormFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("calls", "id,offered_at", ",2024-03-04T09:00Z", "id is missing.")]
    [InlineData("calls", "id,offered_at", "c1,29/2/2024", "offered_at '29/2/2024' is no time that this import reads.")]
    [InlineData("calls", "id,offered_at", "c1,1899-12-30", "offered_at lies outside the years 1970 to 2199.")]
    [InlineData("calls", "id,offered_at,queue", "c1,,orders", "offered_at is empty: a call leg needs it.")]
    [InlineData("calls", "id,offered_at,hold_seconds", "c1,2024-03-04,-5", "hold_seconds '-5' is less than 0.")]
    [InlineData("calls", "id,offered_at,wrap_seconds", "c1,2024-03-04,1.5", "wrap_seconds '1.5' is not a whole number.")]
    [InlineData("calls", "id,offered_at,holds", "c1,2024-03-04,09:00-09:10", "holds '09:00-09:10' is no time on hold, written from/until.")]
    [InlineData("calls", "id,offered_at,outcome", "c1,2024-03-04,abandoned_que", "outcome: There is no outcome 'abandoned_que'. Did you mean 'abandoned_queue'?")]
    [InlineData("calls", "id,medium", "c1,fax", "medium: There is no medium 'fax'. Known: phone, chat.")]
    [InlineData("calls", "id,medium", "c1", "The row has 1 cell, the header has 2.")]
    [InlineData("calls", "id,medium", "\"c1\"x,phone", "Text follows a closing quote.")]
    [InlineData("calls", "id,version", "c1,new", "version 'new' is neither a whole number nor a date and time that exists.")]
    [InlineData("calls", "id,is_deleted", "c1,maybe", "is_deleted 'maybe' is neither true nor false.")]
    [InlineData("sessions", "id,started_at", "s1,", "started_at is empty: a session needs it.")]
    [InlineData("sessions", "id,started_at,kind", "s1,2024-03-04,chatbot", "kind: There is no kind 'chatbot'. Known: bot, portal.")]
    [InlineData("surveys", "id,kind,scale", "v1,csat,five", "scale 'five' is not a scale from low to high, such as 1-5 or 0-10.")]
    [InlineData("surveys", "id,kind,scale", "v1,csat,5-1", "scale '5-1' is not a scale from low to high, such as 1-5 or 0-10.")]
    [InlineData("surveys", "id,kind,scale", "v1,,1-5", "kind is empty: a survey needs it.")]
    [InlineData("surveys", "id,kind,scale,answered_at,score", "v1,csat,1-5,2024-03-04,6", "score '6' lies outside the scale 1-5.")]
    [InlineData("surveys", "id,kind,scale,answered_at,score", "v1,csat,1-5,2024-03-04,", "score is empty: a survey answer needs it.")]
    [InlineData("surveys", "id,kind,scale,answered_at,score", "v1,csat,1-5,2024-03-04,\"4,5\"", "score '4,5' is no number: decimals are written with a point, thousands not at all.")]
    [InlineData("articles", "type,id,article", "pageview,,A1", "type: There is no type 'pageview'. Known: article, view, vote, search.")]
    [InlineData("articles", "type,id,article", ",,A1", "type is empty: one of article, view, vote, search.")]
    [InlineData("articles", "type,article,viewed_at", "view,A1,", "viewed_at is empty: an article view needs it.")]
    [InlineData("articles", "type,article,viewed_at,is_up", "view,A1,2024-03-04,yes", "is_up does not belong to a row of type 'view'.")]
    [InlineData("articles", "type,searched_at,result_count", "search,2024-03-04,-1", "result_count '-1' is less than 0.")]
    [InlineData("customers", "id,emails", ",a@example.com", "id is missing.")]
    [InlineData("orders", "id,amount", "o1,-5", "amount '-5' is less than 0.")]
    [InlineData("orders", "id,currency", "o1,euro", "currency 'euro' is not a currency of three letters, such as EUR.")]
    [InlineData("orders", "id,refunded_at,refund_amount", "o1,2024-03-04,-1", "refund_amount '-1' is less than 0.")]
    [InlineData("orders", "id,refunded", "o1,5", "refunded needs paid_at: the refund is netted into the day of the order.")]
    [InlineData("orders", "id,paid_at,refunded", "o1,2024-03-04,-5", "refunded '-5' is less than 0.")]
    [InlineData("orders", "id,amount", "o1,79228162514264337593543950335", "amount '79228162514264337593543950335' has more than 18 digits before the point.")]
    [InlineData("orders", "id,refunded_at,refund_amount", "o1,2024-03-04,1000000000000000000", "refund_amount '1000000000000000000' has more than 18 digits before the point.")]
    [InlineData("subscriptions", "id,customer,started_on", "p1,,2024-03-04", "customer is empty: a subscription needs it.")]
    [InlineData("subscriptions", "id,customer,started_on,ended_on", "p1,c,2024-03-04,2024-03-03", "ended_on is before started_on.")]
    [InlineData("subscriptions", "id,customer,started_on,paused_on,resumed_on", "p1,c,2024-03-04,2024-05-01,2024-04-01", "resumed_on is before the pause began.")]
    [InlineData("subscriptions", "id,customer,started_on", "p1,c,4 March", "started_on '4 March' is no date that this import reads.")]
    [InlineData("costs", "month,amount", "2024-13,5", "month '2024-13' is no month such as 2024-03.")]
    [InlineData("costs", "month,amount", ",5", "from_on is empty: a cost needs it.")]
    [InlineData("costs", "from_on,until_on,amount", "2024-03-04,2024-03-04,5", "until_on is not after from_on: it is the day after the last.")]
    [InlineData("costs", "month,day,amount", "2024-03,2024-03-04,5", "The row says its days twice: give a month, a day, or from_on and until_on.")]
    [InlineData("costs", "day,amount", "9999-12-31,5", "day '9999-12-31' lies outside the years 1970 to 2199.")]
    [InlineData("costs", "from_on,until_on,amount", "2024-03-04,9999-12-31,5", "until_on '9999-12-31' lies outside the years 1970 to 2199.")]
    [InlineData("costs", "month,amount", "2024-03,", "amount is empty: a cost needs it.")]
    [InlineData("costs", "month,amount", "2024-03,\"1.500,00\"", "amount '1.500,00' is no number: decimals are written with a point, thousands not at all.")]
    [InlineData("rates", "on,currency,rate", "2024-03-04,USD,0", "rate '0' is not more than 0.")]
    [InlineData("rates", "on,currency,into,rate", "2024-03-04,USD,usd,2", "into 'USD' is the currency that is converted.")]
    [InlineData("people", "id,joined_on,left_on", "ada,2024-03-04,2024-03-03", "left_on is before joined_on.")]
    [InlineData("people", "id,joined_on,team", "ada,,desk", "joined_on is empty: a person stay needs it.")]
    [InlineData("people", "id,joined_on,tier", "ada,2024-03-04,first", "tier 'first' is not a whole number.")]
    [InlineData("shifts", "agent,kind,from_at", "ada,,2024-03-04", "kind is empty: a shift needs it.")]
    [InlineData("shifts", "agent,kind,from_at,until_at", "ada,busy,2024-03-04,2024-03-03", "until_at is before from_at.")]
    [InlineData("reviews", "id,reviewed_at,reviewee,category,score", "q1,2024-03-04,ada,tone,101", "score '101' lies outside 0 to 100.")]
    [InlineData("reviews", "id,reviewed_at,reviewee,category,score", "q1,2024-03-04,ada,,50", "category is empty: a review category needs it.")]
    [InlineData("reviews", "id,reviewed_at,reviewee,category,lowest,highest", "q1,2024-03-04,ada,tone,5,5", "highest '5' is not more than the lowest, 5.")]
    public void A_bad_row_is_set_aside_and_the_rest_goes_in(string import, string header, string row, string reason)
    {
        var good = Good(import);
        var columns = header.Split(',').Union(good.Keys).ToList();
        var isShort = reason.StartsWith("The row has", StringComparison.Ordinal);
        var padded = isShort ? row : row + new string(',', columns.Count - header.Split(',').Length);
        var fine = string.Join(',', columns.Select(column => good.GetValueOrDefault(column)));
        var path = _folder.Write("x.csv", $"{string.Join(',', columns)}\n{fine}\n{padded}\n{fine.Replace("first", "other", StringComparison.Ordinal)}\n");

        Assert.Equal([$"3: {reason}"], FormFolder.Findings(import, path));
        var items = FormFolder.Read(import, path);
        Assert.Equal(2, items.OfType<ImportItem.Piece>().Count());
        Assert.Equal("x.csv", items.OfType<ImportItem.Problem>().Single().Row.File);
        Assert.Equal(padded, items.OfType<ImportItem.Problem>().Single().Row.Content);
    }

    [Theory]
    [InlineData("calls", """{"legs":[]}""", "id: is missing")]
    [InlineData("calls", """{"id":"c1","legs":[{"queue":"a"}]}""", "legs[0].offered_at: is missing")]
    [InlineData("calls", """{"id":"c1","legs":[{"offered_at":"2024-03-04T09:00:00Z"},{"offered_at":"soon"}]}""", "legs[1].offered_at: 'soon' is not an instant such as 2016-02-29T01:23:00Z")]
    [InlineData("calls", """{"id":"c1","legs":[{"offered_at":"2024-03-04T09:00:00"}]}""", "legs[0].offered_at: '2024-03-04T09:00:00' is not an instant such as 2016-02-29T01:23:00Z")]
    [InlineData("calls", """{"id":"c1","legs":[{"offerd_at":"2024-03-04T09:00:00Z"}]}""", "legs[0].offerd_at: There is no field 'offerd_at'. Did you mean 'offered_at'?")]
    [InlineData("calls", """{"id":"c1","legs":[{"offered_at":"2024-03-04T09:00:00Z"},{"offered_at":"2024-03-04T10:00:00+01:00"}]}""", "legs[1].offered_at: is that of another part; give each its own key")]
    [InlineData("calls", """{"id":"c1","legs":[{"offered_at":"2024-03-04T09:00:00Z","holds":[{"until":"2024-03-04T09:00:00Z"}]}]}""", "legs[0].holds[0].from: is missing")]
    [InlineData("calls", """{"id":"c1","legs":[{"offered_at":"2024-03-04T09:00:00Z","hold_seconds":-1}]}""", "legs[0].hold_seconds: '-1' is less than 0")]
    [InlineData("calls", """{"id":"c1","legs":{"offered_at":"2024-03-04T09:00:00Z"}}""", "legs: is not a list [..]")]
    [InlineData("calls", """{"id":"c1","legs":["x"]}""", "legs[0]: is not a call leg: an object {..} is needed")]
    [InlineData("calls", """{"id":"c1","outcome":"answerd"}""", "outcome: There is no outcome 'answerd'. Did you mean 'answered'?")]
    [InlineData("calls", """{"id":"c1","outcome":1}""", "outcome: '1' is not a text: write it in quotes")]
    [InlineData("calls", """{"id":7}""", "id: '7' is not a text: write it in quotes")]
    [InlineData("calls", """{"id":"c1","id":"c2"}""", "id: is named twice")]
    [InlineData("calls", """{"id":"c1","version":"2"}""", "version: '2' is not a whole number")]
    [InlineData("calls", """{"id":"c1","type":"call"}""", "type: There is no field 'type'. Known: source, id, version, is_deleted, medium, direction, customer, ticket, number, article, channel, brand, language, country, product, topic, segment, outcome, legs.")]
    [InlineData("calls", """{"id":"\ud800"}""", "The line is not one whole JSON object: at byte 7, a text holds half a character")]
    [InlineData("calls", """{"id":"c1""", "The line is not one whole JSON object: at byte 10, Expected end of string, but instead reached end of data")]
    [InlineData("calls", """["c1"]""", "is not a call: an object {..} is needed")]
    [InlineData("sessions", """{"id":"s1"}""", "started_at: is missing")]
    [InlineData("sessions", """{"id":"s1","started_at":"2024-03-04T09:00:00Z","is_deleted":"no"}""", "is_deleted: 'no' is not true or false")]
    [InlineData("surveys", """{"id":"v1","kind":"csat"}""", "scale: is missing")]
    [InlineData("surveys", """{"id":"v1","kind":"csat","scale":"1 to 5"}""", "scale: '1 to 5' is not a scale from low to high, such as 1-5 or 0-10")]
    [InlineData("surveys", """{"id":"v1","kind":"csat","scale":"1-5","answers":[{"at":"2024-03-04T09:00:00Z","score":5},{"at":"2024-03-05T09:00:00Z","score":0}]}""", "answers[1].score: '0' lies outside the scale 1-5")]
    [InlineData("articles", """{"id":"A1"}""", "type: is missing: one of article, view, vote, search")]
    [InlineData("articles", """{"type":"veiw","article":"A1"}""", "type: There is no type 'veiw'. Did you mean 'view'?")]
    [InlineData("articles", """{"type":"view","article":"A1","viewed_at":"2024-03-04T09:00:00Z","is_up":true}""", "is_up: There is no field 'is_up'. Known: type, source, id, version, is_deleted, article, viewed_at, reader, active_seconds, expected_seconds, is_bot, is_agent, topic, language.")]
    [InlineData("articles", """{"type":"vote","article":"A1","voted_at":"2024-03-04T09:00:00Z"}""", "is_up: is missing")]
    [InlineData("customers", """{"id":"9","emails":"a@example.com"}""", "emails: is not a list [..]")]
    [InlineData("orders", """{"id":"o1","currency":"EURO"}""", "currency: 'EURO' is not a currency of three letters, such as EUR")]
    [InlineData("orders", """{"id":"o1","refunds":[{"at":"2024-03-04T09:00:00Z","amount":-1}]}""", "refunds[0].amount: '-1' is less than 0")]
    [InlineData("orders", """{"id":"o1","amount":"5"}""", "amount: '5' is not a number")]
    [InlineData("subscriptions", """{"id":"p1","customer":"c","started_on":"2024-03-04T00:00:00Z"}""", "started_on: '2024-03-04T00:00:00Z' is not a date such as 2016-02-29")]
    [InlineData("subscriptions", """{"id":"p1","customer":"c","started_on":"2024-03-04","pauses":[{"from_on":"2024-05-01","until_on":"2024-04-01"}]}""", "pauses[0].until_on: is before the pause began")]
    [InlineData("costs", """{"from_on":"2024-03-01","until_on":"2024-03-01","amount":1}""", "until_on: is not after from_on: it is the day after the last")]
    [InlineData("costs", """{"month":"2024-03","amount":1}""", "month: There is no field 'month'. Known: source, id, version, is_deleted, from_on, until_on, category, amount, currency, channel, team.")]
    [InlineData("rates", """{"on":"2024-03-04","currency":"USD","rate":-1}""", "rate: '-1' is not more than 0")]
    [InlineData("people", """{"id":"ada","stays":[{"joined_on":"1884-01-01"}]}""", "stays[0].joined_on: '1884-01-01' lies outside the years 1970 to 2199")]
    [InlineData("shifts", """{"agent":"ada","from_at":"2024-03-04T09:00:00Z"}""", "kind: is missing: one of scheduled, paid_leave, available, busy, wrap_up, break, training, meeting, away")]
    [InlineData("shifts", """{"agent":" ","kind":"busy","from_at":"2024-03-04T09:00:00Z"}""", "agent: is empty")]
    [InlineData("reviews", """{"id":"q1","reviewed_at":"2024-03-04T09:00:00Z","reviewee":"ada","categories":[{"score":5}]}""", "categories[0].key: is missing")]
    [InlineData("reviews", """{"id":"q1","reviewed_at":"2024-03-04T09:00:00Z","reviewee":"ada","categories":[{"key":"tone","highest":5,"score":6}]}""", "categories[0].score: '6' lies outside 0 to 5")]
    public void A_bad_line_is_set_aside_with_its_place_and_reason(string import, string line, string reason)
    {
        var good = Samples.All[import].Json.Split('\n')[0].TrimEnd('\r');
        var path = _folder.Write("x.jsonl", $"{good}\n{line}\n{good}\n");
        var items = FormFolder.Read(import, path);
        Assert.Equal(3, items.Count);
        var row = Assert.IsType<ImportItem.Problem>(items[1]).Row;
        Assert.Equal(("x.jsonl", 2L, line), (row.File, row.Line, row.Content));
        Assert.Equal(reason, row.Reason.ToString());
    }

    [Theory]
    [InlineData("calls", "id,offered_at,answered_at\nc1,2024-03-04 09:00,2024-03-04 08:00", "2? answered_at is before offered_at.")]
    [InlineData("calls", "id,offered_at,answered_at,ended_at\nc1,2024-03-04 09:00,2024-03-04 09:30,2024-03-04 09:20", "2? ended_at is before answered_at.")]
    [InlineData("calls", "id,offered_at,ended_at,holds\nc1,2024-03-04 09:00,2024-03-04 09:20,2024-03-04 10:00/", "2? holds lies outside its leg.")]
    [InlineData("calls", "id,customer,offered_at\nc1,a,2024-03-04 09:00\nc1,b,2024-03-04 09:10", "3? The row contradicts the row above, which is of the same call; give them a version, the higher holds.")]
    [InlineData("calls", "id,customer,offered_at\nc1,a,2024-03-04 09:00\nc1,,2024-03-04 09:10", null)]
    [InlineData("calls", "id,queue,offered_at\nc1,a,2024-03-04 09:00\nc1,b,2024-03-04 09:00", "3? leg is that of the row above, and the row says other things of it; give each its own, or a version.")]
    [InlineData("surveys", "id,kind,scale,sent_at,answered_at,score\nv1,csat,1-5,2024-03-04,2024-03-03,4", "2? answered_at is before sent_at.")]
    [InlineData("orders", "id,paid_at,amount,refunded_at,refund_amount\no1,2024-03-04,5,2024-03-03,1", "2? refunded_at is before paid_at.")]
    [InlineData("orders", "id,paid_at,amount,refunded\no1,2024-03-04,5,6", "2? amount is less than what was refunded.")]
    [InlineData("subscriptions", "id,customer,started_on,trial_until\np1,c,2024-03-04,2024-03-01", "2? trial_until is before started_on.")]
    [InlineData("costs", "month,amount\n2024-03,5\n2024-04,5\n2024-03,5", "4? The row says what a row above says already: it counts once. Give rows an id where both are meant.")]
    [InlineData("costs", "id,month,amount\na,2024-03,5\nb,2024-03,5", null)]
    public void What_can_hardly_be_meant_counts_with_a_warning(string import, string csv, string? doubt)
    {
        var path = _folder.Write("x.csv", csv);
        Assert.Equal(doubt is null ? [] : [doubt], FormFolder.Findings(import, path));
        Assert.Equal(csv.Count(letter => letter == '\n'), FormFolder.Read(import, path).OfType<ImportItem.Piece>().Count());
    }

    [Fact]
    public void A_doubt_of_a_line_names_its_place() => Assert.Equal(
        ["1? legs[0].answered_at: is before offered_at."],
        FormFolder.Findings("calls", _folder.Write("x.jsonl", """{"id":"c1","legs":[{"offered_at":"2024-03-04T09:00:00Z","answered_at":"2024-03-04T08:00:00Z"}]}""")));

    [Theory]
    [InlineData("calls", "id,anwsered_at", "x.csv, line 1: calls have no column 'anwsered_at'. Did you mean 'answered_at'?")]
    [InlineData("calls", "offered_at", "x.csv, line 1: the header has no column 'id', which calls need. It has: offered_at.")]
    [InlineData("calls", "id,queue", "x.csv, line 1: the header has no column 'offered_at', which calls need. It has: id, queue.")]
    [InlineData("calls", "id,queue,queue,offered_at", "x.csv, line 1: the header has the column 'queue' twice.")]
    [InlineData("surveys", "id,kind", "x.csv, line 1: the header has no column 'scale', which surveys need. It has: id, kind.")]
    [InlineData("surveys", "id,kind,scale,answered_at", "x.csv, line 1: the header has no column 'score', which surveys need.")]
    [InlineData("reviews", "id,reviewed_at,reviewee,score", "x.csv, line 1: the header has no column 'category', which reviews need.")]
    [InlineData("articles", "id,title", "x.csv, line 1: the header has no column 'type': each row says which it is, article, view, vote, search. It has: id, title.")]
    [InlineData("costs", "amount", "x.csv, line 1: the header has no column 'from_on', which costs need. It has: amount.")]
    [InlineData("rates", "date,currency,rate", "x.csv, line 1: rates have no column 'date'.")]
    [InlineData("calls", "", "x.csv is empty.")]
    [InlineData("calls", "<html>", "x.csv is no CSV file: it is HTML or XML.")]
    [InlineData("calls", "[{\"id\":\"c1\"}]", "x.csv is one JSON list; a call stands on a line of its own. Convert it with: jq -c '.[]' x.csv")]
    [InlineData("orders", "{\n\"id\":\"o1\"}", "x.csv spreads an order over several lines; an order stands on one line. Convert it with: jq -c . x.csv")]
    public void A_file_that_cannot_be_meant_is_refused(string import, string content, string message)
    {
        var path = _folder.Write("x.csv", content);
        var error = Assert.Throws<UsageException>(() => FormFolder.Read(import, path));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_cut_archive_the_rows_before_the_cut_go_in_and_the_cut_is_told()
    {
        var text = $"id,started_at\n{string.Join('\n', Enumerable.Range(0, 5_000).Select(number => $"s{number * 7919 % 5_021},2024-03-04T09:00:00Z"))}";
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(text));
        var items = FormFolder.Read("sessions", _folder.Write("x.csv.gz", packed.ToArray()[..(int)(packed.Length * 0.6)]));
        Assert.StartsWith("x.csv.gz is damaged or cut off after line ", Assert.IsType<ImportItem.Damage>(items[^1]).Message.ToString(), StringComparison.Ordinal);
        Assert.All(items.SkipLast(1), item => Assert.IsType<ImportItem.Piece>(item));
        Assert.InRange(items.Count, 2, 5_000);
    }

    [Fact]
    public void Letters_of_another_encoding_are_told()
    {
        var path = _folder.Write("x.csv", Encoding.Latin1.GetBytes("id,started_at,topic\ns1,2024-03-04,Jörg"));
        Assert.Equal(["2? The row holds characters that are not UTF-8; a mapping can name the file's 'encoding'."], FormFolder.Findings("sessions", path));
    }

    /// <summary>The cells that a row of an import needs.</summary>
    private static Dictionary<string, string> Good(string import) => (import switch
    {
        "sessions" => "id=first started_at=2024-03-04",
        "surveys" => "id=first kind=csat scale=1-5",
        "articles" => "type=article id=first",
        "subscriptions" => "id=first customer=c started_on=2024-03-04",
        "costs" => "amount=1 day=2024-03-04 team=first",
        "rates" => "on=2024-03-04 currency=GBP rate=1.2 into=EUR id=first",
        "shifts" => "agent=first kind=busy from_at=2024-03-04",
        "reviews" => "id=first reviewed_at=2024-03-04 reviewee=ada",
        _ => "id=first",
    }).Split(' ').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
}
