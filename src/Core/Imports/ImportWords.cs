namespace Deskmeter.Imports;

/// <summary>What exports of other programs, in several languages, call what we call otherwise.</summary>
internal static class ImportWords
{
    /// <summary>Names of columns without accents and blanks, by field; a field that only one import means stands behind it.</summary>
    private static readonly Dictionary<string, string[]> Names = new(StringComparer.Ordinal)
    {
        ["ticket"] = ["ticketid", "ticketnumber", "ticketno", "caseid", "casenumber", "case", "talepno", "biletno", "number", "conversationid", "jegyszam", "tiketid", "notiket", "ticketnummer"],
        ["tickets/ticket"] = ["id", "key", "issuekey", "ref", "reference", "requestid", "incidentnumber"],
        ["id"] = ["callid", "orderid", "ordernumber", "orderno", "surveyid", "responseid", "sessionid", "articleid", "customerid", "subscriptionid", "reviewid", "uuid", "name", "number", "siparisno"],
        ["people/id"] = ["agent", "agentid", "email", "employee"],
        ["customers/id"] = ["customer", "customerid"],
        ["created_at"] = ["created", "createdon", "opened", "openedat", "createddate", "creationdate", "dateopened", "submitted", "olusturmatarihi", "acilistarihi", "letrehozva", "aangemaakt", "aangemaaktop", "dicipta"],
        ["updated_at"] = ["updated", "lastupdated", "lastupdate", "modified", "modifiedat", "lastmodified", "sysupdatedon", "guncellemetarihi", "bijgewerkt", "gewijzigd", "modositva", "dikemaskini"],
        ["resolved_at"] = ["resolved", "solved", "solvedat", "resolutiondate", "resolvedon", "cozumtarihi", "opgelost", "opgelostop", "megoldva", "diselesaikan"],
        ["closed_at"] = ["closed", "closedon", "dateclosed", "kapanistarihi", "gesloten", "geslotenop", "lezarva", "ditutup"],
        ["status"] = ["state", "ticketstatus", "stage", "durum", "allapot", "incidentstate"],
        ["subject"] = ["title", "summary", "shortdescription", "konu", "onderwerp", "targy", "subjek"],
        ["customer"] = ["customerid", "customeremail", "requester", "requesteremail", "client", "contact", "user", "userid", "caller", "callerid", "email", "musteri", "klant", "ugyfel", "pelanggan", "from"],
        ["customers/words"] = ["email", "emails", "phone", "aliases"],
        ["channel"] = ["via", "source", "origin", "medium", "contacttype", "kanal", "kanaal", "csatorna", "saluran"],
        ["priority"] = ["severity", "urgency", "oncelik", "prioriteit", "prioritas", "prioritet", "keutamaan"],
        ["agent"] = ["assignee", "owner", "assignedto", "agentname", "agentid", "user", "handledby", "temsilci", "medewerker", "ugyintezo", "ejen"],
        ["team"] = ["group", "queue", "department", "assignmentgroup", "desk", "takim", "ekip", "afdeling", "csapat", "pasukan"],
        ["topic"] = ["category", "reason", "subcategory", "contactreason", "konubasligi", "kategori", "categorie", "tema"],
        ["product"] = ["item", "sku", "urun", "termek", "produk"],
        ["brand"] = ["shop", "store", "marka", "merk"],
        ["language"] = ["locale", "lang", "dil", "taal", "nyelv", "bahasa"],
        ["country"] = ["countrycode", "ulke", "land", "orszag", "negara"],
        ["segment"] = ["tier", "plan", "customertype"],
        ["calls/offered_at"] = ["started", "startedat", "starttime", "calltime", "calldate", "ringat", "offered", "time", "date"],
        ["calls/queued_at"] = ["queued", "enteredqueue"],
        ["calls/answered_at"] = ["answered", "connected", "connectedat", "pickup"],
        ["calls/ended_at"] = ["ended", "endtime", "hangup", "hangupat", "finished", "disconnected"],
        ["calls/hold_seconds"] = ["hold", "holdtime", "onhold"],
        ["calls/outcome"] = ["result", "disposition", "callstatus"],
        ["calls/direction"] = ["calltype"],
        ["calls/queue"] = ["skill", "huntgroup"],
        ["surveys/sent_at"] = ["sent", "invitedat", "date"],
        ["surveys/answered_at"] = ["answered", "responded", "respondedat", "submittedat", "completedat", "responsedate"],
        ["surveys/score"] = ["rating", "csat", "nps", "points", "value", "puan", "pont", "skor"],
        ["surveys/comment"] = ["feedback", "verbatim", "remark", "yorum", "opmerking", "megjegyzes", "ulasan"],
        ["surveys/kind"] = ["surveytype", "type", "metric"],
        ["surveys/agent_at_send"] = ["agent", "assignee"],
        ["sessions/started_at"] = ["started", "start", "starttime", "createdat", "date"],
        ["sessions/ended_at"] = ["ended", "end", "endtime"],
        ["sessions/handed_over_at"] = ["handover", "handoff", "handedover", "escalatedat", "transferredat"],
        ["orders/paid_at"] = ["paid", "createdat", "orderdate", "date", "processedat", "siparistarihi"],
        ["orders/amount"] = ["total", "ordertotal", "totalprice", "price", "sum", "tutar", "bedrag", "osszeg", "jumlah"],
        ["currency"] = ["currencycode", "parabirimi", "valuta", "penznem", "matawang"],
        ["orders/refunded"] = ["refund", "refundtotal", "refundamount", "amountrefunded"],
        ["subscriptions/started_on"] = ["started", "start", "startdate", "createdat"],
        ["subscriptions/ended_on"] = ["ended", "end", "enddate", "cancelledat", "canceledat"],
        ["subscriptions/monthly_value"] = ["mrr", "monthlyamount", "amount", "price"],
        ["costs/amount"] = ["cost", "total", "sum", "tutar"],
        ["people/joined_on"] = ["joined", "hired", "hiredate", "start", "startdate"],
        ["people/left_on"] = ["left", "leavedate", "end", "enddate"],
        ["shifts/from_at"] = ["start", "from", "begin", "starttime"],
        ["shifts/until_at"] = ["end", "until", "to", "endtime"],
        ["shifts/kind"] = ["type", "activity", "state"],
        ["reviews/reviewed_at"] = ["reviewed", "date", "createdat"],
        ["reviews/score"] = ["points", "rating"],
        ["articles/viewed_at"] = ["viewed", "date", "time"],
        ["articles/title"] = ["name", "headline"],
        ["rates/rate"] = ["value", "price"],
        ["rates/on"] = ["date", "day"],
    };

