using System.Globalization;

namespace Deskmeter.Metrics.Expression;

internal enum TokenKind
{
    Number,
    Duration,
    Word,
    Quoted,
    Parameter,
    Symbol,
    End,
}

/// <param name="Text">The word, the quoted text without its quotes, the parameter without its <c>$</c>, or the symbol.</param>
/// <param name="Number">The value of a number; of a duration its seconds.</param>
internal sealed record Token(TokenKind Kind, int Position, string Text, double Number = 0)
{
    /// <summary>How an error names it.</summary>
    public Sentence Shown => Kind switch
    {
        TokenKind.End => (Sentence)$"the end",
        TokenKind.Parameter => Sentence.Of($"'${Text}'"),
        _ => Sentence.Of($"'{Text}'"),
    };
}

/// <summary>Cuts an expression into tokens; the last is always the end.</summary>
internal sealed class Lexer
{
    private readonly string _text;
    private int _at;

    private Lexer(string text) => _text = text;

    public static List<Token> Read(string text)
    {
        var lexer = new Lexer(text);
        var tokens = new List<Token>();
        do tokens.Add(lexer.Next());
        while (tokens[^1].Kind != TokenKind.End);
        return tokens;
    }

    private char Peek(int ahead = 0) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    private Token Next()
    {
        while (char.IsWhiteSpace(Peek())) _at++;
        var start = _at;
        return Peek() switch
        {
            '\0' => new Token(TokenKind.End, start, ""),
            >= '0' and <= '9' => Number(),
            '\'' => Quoted(),
            '$' => Parameter(),
            var letter when IsWordStart(letter) => new Token(TokenKind.Word, start, Word()),
            _ => Symbol(),
        };
    }

    private Token Number()
    {
        var start = _at;
        while (char.IsAsciiDigit(Peek())) _at++;
        if (Peek() == '.' && char.IsAsciiDigit(Peek(1)))
        {
            _at++;
            while (char.IsAsciiDigit(Peek())) _at++;
        }

        var value = double.Parse(_text.AsSpan(start, _at - start), CultureInfo.InvariantCulture);
        return Unit(start) is { } seconds
            ? new Token(TokenKind.Duration, start, _text[start.._at], value * seconds)
            : new Token(TokenKind.Number, start, _text[start.._at], value);
    }

    /// <summary>A unit that follows the number, with or without a space; a word that is none belongs to what comes next.</summary>
    private int? Unit(int start)
    {
        var end = _at;
        while (Peek() == ' ') _at++;
        var isAttached = _at == end;
        if (IsWordStart(Peek()))
        {
            var word = Word();
            if (Quantity.Units.TryGetValue(word, out var seconds)) return seconds;
            if (isAttached)
                throw new ExpressionException(start, $"'{_text[start.._at]}': '{word}' is no unit of time; known: {Quantity.KnownUnits}.");
        }

        _at = end;
        return null;
    }

    private Token Quoted()
    {
        var start = _at++;
        var value = new System.Text.StringBuilder();
        while (true)
        {
            if (Peek() == '\0') throw new ExpressionException(start, $"The quoted text has no end: a ' is missing.");
            if (Peek() == '\'' && Peek(1) != '\'') break;
            if (Peek() == '\'') _at++;
            value.Append(_text[_at++]);
        }

        _at++;
        return new Token(TokenKind.Quoted, start, value.ToString());
    }

    private Token Parameter()
    {
        var start = _at++;
        return IsWordStart(Peek())
            ? new Token(TokenKind.Parameter, start, Word())
            : throw new ExpressionException(start, $"After '$' the name of a parameter is expected.");
    }

    private Token Symbol()
    {
        var start = _at;
        var pair = _text.AsSpan(start, Math.Min(2, _text.Length - start)).ToString();
        if (pair is "<>" or "!=" or "<=" or ">=") _at += 2;
        else if ("=<>+-*/(),".Contains(Peek(), StringComparison.Ordinal)) _at++;
        else throw new ExpressionException(start, $"'{Peek()}' means nothing here.");
        return new Token(TokenKind.Symbol, start, _text[start.._at]);
    }

    private string Word()
    {
        var start = _at;
        while (IsWordStart(Peek()) || char.IsAsciiDigit(Peek())) _at++;
        return _text[start.._at];
    }

    private static bool IsWordStart(char letter) => char.IsAsciiLetter(letter) || letter == '_';
}
