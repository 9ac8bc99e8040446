namespace Deskmeter.Demo;

/// <summary>What customers write about, and how such a ticket usually goes.</summary>
internal sealed record DemoTopic
{
    public const int WhereIsMyOrder = 0;
    public const int LateDelivery = 1;
    public const int Return = 2;
    public const int Damaged = 3;
    public const int ProductAdvice = 4;
    public const int SizeAndFit = 5;
    public const int Payment = 6;
    public const int Warranty = 7;
    public const int OrderChange = 8;
    public const int Account = 9;

    public required string Name { get; init; }

    /// <summary>Question, problem or task.</summary>
    public required string Kind { get; init; }
    public required double Share { get; init; }

    /// <summary>The team that knows best; other teams may hand it over.</summary>
    public required int Team { get; init; }

    /// <summary>Chances that the customer is asked something more, that the ticket waits for others, and that it goes to a specialist.</summary>
    public double Question { get; init; }
    public double Hold { get; init; }
    public double Escalation { get; init; }

    /// <summary>Chance that a bot can answer it.</summary>
    public double Bot { get; init; }

    /// <summary>Agents' work in seconds on a reply.</summary>
    public double WorkSeconds { get; init; } = 240;
    public required string[][] Tags { get; init; }

    /// <summary>Subjects in nl, en, hu, tr and ms; # stands for an order's number.</summary>
    public required string[] Subjects { get; init; }

    public static readonly DemoTopic[] All =
    [
        new()
        {
            Name = "Where is my order", Kind = "question", Share = 0.23, Team = DemoTeam.Orders, Question = 0.22, Hold = 0.10, Escalation = 0.01,
            Bot = 0.52, WorkSeconds = 150, Tags = [["order"], ["order", "tracking"], ["carrier", "order"]],
            Subjects = ["Waar blijft bestelling #?", "Where is order #?", "Hol van a(z) # rendelésem?", "# numaralı siparişim nerede?", "Di mana pesanan saya #?"],
        },
        new()
        {
            Name = "Late delivery", Kind = "problem", Share = 0.09, Team = DemoTeam.Orders, Question = 0.25, Hold = 0.30, Escalation = 0.03,
            Bot = 0.20, Tags = [["carrier"], ["carrier", "late"], ["late", "order"]],
            Subjects = ["Bestelling # is te laat", "Order # is late", "A(z) # rendelés késik", "# numaralı sipariş gecikti", "Pesanan # lewat tiba"],
        },
        new()
        {
            Name = "Return or refund", Kind = "task", Share = 0.17, Team = DemoTeam.Returns, Question = 0.30, Hold = 0.18, Escalation = 0.02,
            Bot = 0.30, Tags = [["return"], ["refund", "return"], ["exchange", "return"]],
            Subjects = ["Bestelling # terugsturen", "Returning order #", "A(z) # rendelés visszaküldése", "# numaralı siparişin iadesi", "Memulangkan pesanan #"],
        },
        new()
        {
            Name = "Damaged or missing", Kind = "problem", Share = 0.08, Team = DemoTeam.Returns, Question = 0.55, Hold = 0.25, Escalation = 0.06,
            Bot = 0.04, WorkSeconds = 330, Tags = [["damage"], ["missing"], ["carrier", "damage"]],
            Subjects = ["Beschadigd artikel in #", "Damaged item in order #", "Sérült termék a(z) # rendelésben", "# siparişimde hasarlı ürün", "Barang rosak dalam pesanan #"],
        },
        new()
        {
            Name = "Product advice", Kind = "question", Share = 0.13, Team = DemoTeam.Products, Question = 0.35, Hold = 0.05, Escalation = 0.05,
            Bot = 0.12, WorkSeconds = 360, Tags = [["advice"], ["advice", "presale"], ["stock"]],
            Subjects = ["Welke past bij mijn reis?", "Which one suits my trip?", "Melyik való a túrámhoz?", "Gezime hangisi uygun?", "Mana satu sesuai untuk perjalanan saya?"],
        },
        new()
        {
            Name = "Size and fit", Kind = "question", Share = 0.07, Team = DemoTeam.Products, Question = 0.28, Hold = 0.02, Escalation = 0.01,
            Bot = 0.30, WorkSeconds = 180, Tags = [["size"], ["presale", "size"]],
            Subjects = ["Vraag over maten", "Question about sizes", "Kérdés a méretekről", "Beden hakkında soru", "Soalan tentang saiz"],
        },
        new()
        {
            Name = "Payment", Kind = "problem", Share = 0.06, Team = DemoTeam.Orders, Question = 0.35, Hold = 0.12, Escalation = 0.05,
            Bot = 0.10, Tags = [["payment"], ["invoice"], ["payment", "refund"]],
            Subjects = ["Betaling van # mislukt", "Payment of # failed", "A(z) # fizetése sikertelen", "# ödemesi başarısız oldu", "Bayaran untuk # gagal"],
        },
        new()
        {
            Name = "Warranty and repair", Kind = "problem", Share = 0.06, Team = DemoTeam.Returns, Question = 0.60, Hold = 0.45, Escalation = 0.12,
            Bot = 0.02, WorkSeconds = 420, Tags = [["warranty"], ["repair", "warranty"], ["repair"]],
            Subjects = ["Garantie op bestelling #", "Warranty for order #", "Garancia a(z) # rendelésre", "# numaralı sipariş için garanti", "Waranti untuk pesanan #"],
        },
        new()
        {
            Name = "Order change", Kind = "task", Share = 0.07, Team = DemoTeam.Orders, Question = 0.20, Hold = 0.06, Escalation = 0.01,
            Bot = 0.15, WorkSeconds = 160, Tags = [["order"], ["address", "order"], ["cancel", "order"]],
            Subjects = ["Adres van # wijzigen", "Change the address of #", "A(z) # címének módosítása", "# adresini değiştirme", "Tukar alamat pesanan #"],
        },
        new()
        {
            Name = "Account", Kind = "question", Share = 0.04, Team = DemoTeam.Orders, Question = 0.25, Hold = 0.03, Escalation = 0.03,
            Bot = 0.35, WorkSeconds = 140, Tags = [["account"], ["account", "login"]],
            Subjects = ["Ik kan niet inloggen", "I cannot sign in", "Nem tudok bejelentkezni", "Oturum açamıyorum", "Saya tidak dapat log masuk"],
        },
    ];
}
