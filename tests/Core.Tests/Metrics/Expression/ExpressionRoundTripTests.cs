using Deskmeter.Metrics.Expression;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Deskmeter.Core.Tests.Metrics.Expression;

public class ExpressionRoundTripTests
{
    private static readonly Gen<string> Word = Gen.Elements("created_at", "status", "x", "orders", "android", "is_known", "n2");

    private static readonly Gen<Node> Leaf = Gen.OneOf(
        Gen.Choose(0, 1_000_000).Select(n => (Node)new NumberNode(0, n / 64.0)),
        Gen.Choose(0, 1_000_000).Select(n => (Node)new NumberNode(0, n, IsDuration: true)),
        Word.Select(word => (Node)new ColumnNode(0, word)),
        Word.Select(word => (Node)new ParameterNode(0, word)),
        Word.Select(word => (Node)new AgeNode(0, word)),
        Gen.Elements("on hold", "it's", "", "and", "ő ç").Select(text => (Node)new TextNode(0, text)));

    private static Gen<Node> Value(int depth) => depth == 0 ? Leaf : Gen.OneOf(
        Leaf,
        from how in Gen.Choose(0, 3)
        from left in Value(depth - 1)
        from right in Value(depth - 1)
        select (Node)new BinaryNode(0, (BinaryOperator)how, left, right));

    private static Gen<Node> Condition(int depth) => Gen.OneOf(
        from how in Gen.Choose((int)BinaryOperator.Equal, (int)BinaryOperator.GreaterOrEqual)
        from left in Value(depth)
        from right in Value(depth)
        select (Node)new BinaryNode(0, (BinaryOperator)how, left, right),
        from operand in Value(depth)
        from isNegated in Gen.Elements(true, false)
        select (Node)new IsNullNode(0, operand, isNegated),
        from operand in Value(depth)
        from values in Leaf.NonEmptyListOf()
        select (Node)new InNode(0, operand, [.. values]),
        depth == 0 ? Gen.Elements(true, false).Select(value => (Node)new BooleanNode(0, value)) : Combined(depth));

    private static Gen<Node> Combined(int depth) => Gen.OneOf(
        Condition(depth - 1).Select(operand => (Node)new NotNode(0, operand)),
        from how in Gen.Elements(BinaryOperator.And, BinaryOperator.Or)
        from left in Condition(depth - 1)
        from right in Condition(depth - 1)
        select (Node)new BinaryNode(0, how, left, right));

    [Fact]
    public void Every_condition_is_read_back_from_its_text() =>
        Prop.ForAll(Condition(3).ToArbitrary(), node => Shown.Of(ExpressionParser.Condition(Shown.Of(node))) == Shown.Of(node))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Every_condition_is_read_back_from_the_text_for_people() =>
        Prop.ForAll(Condition(3).ToArbitrary(), node => Shown.Of(ExpressionParser.Condition(ExpressionText.Write(node))) == Shown.Of(node))
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("share(a > 0 and not (b or c is null))")]
    [InlineData("count(distinct customer where first_band <= 2) / count(distinct customer)")]
    [InlineData("percentile(reply_seconds, 0.9 where status not in ('on hold', 'new'))")]
    [InlineData("sum(a - (b - c)) / count(where is_first)")]
    public void A_measure_is_written_without_needless_brackets(string text) => Assert.Equal(text, ExpressionText.Write(ExpressionParser.Measure(text)));

    [Theory]
    [InlineData("argmax(tickets_created / open_hours(hour), hour)")]
    [InlineData("clamp(50 + 10 * zscore(csat_score, 12), 0, 100)")]
    [InlineData("a / (b + c) - 1")]
    public void A_formula_is_written_as_people_write_it(string text) => Assert.Equal(text, ExpressionText.Write(ExpressionParser.Formula(text)));

    [Fact]
    public void Any_text_is_read_or_refused_with_a_place_within_it() =>
        Prop.ForAll(Gen.Elements("count(", ")", "x", " ", "where", "in", "(", "'", "7d", "$p", "<", "=", "not", "is", "null", ",", "+", "-", "age").ListOf()
            .Select(parts => string.Concat(parts)).ToArbitrary(), text =>
            {
                try
                {
                    return ExpressionParser.Measure(text) is not null;
                }
                catch (ExpressionException error)
                {
                    return error.Position >= 0 && error.Position <= text.Length && error.Message.Length > 0;
                }
            }).QuickCheckThrowOnFailure();
}
