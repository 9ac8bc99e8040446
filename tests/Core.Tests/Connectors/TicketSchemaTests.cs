using System.Reflection;
using System.Text.Json.Serialization;
using Deskmeter.Helpdesk;
using Deskmeter.Records;
using Xunit;

namespace Deskmeter.Core.Tests.Connectors;

public class TicketSchemaTests
{
    private const string Published = "docs/sources/ticket.schema.json";

    [Fact]
    public void The_published_schema_is_that_of_the_types()
    {
        var path = Checkout.Path(Published);
        if (Environment.GetEnvironmentVariable("DESKMETER_ACCEPT") == "1") File.WriteAllText(path, TicketSchema.Text());
        Assert.True(
            File.Exists(path) && File.ReadAllText(path) == TicketSchema.Text(),
            $"{Published} is not what the types say any more. Run this test with DESKMETER_ACCEPT=1 and commit the file.");
    }

    [Fact]
    public void The_reader_knows_every_field_of_every_event()
    {
        foreach (var item in typeof(TicketEvent).GetCustomAttributes<JsonDerivedTypeAttribute>())
        {
            var shape = EventShape.All.Single(shape => shape.Type == (string)item.TypeDiscriminator!);
            Assert.Equal(shape.Allowed, EventShape.Names.Set(["type", .. TicketSchema.NamesOf(item.DerivedType)]));
            Assert.Equal(shape.Required, EventShape.Names.Set(TicketSchema.RequiredOf(item.DerivedType)));
        }
    }

    [Fact]
    public void The_reader_knows_every_field_of_a_ticket()
    {
        Assert.Equal(TicketSchema.NamesOf(typeof(Ticket)).Order(), TicketReader.TicketNames.All.Order());
        Assert.Equal(TicketSchema.NamesOf(typeof(TicketProfile)).Order(), TicketReader.ProfileNames.All.Order());
        Assert.Equal(["id"], TicketSchema.RequiredOf(typeof(Ticket)));
    }

    [Fact]
    public void Every_field_says_what_it_is() => Assert.All(
        typeof(TicketEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(item => item.DerivedType)
            .Concat([typeof(Ticket), typeof(TicketProfile), typeof(Actor), typeof(StatedInstant), typeof(StatedSla)])
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)),
        property => Assert.True(TypeSentences.Of(property) is not null, $"{property.ReflectedType!.Name}.{property.Name}"));
}
