using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using Xunit;

namespace Deskmeter.Core.Tests.Facts;

public class FactOriginTests
{
    [Fact]
    public void Every_fact_says_of_which_kinds_of_record_it_is_made() => Assert.All(
        new FactSchema([]).All,
        fact => Assert.Subset(RecordKind.All.Select(kind => kind.Word).ToHashSet(), FactOrigins.Of(fact).ToHashSet()));
}
