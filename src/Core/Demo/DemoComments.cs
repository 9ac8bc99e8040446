namespace Deskmeter.Demo;

/// <summary>What customers write under a score, in nl, en, hu, tr and ms.</summary>
internal static class DemoComments
{
    private static readonly string[][] Good =
    [
        ["Snel en vriendelijk geholpen.", "Precies het antwoord dat ik zocht.", "Fijn dat er meteen iemand meedacht."],
        ["Quick and friendly.", "Exactly the answer I needed.", "They thought along with me."],
        ["Gyors és kedves segítség.", "Pontosan ezt akartam tudni.", "Jó érzés volt, hogy odafigyeltek."],
        ["Hızlı ve nazik bir yardım.", "Tam aradığım cevaptı.", "Benimle gerçekten ilgilendiler."],
        ["Bantuan yang pantas dan mesra.", "Tepat jawapan yang saya cari.", "Mereka benar-benar membantu."],
    ];

    private static readonly string[][] Fair =
    [
        ["Het duurde wat lang, maar het is opgelost.", "Antwoord was goed, toon wat zakelijk."],
        ["It took a while, but it is solved.", "Good answer, a little dry."],
        ["Kicsit sokáig tartott, de megoldódott.", "A válasz jó volt, a hangnem kissé száraz."],
        ["Biraz uzun sürdü ama çözüldü.", "Cevap iyiydi, üslup biraz soğuktu."],
        ["Agak lama, tetapi selesai.", "Jawapannya baik, nadanya agak kaku."],
    ];

    private static readonly string[][] Bad =
    [
        ["Ik moest drie keer hetzelfde uitleggen.", "Veel te lang moeten wachten.", "Mijn probleem is nog niet opgelost."],
        ["I had to explain it three times.", "Waited far too long.", "My problem is still not solved."],
        ["Háromszor kellett elmagyaráznom.", "Túl sokat kellett várni.", "A gondom még mindig nem oldódott meg."],
        ["Aynı şeyi üç kez anlattım.", "Çok uzun bekledim.", "Sorunum hâlâ çözülmedi."],
        ["Saya terpaksa jelaskan tiga kali.", "Menunggu terlalu lama.", "Masalah saya belum selesai."],
    ];

    private static readonly string[][] Recovered =
    [
        ["Netjes teruggebeld, nu is het in orde."],
        ["They called me back and put it right."],
        ["Visszahívtak, és rendbe tették."],
        ["Geri aradılar ve düzelttiler."],
        ["Mereka menghubungi saya semula dan selesaikannya."],
    ];

    /// <summary>A comment on a score; null: nothing was written.</summary>
    /// <param name="place">The score's place on its scale, 0 to 1.</param>
    public static string? On(double place, int language, DemoRandom random)
    {
        if (!random.Chance(place < 0.3 ? 0.6 : 0.3)) return null;
        var sentences = (place switch { > 0.7 => Good, >= 0.4 => Fair, _ => Bad })[language];
        return sentences[random.Below(sentences.Length)];
    }

    /// <summary>A comment of somebody who was called back.</summary>
    public static string AfterFollowUp(int language) => Recovered[language][0];
}
