using Microsoft.Playwright;

namespace Deskmeter.App.Tests.Web;

/// <summary>What a payload leaves in a document where it was taken for anything but a text.</summary>
internal static class PayloadMarks
{
    /// <summary>A function of a document: a line for each mark.</summary>
    private const string Find = """
        document => {
          const found = [];
          if (window.pwned !== undefined || ({}).pwned !== undefined) found.push("a script ran");
          const addresses = ["href", "src", "action", "formaction", "data", "xlink:href", "srcdoc", "poster", "background", "data-src"];
          const strange = ["iframe", "object", "embed", "base", "math", "marquee", "foreignobject", "turbo-stream-source", "turbo-cable-stream-source"];
          for (const element of document.querySelectorAll("*")) {
            const tell = why => found.push(`${why}: ${element.outerHTML.slice(0, 160)}`);
            if (element.localName.includes("pwned") || strange.includes(element.localName.toLowerCase())) tell("an element");
            if (element.localName === "script" && !element.src) tell("a script in the page");
            if (element.shadowRoot) tell("a shadow");
            for (const attribute of element.attributes) {
              const name = attribute.name.toLowerCase();
              if (name.includes("pwned") || name.startsWith("on")) tell("an attribute");
              if (name === "style" && attribute.value.includes("evil")) tell("a style");
              if (name === "http-equiv" && attribute.value.toLowerCase() === "refresh" && element.content.includes("evil")) tell("a way away");
              if (addresses.includes(name) && attribute.value !== "") {
                let address;
                try { address = new URL(attribute.value, location.href); } catch { tell("no address"); continue; }
                if (address.origin !== location.origin) tell("an address");
              }
            }
          }
          return found;
        }
        """;

    /// <summary>The marks in the page as it stands.</summary>
    public static async Task<IReadOnlyList<string>> In(IPage page) => await page.EvaluateAsync<string[]>($"() => ({Find})(document)");

    /// <summary>The marks in pages as they came over the wire, read by the browser as documents.</summary>
    public static async Task<IReadOnlyList<string>> InTexts(IPage page, IReadOnlyList<string> texts) =>
        await page.EvaluateAsync<string[]>($"texts => texts.flatMap(text => ({Find})(new DOMParser().parseFromString(text, 'text/html')))", texts);
}
