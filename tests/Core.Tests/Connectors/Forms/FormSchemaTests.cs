using System.Text.Json.Nodes;
using Deskmeter.Connectors.Forms;
using Xunit;

namespace Deskmeter.Core.Tests.Connectors.Forms;

public class FormSchemaTests
{
    public static TheoryData<string> Imports => RecordImportTests.Imports;

    [Theory]
    [MemberData(nameof(Imports))]
    public void The_published_schema_is_that_of_the_types(string import)
    {
        var published = $"docs/sources/{import}.schema.json";
        var path = Checkout.Path(published);
        if (Environment.GetEnvironmentVariable("DESKMETER_ACCEPT") == "1") File.WriteAllText(path, FormSchema.Text(import));
        Assert.True(
            File.Exists(path) && File.ReadAllText(path) == FormSchema.Text(import),
            $"{published} is not what the types say any more. Run this test with DESKMETER_ACCEPT=1 and commit the file.");
    }

    [Theory]
    [MemberData(nameof(Imports))]
    public void The_schema_names_what_the_reader_knows(string import)
    {
        var schema = JsonNode.Parse(FormSchema.Text(import))!;
        foreach (var form in RecordForm.OfImport(import))
        {
            var node = form.IsOneOfSeveral ? schema["$defs"]![form.Kind.Word]! : schema;
            Assert.Equal(form.JsonNames.All.Order(), node["properties"]!.AsObject().Select(property => property.Key).Order());
        }
    }
}
