using System.Reflection;
using System.Reflection.Emit;
using System.Text;

namespace Deskmeter.App.Tests.Languages;

/// <summary>A sentence that a type says.</summary>
internal sealed record CompiledSentence(string Type, string Template);

/// <summary>
/// Finds the sentences of compiled code: what the compiler makes of an interpolated string is a new <see cref="Sentence"/> with the lengths
/// of its words and the number of its values, and a call for each piece. A sentence within another is whole before the other goes on.
/// </summary>
internal static class CompiledSentences
{
    private static readonly Dictionary<int, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => (int)(ushort)code.Value);

    public static IEnumerable<CompiledSentence> In(params IReadOnlyList<Assembly> assemblies)
    {
        const BindingFlags every = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        return from type in assemblies.SelectMany(assembly => assembly.GetTypes())
               from method in type.GetMethods(every).Cast<MethodBase>().Concat(type.GetConstructors(every))
               from template in Of(method)
               select new CompiledSentence(type.FullName!, template);
    }

    private static IEnumerable<string> Of(MethodBase method)
    {
        var open = new Stack<Open>();
        var numbers = new int[2];
        string? text = null;
        foreach (var (code, operand) in Steps(method))
        {
            if (Number(code, operand) is { } number) (numbers[0], numbers[1]) = (numbers[1], number);
            if (code == OpCodes.Ldstr) text = method.Module.ResolveString((int)operand);
            if (code != OpCodes.Newobj && code != OpCodes.Call && code != OpCodes.Callvirt) continue;
            if (Called(method, (int)operand) is not { } called || called.DeclaringType != typeof(Sentence)) continue;
            if (called.IsConstructor && called.GetParameters() is [{ ParameterType: var first }, _] && first == typeof(int)) open.Push(new Open(numbers[0], numbers[1]));
            else if (called.Name == nameof(Sentence.AppendLiteral)) open.Peek().Add(text!);
            else if (called.Name == nameof(Sentence.AppendFormatted)) open.Peek().AddPlace();
            else if (!called.IsConstructor) continue;
            if (open.Count > 0 && open.Peek().IsWhole) yield return open.Pop().Template;
        }
    }

    private static MethodBase? Called(MethodBase method, int token) => method.Module.ResolveMethod(
        token, method.DeclaringType?.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : null);

    private static IEnumerable<(OpCode Code, long Operand)> Steps(MethodBase method)
    {
        var bytes = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < bytes.Length;)
        {
            var value = bytes[at] == 0xFE ? 0xFE00 | bytes[at + 1] : bytes[at];
            var code = Codes[value];
            at += code.Size;
            var size = code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(bytes, at),
                _ => 4,
            };
            yield return (code, size switch { 1 => (sbyte)bytes[at], 4 => BitConverter.ToInt32(bytes, at), _ => 0 });
            at += size;
        }
    }

    private static int? Number(OpCode code, long operand)
    {
        if (code == OpCodes.Ldc_I4 || code == OpCodes.Ldc_I4_S) return (int)operand;
        var value = code.Value - OpCodes.Ldc_I4_0.Value;
        return value is >= 0 and <= 8 ? value : null;
    }

    private sealed class Open(int letters, int places)
    {
        private readonly StringBuilder _template = new();
        private int _letters;
        private int _places;

        public bool IsWhole => _letters == letters && _places == places;

        public string Template => _template.ToString();

        public void Add(string text)
        {
            _letters += text.Length;
            _template.Append(text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
        }

        public void AddPlace() => _template.Append('{').Append(_places++).Append('}');
    }
}
