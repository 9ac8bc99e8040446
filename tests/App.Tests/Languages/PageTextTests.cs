using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Xunit;

namespace Deskmeter.App.Tests.Languages;

/// <summary>Words that a page says come from the language files, never from the page itself: read from the compiled components.</summary>
public partial class PageTextTests
{
    private const byte LoadString = 0x72;
    private const byte CallVirtual = 0x6F;
    private static readonly string[] Readable = ["placeholder", "aria-label", "title", "alt"];

    public static TheoryData<Type> Components => [.. typeof(Server).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(ComponentBase)) && !type.IsAbstract)];

    [Theory, MemberData(nameof(Components))]
    public void A_page_has_no_words_of_its_own(Type component) => Assert.Equal([], WordsOf(component));

    [Fact]
    public void Words_of_a_page_are_found() => Assert.Equal(["Hello", "You, there", "tickets", "Your name"], WordsOf(typeof(Talkative)));

    /// <summary>What a component renders as it stands, commands aside: text, the text of markup, and attributes that people read.</summary>
    private static IEnumerable<string> WordsOf(Type component) =>
        component.GetNestedTypes(BindingFlags.NonPublic).Prepend(component)
            .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(method => method.Name.Contains("BuildRenderTree", StringComparison.Ordinal))
            .SelectMany(Said).Where(text => Word().IsMatch(text) && !text.StartsWith("./deskmeter", StringComparison.Ordinal) && !text.StartsWith("docs/", StringComparison.Ordinal));

    private static IEnumerable<string> Said(MethodInfo method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        string? last = null;
        for (var at = 0; at + 9 < code.Length; at++)
        {
            if (code[at] != LoadString || code[at + 4] != 0x70) continue;
            var text = method.Module.ResolveString(BitConverter.ToInt32(code, at + 1));
            if (code[at + 5] == CallVirtual)
            {
                switch (method.Module.ResolveMethod(BitConverter.ToInt32(code, at + 6))!.Name)
                {
                    case nameof(RenderTreeBuilder.AddContent):
                        yield return text.Trim();
                        break;
                    case nameof(RenderTreeBuilder.AddMarkupContent):
                        foreach (Match match in Text().Matches(text)) yield return match.Value.Trim();
                        break;
                    case nameof(RenderTreeBuilder.AddAttribute) when Readable.Contains(last):
                        yield return text;
                        break;
                }
            }

            last = text;
            at += 4;
        }
    }

    [GeneratedRegex("(?<=^|>)[^<>]+(?=<|$)")]
    private static partial Regex Text();

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex Word();

    private sealed class Talkative : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.AddMarkupContent(0, "<p class=\"quiet\">Hello<b>You, there</b></p><code>./deskmeter demo</code>");
            builder.OpenElement(1, "p");
            builder.AddAttribute(2, "class", "quiet");
            builder.AddContent(3, " tickets");
            builder.AddContent(4, "p90");
            builder.CloseElement();
            builder.OpenElement(5, "input");
            builder.AddAttribute(6, "placeholder", "Your name");
            builder.CloseElement();
        }
    }
}