    /// <summary>Words of other programs for ours, without accents and blanks.</summary>
    private static readonly Dictionary<string, string[]> Words = new(StringComparer.Ordinal)
    {
        ["new"] = ["fresh", "created", "unassigned", "yeni", "nieuw", "uj", "baharu"],
        ["open"] = ["opened", "active", "inprogress", "working", "todo", "assigned", "reopened", "acik", "islemde", "inbehandeling", "nyitott", "terbuka", "inwork"],
        ["pending"] = ["waiting", "waitingoncustomer", "waitingforcustomer", "waitingforclient", "awaitingcustomer", "awaitinguserinfo", "beklemede", "wachten", "fuggoben", "menunggu"],
        ["hold"] = ["onhold", "blocked", "waitingonthirdparty", "awaitingvendor", "askida", "indewacht"],
        ["solved"] = ["resolved", "done", "finished", "completed", "fixed", "cozuldu", "opgelost", "megoldva", "selesai"],
        ["closed"] = ["archived", "kapali", "kapandi", "gesloten", "lezart", "ditutup", "close"],
        ["deleted"] = ["removed", "spam", "silindi", "verwijderd"],
        ["answered"] = ["connected", "completed", "success", "handled"],
        ["abandoned_queue"] = ["abandoned", "missed", "noanswer", "lost"],
        ["voicemail"] = ["vm", "message"],
        ["inbound"] = ["in", "incoming"],
        ["outbound"] = ["out", "outgoing"],
        ["phone"] = ["voice", "call", "telephone"],
        ["chat"] = ["messaging", "livechat"],
    };

    /// <summary>What else a field is called.</summary>
    public static IEnumerable<string> NamesOf(string import, string field) =>
        (Names.GetValueOrDefault($"{import}/{field}") ?? []).Concat(Names.GetValueOrDefault(field) ?? []);

    /// <summary>Our word for one of a file; null when nobody can know.</summary>
    /// <param name="ours">The words that the field takes.</param>
    public static string? MeaningOf(string word, IReadOnlyList<string> ours)
    {
        var plain = ImportGuess.Plain(word);
        return ours.FirstOrDefault(known => ImportGuess.Plain(known) == plain)
            ?? ours.FirstOrDefault(known => Words.TryGetValue(known, out var others) && others.Contains(plain));
    }
}
